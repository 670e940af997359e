package io.scangate.transition;

import static io.scangate.policy.Setting.CENTRALIZED;
import static io.scangate.policy.Setting.HOME;
import static io.scangate.transition.Given.area;
import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.correction;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.declared;
import static io.scangate.transition.Given.diagnosis;
import static io.scangate.transition.Given.discharged;
import static io.scangate.transition.Given.entry;
import static io.scangate.transition.Given.justAfter;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.negative;
import static io.scangate.transition.Given.person;
import static io.scangate.transition.Given.positive;
import static io.scangate.transition.Given.released;
import static io.scangate.transition.Given.screening;
import static io.scangate.transition.Given.special;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.transition.Given.Person;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules, section <i>How triggers meet</i>. */
class TriggersMeetTest {
  private static Fact confirmed(Instant at) {
    return diagnosis(at, DiagnosisStatus.CONFIRMED);
  }

  private static Fact asymptomatic(Instant at) {
    return diagnosis(at, DiagnosisStatus.ASYMPTOMATIC);
  }

  private static Fact suspected(Instant at) {
    return diagnosis(at, DiagnosisStatus.SUSPECTED);
  }

  private static Fact ruledOut(Instant at) {
    return diagnosis(at, DiagnosisStatus.RULED_OUT);
  }

  @Nested
  class TheRunningTrigger {
    @Test
    void oneEpisodePerCategory() {
      Person person =
          person(contact(day(0), ContactKind.CLOSE), contact(day(3), ContactKind.CLOSE));
      assertThat(person.at(day(3)).open()).hasSize(1);
    }

    @Test
    void isTheOneThatHappenedLast() {
      Person person =
          person(
              contact(day(0), ContactKind.SUB_CLOSE),
              contact(day(3), ContactKind.SUB_CLOSE),
              negative(day(5)),
              released(day(5), CENTRALIZED));
      assertThat(person.at(justBefore(day(10))).open()).hasSize(1);
      assertThat(person.at(day(10)).open()).isEmpty();
    }

    @Test
    void lateNewsOfAnOlderExposureNeverShortensAnIsolation() {
      Person person =
          person(
              contact(day(3), ContactKind.SUB_CLOSE),
              contact(day(4), day(0), ContactKind.SUB_CLOSE),
              negative(day(5)),
              released(day(5), CENTRALIZED));
      assertThat(person.at(justBefore(day(10))).open()).hasSize(1);
    }

    @Test
    void lateNewsOfAnOlderExposureDoesNotReopenWhatEnded() {
      Person person =
          person(
              contact(day(3), ContactKind.SUB_CLOSE),
              negative(day(5)),
              released(day(5), CENTRALIZED),
              contact(day(20), day(0), ContactKind.SUB_CLOSE));
      assertThat(person.at(day(20)).open()).isEmpty();
    }

    @Test
    void ofTwoThatHappenedTogetherTheOneLearnedLastRuns() {
      Fact first = contact(day(2), day(0), ContactKind.CLOSE);
      Fact second = contact(day(3), day(0), ContactKind.CLOSE);
      assertThat(person(first, second).at(day(4)).open().getFirst().trigger()).isEqualTo(second);
    }

    @Test
    void aNewTriggerOpensTheCategoryAgain() {
      Person person =
          person(
              contact(day(0), ContactKind.SUB_CLOSE),
              negative(day(5)),
              released(day(5), CENTRALIZED),
              contact(day(20), ContactKind.SUB_CLOSE));
      assertThat(person.at(day(10)).open()).isEmpty();
      assertThat(person.codeAt(day(20))).isEqualTo("RED [SUB_CLOSE_CONTACT]");
    }
  }

  @Nested
  class EpisodesSideBySide {
    @Test
    void differentCategoriesRunSideBySide() {
      assertThat(
              person(contact(day(0), ContactKind.CLOSE), area(day(1), RiskLevel.HIGH))
                  .codeAt(day(1)))
          .isEqualTo("RED [CLOSE_CONTACT, HIGH_RISK_AREA]");
    }

    @Test
    void oneReleaseServesEveryOpenPhaseWithThatSetting() {
      Person person =
          person(
              contact(day(0), ContactKind.SUB_CLOSE),
              area(day(0), RiskLevel.HIGH),
              area(day(0), RiskLevel.MEDIUM),
              negative(day(14)),
              released(day(14), CENTRALIZED));
      assertThat(person.at(day(14)).open())
          .extracting(Episode::category, Episode::phaseIndex)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(Category.HIGH_RISK_AREA, 1));
    }
  }

  @Nested
  class TheCasePath {
    private final Person exposed =
        person(
            contact(day(0), ContactKind.CLOSE),
            contact(day(0), ContactKind.SUB_CLOSE),
            contact(justBefore(day(0)), ContactKind.SPATIOTEMPORAL_CONFINED),
            contact(day(0), ContactKind.SPATIOTEMPORAL),
            entry(day(0), day(0)),
            area(day(0), RiskLevel.HIGH),
            area(day(0), RiskLevel.MEDIUM),
            special(day(0), day(-1)),
            special(day(0), day(-15)),
            special(day(0), day(-22)),
            screening(day(0)),
            declared(day(0), DeclaredStatus.SUSPECTED),
            suspected(day(0)),
            positive(day(0)));

    @Test
    void confirmedAndAsymptomaticVoidEveryOtherCategory() {
      assertThat(exposed.at(day(0)).open()).hasSize(13);
      assertThat(exposed.and(confirmed(day(1))).at(day(1)).open())
          .extracting(Episode::category)
          .containsExactly(Category.CONFIRMED);
      assertThat(exposed.and(asymptomatic(day(1))).at(day(1)).open())
          .extracting(Episode::category)
          .containsExactly(Category.ASYMPTOMATIC);
    }

    @Test
    void whatWasLearnedAtThatInstantIsVoidWhatIsLearnedLaterIsNot() {
      assertThat(exposed.and(confirmed(day(0))).at(day(0)).open()).hasSize(1);
      Fact later = contact(justAfter(day(1)), day(-3), ContactKind.CLOSE);
      assertThat(exposed.and(confirmed(day(1)), later).codeAt(day(2)))
          .isEqualTo("RED [CONFIRMED, CLOSE_CONTACT]");
    }

    @Test
    void whetherTheDiagnosisHappenedEarlierDoesNotMatter() {
      Fact backdated = diagnosis(day(3), day(-9), DiagnosisStatus.CONFIRMED);
      assertThat(exposed.and(backdated).codeAt(day(3))).isEqualTo("RED [CONFIRMED]");
    }

    @Test
    void aLaterAsymptomaticDiagnosisVoidsTheConfirmedOneAndTheReverse() {
      assertThat(person(confirmed(day(0)), asymptomatic(day(1))).codeAt(day(1)))
          .isEqualTo("RED [ASYMPTOMATIC]");
      assertThat(person(asymptomatic(day(0)), confirmed(day(1))).codeAt(day(1)))
          .isEqualTo("RED [CONFIRMED]");
    }

    @Test
    void learnedTogetherTheConfirmedOneStandsAndVoidsTheOther() {
      assertThat(person(confirmed(day(0)), asymptomatic(day(0))).codeAt(day(0)))
          .isEqualTo("RED [CONFIRMED]");
    }

    @Test
    void whatWasVoidedStaysVoidWhenWhatVoidedItIsVoidedLater() {
      assertThat(
              exposed.and(confirmed(day(1)), correction(day(2), Category.CONFIRMED)).codeAt(day(2)))
          .isEqualTo("GREEN []");
      assertThat(
              person(
                      confirmed(day(0)),
                      asymptomatic(day(1)),
                      correction(day(2), Category.ASYMPTOMATIC))
                  .codeAt(day(2)))
          .isEqualTo("GREEN []");
    }

    @Test
    void suspectedAndRuledOutVoidNothingElse() {
      assertThat(exposed.and(suspected(day(1))).at(day(1)).open()).hasSize(13);
      assertThat(exposed.and(ruledOut(day(1))).at(day(1)).open())
          .hasSize(12)
          .extracting(Episode::category)
          .doesNotContain(Category.SUSPECTED);
      assertThat(person(confirmed(day(0)), ruledOut(day(1))).codeAt(day(1)))
          .isEqualTo("RED [CONFIRMED]");
      assertThat(person(asymptomatic(day(0)), ruledOut(day(1))).codeAt(day(1)))
          .isEqualTo("RED [ASYMPTOMATIC]");
    }
  }

  @Nested
  class ConfinedContacts {
    @Test
    void voidTheUnconfinedOnesLearnedUpToThen() {
      Person person =
          person(
              contact(day(0), ContactKind.SPATIOTEMPORAL),
              contact(day(1), ContactKind.SPATIOTEMPORAL_CONFINED));
      assertThat(person.at(day(1)).open())
          .extracting(Episode::category)
          .containsExactly(Category.SPATIOTEMPORAL_CONFINED);
      Person together =
          person(
              contact(day(1), ContactKind.SPATIOTEMPORAL),
              contact(day(1), ContactKind.SPATIOTEMPORAL_CONFINED));
      assertThat(together.at(day(1)).open()).hasSize(1);
    }

    @Test
    void thoseLearnedLaterRunBesideThem() {
      Person person =
          person(
              contact(day(0), ContactKind.SPATIOTEMPORAL_CONFINED),
              contact(day(1), ContactKind.SPATIOTEMPORAL));
      assertThat(person.at(day(1)).open()).hasSize(2);
    }

    @Test
    void voidNoOtherCategory() {
      Person person =
          person(
              contact(day(0), ContactKind.CLOSE),
              contact(day(0), ContactKind.SUB_CLOSE),
              contact(day(1), ContactKind.SPATIOTEMPORAL_CONFINED));
      assertThat(person.at(day(1)).open()).hasSize(3);
    }

    @Test
    void stayVoidAfterTheConfinedContactIsCorrected() {
      Person person =
          person(
              contact(day(0), ContactKind.SPATIOTEMPORAL),
              contact(day(1), ContactKind.SPATIOTEMPORAL_CONFINED),
              correction(day(2), Category.SPATIOTEMPORAL_CONFINED));
      assertThat(person.codeAt(day(2))).isEqualTo("GREEN []");
    }
  }

  @Nested
  class RuledOut {
    @Test
    void voidsEverySuspicionLearnedUpToThenPositiveTestsIncluded() {
      Person person = person(suspected(day(0)), positive(day(1)), positive(day(2)));
      assertThat(person.and(ruledOut(day(2))).codeAt(day(2))).isEqualTo("GREEN []");
      assertThat(person.and(ruledOut(justBefore(day(2)))).codeAt(day(2)))
          .isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void countsByWhenItWasLearnedWheneverItHappened() {
      Fact backdated = diagnosis(day(3), day(-5), DiagnosisStatus.RULED_OUT);
      assertThat(person(suspected(day(0)), backdated).codeAt(day(3))).isEqualTo("GREEN []");
      Fact postdated = diagnosis(day(-1), day(5), DiagnosisStatus.RULED_OUT);
      assertThat(person(suspected(day(0)), postdated).codeAt(day(9))).isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void aSuspicionLearnedLaterIsANewOne() {
      assertThat(person(suspected(day(0)), ruledOut(day(1)), positive(day(2))).codeAt(day(2)))
          .isEqualTo("RED [SUSPECTED]");
    }
  }

  @Nested
  class PositiveTests {
    @Test
    void openSuspectedAtTheirReportNotAtTheirSampling() {
      Person person = person(suspected(day(2)), positive(day(3), day(0)));
      assertThat(person.at(day(3)).open().getFirst().since()).isEqualTo(day(3));
      assertThat(person.at(day(2)).open().getFirst().since()).isEqualTo(day(2));
    }

    @Test
    void ofSeveralTheLastReportedRuns() {
      Person person = person(positive(day(1)), positive(day(4), day(0)));
      assertThat(person.at(day(9)).open().getFirst().since()).isEqualTo(day(4));
    }

    @Test
    void aLaterSuspectedDiagnosisRunsBeforeAnEarlierPositive() {
      Person person = person(positive(day(1)), suspected(day(4)));
      assertThat(person.at(day(9)).open().getFirst().since()).isEqualTo(day(4));
    }

    @Test
    void whileACaseIsOpenOnlyResetTheTestsOfThePhase() {
      Person person =
          person(
              asymptomatic(day(0)),
              negative(day(3)),
              positive(day(5)),
              released(day(13), CENTRALIZED));
      assertThat(person.codeAt(day(5))).isEqualTo("RED [ASYMPTOMATIC]");
      assertThat(person.at(day(20)).open().getFirst().phaseIndex()).isZero();
      assertThat(person.and(negative(day(16))).codeAt(day(16))).isEqualTo("YELLOW [ASYMPTOMATIC]");
      assertThat(person(confirmed(day(0)), positive(day(5))).codeAt(day(5)))
          .isEqualTo("RED [CONFIRMED]");
    }

    private final Person recovered =
        person(
            asymptomatic(day(0)),
            negative(day(3)),
            released(day(13), CENTRALIZED),
            negative(day(20)),
            released(day(27), HOME));

    @Test
    void onceTheCaseHasEndedOpenSuspectedAgain() {
      assertThat(recovered.at(justBefore(day(28))).open()).hasSize(1);
      assertThat(recovered.at(day(28)).open()).isEmpty();
      assertThat(recovered.and(positive(justAfter(day(28)))).codeAt(day(29)))
          .isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void keepTheCaseOpenThatWouldHaveEndedWithThem() {
      assertThat(recovered.and(positive(justBefore(day(28)))).codeAt(day(28)))
          .isEqualTo("YELLOW [ASYMPTOMATIC]");
      assertThat(recovered.and(positive(day(28))).codeAt(day(29)))
          .isEqualTo("YELLOW [ASYMPTOMATIC]");
    }

    @Test
    void reportedAtTheInstantAtWhichTheCaseEndsOpenSuspected() {
      // Sampled before the last phase, it does not keep that phase from ending.
      Fact sampledEarly = positive(day(28), day(10));
      assertThat(recovered.and(sampledEarly).codeAt(day(28))).isEqualTo("RED [SUSPECTED]");
      assertThat(recovered.and(positive(justBefore(day(28)), day(10))).codeAt(day(28)))
          .isEqualTo("GREEN []");
    }

    @Test
    void bothCasePathsAreLookedAt() {
      Person person =
          person(
              confirmed(day(0)),
              discharged(day(1)),
              negative(day(2)),
              released(day(2), CENTRALIZED),
              negative(day(16)),
              released(day(16), HOME));
      assertThat(person.at(justBefore(day(29))).open()).hasSize(1);
      assertThat(person.and(positive(justBefore(day(29)))).at(day(29)).open())
          .extracting(Episode::category)
          .containsExactly(Category.CONFIRMED);
      assertThat(person.and(positive(justAfter(day(29)))).codeAt(day(30)))
          .isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void afterACorrectionOfTheCaseOpenSuspected() {
      Person corrected = person(confirmed(day(0)), correction(day(5), Category.CONFIRMED));
      assertThat(corrected.and(positive(day(5))).codeAt(day(5))).isEqualTo("RED [SUSPECTED]");
      assertThat(corrected.and(positive(day(6))).codeAt(day(6))).isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void thatCameWhileACaseWasOpenAreNoSuspicionAfterItsCorrection() {
      Person corrected =
          person(confirmed(day(0)), positive(day(3)), correction(day(5), Category.CONFIRMED));
      assertThat(corrected.codeAt(day(4))).isEqualTo("RED [CONFIRMED]");
      assertThat(corrected.codeAt(day(5))).isEqualTo("GREEN []");
    }

    @Test
    void correctionsOfOtherCategoriesDoNotMatter() {
      Person person =
          person(asymptomatic(day(0)), correction(day(2), Category.CONFIRMED), positive(day(3)));
      assertThat(person.codeAt(day(3))).isEqualTo("RED [ASYMPTOMATIC]");
    }

    @Test
    void aCaseCorrectedBeforeASuspicionWasRuledOutIsNotOpenLater() {
      Person person =
          person(
              confirmed(day(0)),
              correction(day(1), Category.CONFIRMED),
              ruledOut(day(2)),
              positive(day(3)));
      assertThat(person.codeAt(day(3))).isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void learnedUpToADiagnosisOfACaseAreVoid() {
      assertThat(person(positive(day(1)), confirmed(day(1))).codeAt(day(1)))
          .isEqualTo("RED [CONFIRMED]");
    }
  }

  @Nested
  class Corrections {
    @Test
    void voidTheirCategorysTriggersLearnedUpToThen() {
      Person person =
          person(
              contact(day(0), ContactKind.CLOSE),
              contact(day(1), ContactKind.CLOSE),
              screening(day(0)),
              correction(day(1), Category.CLOSE_CONTACT));
      assertThat(person.codeAt(day(1))).isEqualTo("YELLOW [SCREENING]");
      assertThat(person.and(contact(justAfter(day(1)), ContactKind.CLOSE)).codeAt(day(2)))
          .isEqualTo("RED [CLOSE_CONTACT]");
    }

    @Test
    void ofSuspectedVoidPositiveTestsToo() {
      assertThat(person(positive(day(0)), correction(day(1), Category.SUSPECTED)).codeAt(day(1)))
          .isEqualTo("GREEN []");
    }

    @Test
    void ofTheRunningTriggerLeaveNoneOfTheOlderOnes() {
      Person person =
          person(
              area(day(0), RiskLevel.HIGH),
              area(day(5), RiskLevel.HIGH),
              correction(day(6), Category.HIGH_RISK_AREA));
      assertThat(person.at(day(6)).open()).isEmpty();
    }
  }
}
