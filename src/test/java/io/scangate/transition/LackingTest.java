package io.scangate.transition;

import static io.scangate.policy.Setting.CENTRALIZED;
import static io.scangate.policy.Setting.HOME;
import static io.scangate.transition.Given.area;
import static io.scangate.transition.Given.assigned;
import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.diagnosis;
import static io.scangate.transition.Given.discharged;
import static io.scangate.transition.Given.justAfter;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.negative;
import static io.scangate.transition.Given.person;
import static io.scangate.transition.Given.positive;
import static io.scangate.transition.Given.released;
import static io.scangate.transition.Given.screening;
import static io.scangate.transition.Given.special;
import static io.scangate.transition.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.policy.Schedule;
import io.scangate.transition.Given.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules, section <i>Why a code did not turn green</i>, and what else an episode tells. */
class LackingTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Schedule ONE = new Schedule(1, DAY, null);
  private static final Schedule THREE = new Schedule(3, DAY, Duration.ofDays(5));

  private static Episode only(Person person, Instant at) {
    assertThat(person.at(at).open()).hasSize(1);
    return person.at(at).open().getFirst();
  }

  private static Lacking.Tests tests(Person person, Instant at) {
    return only(person, at).lacking().stream()
        .filter(Lacking.Tests.class::isInstance)
        .map(Lacking.Tests.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Lacking.Tests three(
      int counted, @Nullable Instant last, Uncounted.@Nullable Why why, Instant next) {
    return new Lacking.Tests(
        THREE,
        counted,
        last == null || why == null ? Optional.empty() : Optional.of(new Uncounted(last, why)),
        next);
  }

  @Test
  void everythingThatIsLackingIsTold() {
    assertThat(only(person(contact(day(0), ContactKind.CLOSE)), day(1)).lacking())
        .containsExactly(
            new Lacking.Duration(day(14)),
            new Lacking.Tests(ONE, 0, Optional.empty(), day(1)),
            new Lacking.Report(Optional.empty()),
            new Lacking.Release(Set.of(CENTRALIZED)));
  }

  @Test
  void whatIsThereIsNotTold() {
    Person person = person(contact(day(0), ContactKind.CLOSE));
    assertThat(only(person.and(negative(day(1)), released(day(2), CENTRALIZED)), day(3)).lacking())
        .containsExactly(new Lacking.Duration(day(14)));
    assertThat(only(person.and(negative(day(1))), day(14)).lacking())
        .containsExactly(new Lacking.Release(Set.of(CENTRALIZED)));
    assertThat(only(person.and(released(day(1), CENTRALIZED)), day(14)).lacking())
        .hasOnlyElementsOfTypes(Lacking.Tests.class, Lacking.Report.class);
  }

  @Test
  void theDurationIsLackingUntilTheNanosecondBeforeItHasPassed() {
    Person person = person(contact(day(0), ContactKind.CLOSE));
    assertThat(only(person, justBefore(day(14))).lacking()).contains(new Lacking.Duration(day(14)));
    assertThat(only(person, day(14)).lacking()).doesNotContain(new Lacking.Duration(day(14)));
  }

  @Test
  void theReleaseTellsFromWhere() {
    assertThat(only(person(area(day(0), RiskLevel.MEDIUM)), day(1)).lacking())
        .contains(new Lacking.Release(Set.of(CENTRALIZED, HOME)));
  }

  @Test
  void aCaseInHospitalLacksTheDischargeAlone() {
    assertThat(only(person(diagnosis(day(0), DiagnosisStatus.CONFIRMED)), day(1)).lacking())
        .containsExactly(new Lacking.Discharge());
  }

  @Test
  void aSuspectedCaseLacksADiagnosis() {
    assertThat(only(person(positive(day(0))), day(1)).lacking())
        .containsExactly(new Lacking.Diagnosis());
  }

  @Test
  void anAssignedColourLacksItsAuthority() {
    assertThat(only(person(assigned(day(0), "31", Colour.RED)), day(1)).lacking())
        .containsExactly(new Lacking.Authority(new Province("31")));
  }

  @Nested
  class Tests {
    private final Person screened = person(screening(day(0)));

    @Test
    void noneKnown() {
      assertThat(tests(screened, day(2))).isEqualTo(three(0, null, null, day(2)));
      assertThat(tests(screened, day(2)).needed()).isEqualTo(3);
    }

    @Test
    void theCountedOnesAndTheEarliestNext() {
      Person person = screened.and(negative(day(1)));
      assertThat(tests(person, day(1, 6))).isEqualTo(three(1, null, null, day(2)));
      assertThat(tests(person, day(3))).isEqualTo(three(1, null, null, day(3)));
      assertThat(tests(person.and(negative(day(2))), day(2, 1)))
          .isEqualTo(three(2, null, null, day(3)));
    }

    @Test
    void tooSoonAfterTheOneBefore() {
      Person person = screened.and(negative(day(1)), negative(day(1, 23)));
      assertThat(tests(person, day(1, 23)))
          .isEqualTo(three(1, day(1, 23), Uncounted.Why.TOO_SOON, day(2)));
    }

    @Test
    void sampledBeforeTheEpisode() {
      Person person = screened.and(negative(day(1), day(-1)));
      assertThat(tests(person, day(1)))
          .isEqualTo(three(0, day(-1), Uncounted.Why.BEFORE_START, day(1)));
    }

    @Test
    void outsideTheWindow() {
      Person person = screened.and(negative(day(1)));
      // The third of three must be sampled by day 6, so the second by day 5.
      assertThat(tests(person, day(5))).isEqualTo(three(1, null, null, day(5)));
      assertThat(tests(person, justAfter(day(5))))
          .isEqualTo(three(0, day(1), Uncounted.Why.OUTSIDE_WINDOW, justAfter(day(5))));
    }

    @Test
    void twoOfThreeCountAsLongAsTheThirdCanComeInTime() {
      Person person = screened.and(negative(day(1)), negative(day(4)));
      assertThat(tests(person, day(4))).isEqualTo(three(2, null, null, day(5)));
      assertThat(tests(person, day(6))).isEqualTo(three(2, null, null, day(6)));
      // Day 1 is too far back now; day 4 alone still counts.
      assertThat(tests(person, justAfter(day(6))))
          .isEqualTo(three(1, null, null, justAfter(day(6))));
    }

    @Test
    void theRunThatReachesFurthestIsTheOneThatCounts() {
      // 1 and 2 cannot be completed any more on day 7, but 2 and 4 can.
      Person person = screened.and(negative(day(1)), negative(day(2, 1)), negative(day(4)));
      assertThat(person.at(day(4)).open()).isEmpty();
      Person late = screened.and(negative(day(1)), negative(day(1, 20)), negative(day(2, 10)));
      assertThat(tests(late, day(2, 10))).isEqualTo(three(2, null, null, day(3, 10)));
      assertThat(tests(late, day(6))).isEqualTo(three(2, null, null, day(6)));
      assertThat(tests(late, day(6, 1))).isEqualTo(three(1, null, null, day(6, 1)));
    }

    @Test
    void ofTwoRunsOfOneLengthTheOneThatGoesOnSoonerCounts() {
      Person person = screened.and(negative(day(1)), negative(day(1, 12)));
      assertThat(tests(person, day(1, 12)))
          .isEqualTo(three(1, day(1, 12), Uncounted.Why.TOO_SOON, day(2)));
      // Once 1 cannot be completed, 1:12 takes its place.
      assertThat(tests(person, day(5, 1))).isEqualTo(three(1, null, null, day(5, 1)));
    }

    @Test
    void thePositiveItself() {
      Person person =
          screened.and(
              negative(day(1)), positive(day(2)), diagnosis(day(3), DiagnosisStatus.RULED_OUT));
      assertThat(tests(person, day(4))).isEqualTo(three(0, day(2), Uncounted.Why.POSITIVE, day(4)));
    }

    @Test
    void theEarliestNextSampleIsAfterTheLastPositive() {
      Person person = screened.and(positive(day(2)), diagnosis(day(2), DiagnosisStatus.RULED_OUT));
      assertThat(tests(person, day(2)).earliestNext()).isEqualTo(justAfter(day(2)));
    }

    @Test
    void aNegativeOfTheSameInstantAsThePositiveDoesNotCount() {
      Person person =
          screened.and(
              positive(day(3), day(2)),
              negative(day(2)),
              diagnosis(day(3), DiagnosisStatus.RULED_OUT));
      assertThat(tests(person, day(4))).isEqualTo(three(0, day(2), Uncounted.Why.POSITIVE, day(4)));
    }

    @Test
    void theEarliestNextSampleIsNotBeforeThePhase() {
      Person person = person(contact(day(0), day(3), ContactKind.SPATIOTEMPORAL));
      assertThat(tests(person, day(1)).earliestNext()).isEqualTo(day(3));
    }

    @Test
    void twoOfTwoAreCountedLikewise() {
      Person person = person(special(day(30), day(0)), negative(day(31)));
      assertThat(tests(person, day(31)))
          .isEqualTo(
              new Lacking.Tests(
                  new Schedule(2, DAY, Duration.ofDays(3)), 1, Optional.empty(), day(32)));
    }
  }

  @Test
  void theReportSaysUpToWhichSampleTheEngineKnows() {
    Person person =
        person(
            screening(day(0)),
            negative(day(4), day(3)),
            negative(day(5), day(1)),
            negative(day(6), day(-1)));
    assertThat(only(person, day(6)).lacking()).contains(new Lacking.Report(Optional.of(day(3))));
    assertThat(only(person, day(4, 1)).lacking()).contains(new Lacking.Report(Optional.of(day(3))));
  }

  @Nested
  class EarliestEnd {
    @Test
    void isTheEndWhereOnlyTimeLacks() {
      Person person =
          person(
              contact(day(0), ContactKind.CLOSE), negative(day(1)), released(day(2), CENTRALIZED));
      assertThat(only(person, day(3)).earliestEnd()).contains(day(14));
    }

    @Test
    void isNotInThePast() {
      Person person = person(contact(day(0), ContactKind.CLOSE), negative(day(1)));
      assertThat(only(person, day(30)).earliestEnd()).contains(day(30));
    }

    @Test
    void waitsForTheTestsThatAreStillNeeded() {
      Person screened = person(screening(day(0)));
      assertThat(only(screened, day(1)).earliestEnd()).contains(day(3));
      assertThat(only(screened.and(negative(day(1))), day(1)).earliestEnd()).contains(day(3));
      assertThat(only(screened.and(negative(day(1)), negative(day(2))), day(2)).earliestEnd())
          .contains(day(3));
    }

    @Test
    void isUnknownWhereOthersDecide() {
      assertThat(only(person(positive(day(0))), day(1)).earliestEnd()).isEmpty();
      assertThat(only(person(assigned(day(0), "31", Colour.RED)), day(1)).earliestEnd()).isEmpty();
    }
  }

  @Nested
  class FactsBehind {
    @Test
    void theTriggerTheNewStartAndWhatEndedThePhasesBefore() {
      Fact trigger = contact(day(0), ContactKind.CLOSE);
      Fact start = started(day(2), day(1), CENTRALIZED);
      Fact test = negative(day(3));
      Fact later = negative(day(4));
      Fact release = released(day(15), CENTRALIZED);
      Person person = person(trigger, start, test, later, release, negative(day(18)));
      assertThat(only(person, day(20)).facts()).containsExactly(trigger, start, later, release);
      assertThat(only(person, day(14)).facts()).containsExactly(trigger, start);
    }

    @Test
    void everySampleThatCountedAndNoOther() throws IOException {
      Policy three =
          PolicyFile.parse(
              "three.yaml",
              Files.readString(Path.of("config/policy.yaml"))
                  .replace(
                      "one-negative: {negatives: 1, interval: PT24H}",
                      "one-negative: {negatives: 3, interval: PT24H}"));
      Fact trigger = contact(day(0), ContactKind.CLOSE);
      Fact first = negative(day(3));
      Fact tooSoon = negative(day(3, 6));
      Fact second = negative(day(4));
      Fact third = negative(day(9));
      Fact release = released(day(14), CENTRALIZED);
      Person person = person(trigger, first, tooSoon, second, third, release);
      assertThat(person.at(day(14), three).open().getFirst().facts())
          .containsExactly(trigger, first, second, third, release);
    }

    @Test
    void aDischarge() {
      Fact trigger = diagnosis(day(0), DiagnosisStatus.CONFIRMED);
      Fact discharge = discharged(day(9));
      assertThat(only(person(trigger, discharge), day(9)).facts())
          .isEqualTo(List.of(trigger, discharge));
    }

    @Test
    void theRuleIsThePathAndItsPhase() {
      Episode episode = only(person(contact(day(0), ContactKind.CLOSE)), day(1));
      assertThat(episode.path().source()).isEqualTo("notice I.2");
      assertThat(episode.phase()).isEqualTo(episode.path().phases().getFirst());
      assertThat(episode.province()).isEmpty();
    }
  }
}
