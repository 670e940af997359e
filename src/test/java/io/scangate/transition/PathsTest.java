package io.scangate.transition;

import static io.scangate.policy.Setting.CENTRALIZED;
import static io.scangate.policy.Setting.HOME;
import static io.scangate.transition.Given.area;
import static io.scangate.transition.Given.assigned;
import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.correction;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.declared;
import static io.scangate.transition.Given.diagnosis;
import static io.scangate.transition.Given.discharged;
import static io.scangate.transition.Given.entry;
import static io.scangate.transition.Given.justAfter;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.lifted;
import static io.scangate.transition.Given.negative;
import static io.scangate.transition.Given.person;
import static io.scangate.transition.Given.positive;
import static io.scangate.transition.Given.released;
import static io.scangate.transition.Given.screening;
import static io.scangate.transition.Given.special;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.transition.Given.Person;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules, section <i>Paths</i>: every category from its trigger to its end. */
class PathsTest {
  private static final String GREEN = "GREEN []";

  /** Walks 14 days centralized and so many days at home, each with a negative and a release. */
  private static void walksBothIsolations(Fact trigger, Category category, int home) {
    String red = "RED [" + category + "]";
    String yellow = "YELLOW [" + category + "]";
    Person person = person(trigger);
    assertThat(person.codeAt(justBefore(trigger.at()))).isEqualTo(GREEN);
    assertThat(person.codeAt(day(100))).isEqualTo(red);

    person = person.and(negative(day(5)), released(day(13), CENTRALIZED));
    assertThat(person.codeAt(justBefore(day(14)))).isEqualTo(red);
    assertThat(person.codeAt(day(14))).isEqualTo(yellow);
    assertThat(person.codeAt(day(100))).isEqualTo(yellow);

    person = person.and(negative(day(15)), released(day(16), HOME));
    assertThat(person.codeAt(justBefore(day(14 + home)))).isEqualTo(yellow);
    assertThat(person.codeAt(day(14 + home))).isEqualTo(GREEN);
  }

  /** Walks so many days in one setting, with a negative and a release. */
  private static void walksOneIsolation(
      Fact trigger, String code, io.scangate.policy.Setting setting, int days) {
    Person person = person(trigger);
    assertThat(person.codeAt(day(100))).isEqualTo(code);
    person = person.and(negative(day(1)), released(day(2), setting));
    assertThat(person.codeAt(justBefore(day(days)))).isEqualTo(code);
    assertThat(person.codeAt(day(days))).isEqualTo(GREEN);
  }

  @Test
  void confirmedIsRedInHospitalUntilDischargedThenCentralizedForFourteenDaysThenYellowAtHome() {
    Person person = person(diagnosis(day(0), DiagnosisStatus.CONFIRMED), negative(day(3)));
    assertThat(person.at(day(19)).open().getFirst().lacking())
        .containsExactly(new Lacking.Discharge());

    person = person.and(discharged(day(20)));
    assertThat(person.at(day(20)).open().getFirst().phaseIndex()).isEqualTo(1);
    assertThat(person.codeAt(day(100))).isEqualTo("RED [CONFIRMED]");

    person = person.and(negative(day(21)), released(day(22), CENTRALIZED));
    assertThat(person.codeAt(justBefore(day(34)))).isEqualTo("RED [CONFIRMED]");
    assertThat(person.codeAt(day(34))).isEqualTo("YELLOW [CONFIRMED]");

    person = person.and(negative(day(35)), released(day(36), HOME));
    assertThat(person.codeAt(justBefore(day(48)))).isEqualTo("YELLOW [CONFIRMED]");
    assertThat(person.codeAt(day(48))).isEqualTo(GREEN);
  }

  @Test
  void asymptomaticIsCentralizedForFourteenDaysThenAtHomeForFourteen() {
    walksBothIsolations(diagnosis(day(0), DiagnosisStatus.ASYMPTOMATIC), Category.ASYMPTOMATIC, 14);
  }

  @Test
  void closeContactIsCentralizedForFourteenDaysThenAtHomeForSeven() {
    walksBothIsolations(contact(day(0), ContactKind.CLOSE), Category.CLOSE_CONTACT, 7);
  }

  @Test
  void subCloseContactIsCentralizedForSevenDays() {
    walksOneIsolation(
        contact(day(0), ContactKind.SUB_CLOSE), "RED [SUB_CLOSE_CONTACT]", CENTRALIZED, 7);
  }

  @Test
  void overseasIsCentralizedForFourteenDaysThenAtHomeForSeven() {
    walksBothIsolations(entry(day(0), day(0)), Category.OVERSEAS, 7);
  }

  @Test
  void spatiotemporalIsAtHomeForSevenDays() {
    walksOneIsolation(
        contact(day(0), ContactKind.SPATIOTEMPORAL), "YELLOW [SPATIOTEMPORAL]", HOME, 7);
  }

  @Test
  void spatiotemporalConfinedIsCentralizedForFourteenDaysThenAtHomeForSeven() {
    walksBothIsolations(
        contact(day(0), ContactKind.SPATIOTEMPORAL_CONFINED), Category.SPATIOTEMPORAL_CONFINED, 7);
  }

  @Test
  void highRiskAreaIsCentralizedForFourteenDaysThenAtHomeForSeven() {
    walksBothIsolations(area(day(0), RiskLevel.HIGH), Category.HIGH_RISK_AREA, 7);
  }

  @Test
  void mediumRiskAreaIsYellowForFourteenDaysAndReleasedFromCentralizedIsolation() {
    walksOneIsolation(area(day(0), RiskLevel.MEDIUM), "YELLOW [MEDIUM_RISK_AREA]", CENTRALIZED, 14);
  }

  @Test
  void mediumRiskAreaIsReleasedFromHomeAsWell() {
    walksOneIsolation(area(day(0), RiskLevel.MEDIUM), "YELLOW [MEDIUM_RISK_AREA]", HOME, 14);
  }

  @Test
  void specialAreaOfTheFirstBandIsCentralizedForFourteenDaysThenAtHomeForSeven() {
    walksBothIsolations(special(day(0), day(-3)), Category.SPECIAL_AREA_14, 7);
  }

  @Test
  void specialAreaOfTheSecondBandIsAtHomeForSevenDays() {
    walksOneIsolation(special(day(0), day(-15)), "YELLOW [SPECIAL_AREA_21]", HOME, 7);
  }

  @Nested
  class Suspected {
    private final Person person = person(diagnosis(day(0), DiagnosisStatus.SUSPECTED));

    @Test
    void isRedUntilADiagnosisHoweverLongAndWhateverTestsAndReleases() {
      assertThat(
              person
                  .and(
                      negative(day(1)),
                      negative(day(3)),
                      released(day(20), CENTRALIZED),
                      released(day(20), HOME),
                      discharged(day(20)))
                  .codeAt(day(200)))
          .isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void isSetOffByAnyPositiveTest() {
      assertThat(person(positive(day(2), day(1))).codeAt(justBefore(day(2)))).isEqualTo(GREEN);
      assertThat(person(positive(day(2), day(1))).codeAt(day(2))).isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void anotherSuspectedDiagnosisDoesNotVoidIt() {
      assertThat(person.and(diagnosis(day(1), DiagnosisStatus.SUSPECTED)).codeAt(day(1)))
          .isEqualTo("RED [SUSPECTED]");
    }

    @Test
    void anyOtherDiagnosisVoidsIt() {
      assertThat(person.and(diagnosis(day(1), DiagnosisStatus.RULED_OUT)).codeAt(day(1)))
          .isEqualTo(GREEN);
      assertThat(person.and(diagnosis(day(1), DiagnosisStatus.CONFIRMED)).codeAt(day(1)))
          .isEqualTo("RED [CONFIRMED]");
      assertThat(person.and(diagnosis(day(1), DiagnosisStatus.ASYMPTOMATIC)).codeAt(day(1)))
          .isEqualTo("RED [ASYMPTOMATIC]");
    }
  }

  @Nested
  class SpecialAreaBands {
    @Test
    void areMeasuredFromTheLastExposureToWhenTheFactWasLearned() {
      Fact happenedLongBefore = new Fact.SpecialArea(day(15), day(10), justBefore(day(1)));
      assertThat(person(happenedLongBefore).codeAt(day(15))).isEqualTo("YELLOW [SPECIAL_AREA_21]");
    }

    @Test
    void exactlyFourteenDaysIsStillTheFirstBand() {
      assertThat(person(special(day(14), day(0))).codeAt(day(14)))
          .isEqualTo("RED [SPECIAL_AREA_14]");
      assertThat(person(special(justAfter(day(14)), day(0))).codeAt(day(15)))
          .isEqualTo("YELLOW [SPECIAL_AREA_21]");
    }

    @Test
    void exactlyTwentyOneDaysIsStillTheSecondBand() {
      assertThat(person(special(day(21), day(0))).codeAt(day(21)))
          .isEqualTo("YELLOW [SPECIAL_AREA_21]");
      assertThat(person(special(justAfter(day(21)), day(0))).codeAt(day(22)))
          .isEqualTo("YELLOW [SPECIAL_AREA_PAST]");
    }

    @Test
    void areDifferentCategoriesAndRunSideBySide() {
      assertThat(person(special(day(14), day(0)), special(day(16), day(1))).at(day(17)).open())
          .extracting(Episode::category)
          .containsExactly(Category.SPECIAL_AREA_14, Category.SPECIAL_AREA_21);
    }
  }

  @Nested
  class Declared {
    private final Person feverish = person(declared(day(0), DeclaredStatus.NONE, Symptom.FEVER));

    @Test
    void isYellowWithSymptomsAlone() {
      assertThat(feverish.codeAt(day(0))).isEqualTo("YELLOW [DECLARED]");
    }

    @Test
    void isRedWhereTheStatusIsSuspectedOrConfirmed() {
      assertThat(person(declared(day(0), DeclaredStatus.SUSPECTED)).codeAt(day(0)))
          .isEqualTo("RED [DECLARED]");
      assertThat(person(declared(day(0), DeclaredStatus.CONFIRMED)).codeAt(day(0)))
          .isEqualTo("RED [DECLARED]");
    }

    @Test
    void theColourIsThatOfTheRunningDeclaration() {
      Person better =
          person(declared(day(0), DeclaredStatus.SUSPECTED))
              .and(declared(day(1), DeclaredStatus.NONE, Symptom.COUGH));
      assertThat(better.codeAt(justBefore(day(1)))).isEqualTo("RED [DECLARED]");
      assertThat(better.codeAt(day(1))).isEqualTo("YELLOW [DECLARED]");
    }

    @Test
    void ofTwoDeclarationsOfOneInstantTheMoreSevereRuns() {
      assertThat(feverish.and(declared(day(0), DeclaredStatus.CONFIRMED)).codeAt(day(0)))
          .isEqualTo("RED [DECLARED]");
      assertThat(
              person(declared(day(0), DeclaredStatus.CONFIRMED, Symptom.OTHER))
                  .and(declared(day(0), DeclaredStatus.NONE, Symptom.COUGH, Symptom.OTHER))
                  .codeAt(day(0)))
          .isEqualTo("RED [DECLARED]");
    }

    @Test
    void closesByItselfFourteenDaysAfterTheDeclarationWithOneNegative() {
      Person tested = feverish.and(negative(day(3)));
      assertThat(tested.codeAt(justBefore(day(14)))).isEqualTo("YELLOW [DECLARED]");
      assertThat(tested.codeAt(day(14))).isEqualTo(GREEN);
    }

    @Test
    void theNegativeMayBeSampledAfterTheFourteenDaysToo() {
      assertThat(feverish.codeAt(day(50))).isEqualTo("YELLOW [DECLARED]");
      assertThat(feverish.and(negative(day(50), day(49))).codeAt(day(50))).isEqualTo(GREEN);
    }

    @Test
    void aNegativeSampledBeforeTheDeclarationDoesNotCount() {
      assertThat(feverish.and(negative(day(1), justBefore(day(0)))).codeAt(day(20)))
          .isEqualTo("YELLOW [DECLARED]");
    }

    @Test
    void aDeclarationWithNoSymptomsAndStatusNoneChangesNothing() {
      assertThat(person(declared(day(0), DeclaredStatus.NONE)).codeAt(day(0))).isEqualTo(GREEN);
      assertThat(feverish.and(declared(day(1), DeclaredStatus.NONE)).codeAt(day(2)))
          .isEqualTo("YELLOW [DECLARED]");
    }

    @Test
    void aCorrectionClosesItToo() {
      assertThat(feverish.and(correction(day(1), Category.DECLARED)).codeAt(day(1)))
          .isEqualTo(GREEN);
    }
  }

  @Nested
  class OutOfProvince {
    private static final String YELLOW = "YELLOW [OUT_OF_PROVINCE]";

    @Test
    void carriesTheColourThatWasAssigned() {
      assertThat(person(assigned(day(0), "31", Colour.YELLOW)).codeAt(day(0))).isEqualTo(YELLOW);
      assertThat(person(assigned(day(0), "31", Colour.RED)).codeAt(day(0)))
          .isEqualTo("RED [OUT_OF_PROVINCE]");
    }

    @Test
    void anAssignmentOfGreenSetsOffNothingAndEndsNothing() {
      assertThat(person(assigned(day(0), "31", Colour.GREEN)).at(day(0)).open()).isEmpty();
      assertThat(
              person(assigned(day(0), "31", Colour.YELLOW), assigned(day(1), "31", Colour.GREEN))
                  .codeAt(day(2)))
          .isEqualTo(YELLOW);
    }

    @Test
    void whatTheOwnProvinceAssignsIsNoColourOfAnotherProvince() {
      String own = Given.POLICY.province().code();
      assertThat(person(assigned(day(0), own, Colour.RED)).codeAt(day(0))).isEqualTo(GREEN);
    }

    @Test
    void isLiftedByTheSameProvinceOnly() {
      Person person = person(assigned(day(0), "31", Colour.YELLOW), lifted(day(1), "11"));
      assertThat(person.codeAt(day(1))).isEqualTo(YELLOW);
      assertThat(person.and(lifted(day(2), "31")).codeAt(justBefore(day(2)))).isEqualTo(YELLOW);
      assertThat(person.and(lifted(day(2), "31")).codeAt(day(2))).isEqualTo(GREEN);
    }

    @Test
    void aLiftingAtTheInstantOfTheAssignmentCountsAnEarlierOneDoesNot() {
      Person person = person(assigned(day(3), "31", Colour.YELLOW));
      assertThat(person.and(lifted(day(3), "31")).codeAt(day(3))).isEqualTo(GREEN);
      assertThat(person.and(lifted(justBefore(day(3)), "31")).codeAt(day(9))).isEqualTo(YELLOW);
    }

    @Test
    void ofALiftingOnlyWhenItWasLearnedCounts() {
      Fact happenedBefore =
          new Fact.AssignmentLifted(day(5), day(1), new io.scangate.health.Province("31"));
      assertThat(person(assigned(day(3), "31", Colour.YELLOW), happenedBefore).codeAt(day(5)))
          .isEqualTo(GREEN);
    }

    @Test
    void theRunningAssignmentIsTheOneThatHappenedLast() {
      Instant learned = day(9);
      Fact olderLearnedLater =
          new Fact.Assignment(learned, day(1), new io.scangate.health.Province("31"), Colour.RED);
      Person person = person(assigned(day(3), "31", Colour.YELLOW), olderLearnedLater);
      assertThat(person.codeAt(learned)).isEqualTo(YELLOW);
      assertThat(person.and(lifted(day(5), "31")).codeAt(learned)).isEqualTo(GREEN);
    }

    @Test
    void ofTwoAssignmentsOfOneInstantTheMoreSevereRuns() {
      assertThat(
              person(assigned(day(0), "31", Colour.YELLOW), assigned(day(0), "31", Colour.RED))
                  .codeAt(day(0)))
          .isEqualTo("RED [OUT_OF_PROVINCE]");
    }

    @Test
    void everyProvinceHasItsOwn() {
      Person person =
          person(assigned(day(0), "31", Colour.RED), assigned(day(0), "11", Colour.YELLOW));
      assertThat(person.at(day(0)).open())
          .extracting(episode -> episode.province().orElseThrow().code())
          .containsExactly("11", "31");
      assertThat(person.and(lifted(day(1), "31")).codeAt(day(1))).isEqualTo(YELLOW);
    }

    @Test
    void nothingLocalEndsIt() {
      Person person =
          person(
              assigned(day(0), "31", Colour.YELLOW),
              negative(day(1)),
              negative(day(3)),
              negative(day(5)),
              released(day(20), CENTRALIZED),
              released(day(20), HOME),
              correction(day(21), Category.OUT_OF_PROVINCE),
              diagnosis(day(22), DiagnosisStatus.RULED_OUT));
      assertThat(person.codeAt(day(99))).isEqualTo(YELLOW);
      assertThat(person.and(diagnosis(day(30), DiagnosisStatus.CONFIRMED)).at(day(30)).open())
          .extracting(Episode::category)
          .containsExactly(Category.CONFIRMED, Category.OUT_OF_PROVINCE);
    }
  }

  @Test
  void screeningIsYellowUntilItsTests() {
    assertThat(person(screening(day(0))).codeAt(day(300))).isEqualTo("YELLOW [SCREENING]");
    assertThat(person(screening(day(0)), released(day(30), HOME)).codeAt(day(300)))
        .isEqualTo("YELLOW [SCREENING]");
  }

  @Test
  void specialAreaPastIsYellowUntilItsTests() {
    assertThat(person(special(day(30), day(0))).codeAt(day(300)))
        .isEqualTo("YELLOW [SPECIAL_AREA_PAST]");
  }
}
