package io.scangate.transition;

import static io.scangate.policy.Setting.CENTRALIZED;
import static io.scangate.policy.Setting.HOME;
import static io.scangate.transition.Given.area;
import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.diagnosis;
import static io.scangate.transition.Given.discharged;
import static io.scangate.transition.Given.entry;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.negative;
import static io.scangate.transition.Given.person;
import static io.scangate.transition.Given.released;
import static io.scangate.transition.Given.screening;
import static io.scangate.transition.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.transition.Given.Person;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rules, section <i>Clocks</i>. */
class ClocksTest {
  private static final Fact SUB_CLOSE = contact(day(0), ContactKind.SUB_CLOSE);

  /** A sub-close contact who is released and tested, so that only time lacks. */
  private static Person subClose(Fact... more) {
    return person(SUB_CLOSE, negative(day(6)), released(day(6), CENTRALIZED)).and(more);
  }

  private static void endsAt(Instant end, Person person) {
    assertThat(person.at(justBefore(end)).open()).as("a nanosecond before %s", end).hasSize(1);
    assertThat(person.at(end).open()).as("at %s", end).isEmpty();
  }

  @Test
  void aDurationIsExact() {
    endsAt(day(7), subClose());
  }

  @Test
  void theFirstPhaseStartsWhenTheTriggerHappened() {
    endsAt(
        day(7),
        person(
            contact(day(5), day(0), ContactKind.SUB_CLOSE),
            negative(day(6)),
            released(day(6), CENTRALIZED)));
  }

  @Test
  void theEndCanLieBeforeTheTriggerWasLearned() {
    Person person =
        person(
            negative(day(6)),
            released(day(6), CENTRALIZED),
            contact(day(30), day(0), ContactKind.SUB_CLOSE));
    assertThat(person.at(day(30)).open()).isEmpty();
  }

  @Test
  void thePhaseStartsAnewWithTheIsolation() {
    endsAt(day(9), subClose(started(day(3), day(2), CENTRALIZED)));
  }

  @Test
  void anIsolationThatBeganWithTheTriggerCountsAnEarlierOneDoesNot() {
    endsAt(day(7), subClose(started(day(3), day(0), CENTRALIZED)));
    endsAt(day(7), subClose(started(day(3), justBefore(day(0)), CENTRALIZED)));
    endsAt(
        day(9),
        subClose(
            started(day(3), justBefore(day(0)), CENTRALIZED),
            started(day(4), day(2), CENTRALIZED)));
  }

  @Test
  void anIsolationInAnotherSettingDoesNotMoveTheStart() {
    endsAt(day(7), subClose(started(day(3), day(2), HOME)));
  }

  @Test
  void anIsolationInEitherSettingOfAMediumRiskAreaMovesTheStart() {
    Person person =
        person(area(day(0), RiskLevel.MEDIUM), negative(day(6)), released(day(6), HOME));
    endsAt(day(16), person.and(started(day(3), day(2), HOME)));
    endsAt(day(16), person.and(started(day(3), day(2), CENTRALIZED)));
  }

  @Test
  void onlyTheFirstIsolationLearnedCounts() {
    endsAt(
        day(9),
        subClose(started(day(3), day(2), CENTRALIZED), started(day(4), day(1), CENTRALIZED)));
  }

  @Test
  void ofIsolationsLearnedTogetherTheOneThatHappenedFirstCounts() {
    endsAt(
        day(8),
        subClose(started(day(3), day(2), CENTRALIZED), started(day(3), day(1), CENTRALIZED)));
  }

  @Test
  void theFirstOneCountsEvenIfItBeganWithTheTriggerAndMovesNothing() {
    endsAt(
        day(7),
        subClose(started(day(3), day(0), CENTRALIZED), started(day(4), day(2), CENTRALIZED)));
  }

  @Test
  void anIsolationLearnedBeforeTheTriggerCountsToo() {
    endsAt(
        day(9),
        person(
            started(day(3), day(2), CENTRALIZED),
            contact(day(4), day(0), ContactKind.SUB_CLOSE),
            negative(day(6)),
            released(day(6), CENTRALIZED)));
  }

  @Test
  void anIsolationLearnedWhileThePhaseWasOpenCountsOneLearnedAtItsEndDoesNot() {
    Person open = subClose(started(justBefore(day(7)), day(2), CENTRALIZED));
    assertThat(open.at(day(7)).open()).hasSize(1);
    Person ended = subClose(started(day(7), day(2), CENTRALIZED));
    assertThat(ended.at(day(7)).open()).isEmpty();
  }

  @Test
  void whetherItWasOpenIsJudgedByTheEndWithoutThatIsolation() {
    // With the new start the phase would still be open on day 8; without it, it ended on day 7.
    assertThat(subClose(started(day(8), day(7), CENTRALIZED)).at(day(8)).open()).isEmpty();
  }

  @Test
  void aPhaseThatNothingEndsIsStillOpenAfterItsDuration() {
    Person person = person(SUB_CLOSE, started(day(40), day(30), CENTRALIZED));
    assertThat(person.at(day(40)).open().getFirst().since()).isEqualTo(day(30));
  }

  @Test
  void whatWasSampledOrReleasedBeforeTheNewStartCountsNoMore() {
    Person person =
        person(
            SUB_CLOSE,
            negative(day(1)),
            released(day(1), CENTRALIZED),
            started(day(3), day(2), CENTRALIZED));
    assertThat(person.at(day(9)).open()).hasSize(1);
    endsAt(day(9), person.and(negative(day(2)), released(day(2), CENTRALIZED)));
  }

  @Test
  void overseasAlwaysCountsFromTheEntry() {
    Person person =
        person(
            entry(day(1), day(0)),
            started(day(2), day(2), CENTRALIZED),
            negative(day(3)),
            released(day(3), CENTRALIZED));
    assertThat(person.codeAt(justBefore(day(14)))).isEqualTo("RED [OVERSEAS]");
    assertThat(person.codeAt(day(14))).isEqualTo("YELLOW [OVERSEAS]");
  }

  @Test
  void anIsolationDoesNotMoveAPhaseInHospitalOrInNoSetting() {
    Person hospital =
        person(
            diagnosis(day(0), DiagnosisStatus.CONFIRMED),
            started(day(2), day(2), CENTRALIZED),
            discharged(day(1)));
    assertThat(hospital.at(day(2)).open().getFirst().since()).isEqualTo(day(1));
    Person nowhere = person(screening(day(0)), started(day(2), day(2), HOME));
    assertThat(nowhere.at(day(2)).open().getFirst().since()).isEqualTo(day(0));
  }

  @Test
  void aLaterPhaseStartsWhereTheOneBeforeEndedAndIsolationDoesNotMoveIt() {
    Person person =
        person(
            contact(day(0), ContactKind.CLOSE),
            negative(day(3)),
            released(day(15), CENTRALIZED),
            started(day(16), day(16), HOME),
            negative(day(17)),
            released(day(17), HOME));
    assertThat(person.at(day(16)).open().getFirst().since()).isEqualTo(day(15));
    endsAt(day(22), person);
  }

  @Test
  void aReleaseThatEndsThePhaseCountsForItAndAtThatInstantForTheNextToo() {
    Person person =
        person(
            contact(day(0), ContactKind.CLOSE),
            negative(day(3)),
            released(day(15), CENTRALIZED),
            released(day(15), HOME),
            negative(day(15)));
    endsAt(day(22), person);
  }

  @Test
  void whatWasReleasedOrSampledJustBeforeThePhaseDoesNotCountForIt() {
    Person person =
        person(
            contact(day(0), ContactKind.CLOSE), negative(day(3)), released(day(15), CENTRALIZED));
    assertThat(
            person.and(released(justBefore(day(15)), HOME), negative(day(15))).at(day(99)).colour())
        .isEqualTo(io.scangate.health.Colour.YELLOW);
    assertThat(
            person
                .and(released(day(15), HOME), negative(day(16), justBefore(day(15))))
                .at(day(99))
                .colour())
        .isEqualTo(io.scangate.health.Colour.YELLOW);
  }
}
