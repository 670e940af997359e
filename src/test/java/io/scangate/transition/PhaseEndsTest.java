package io.scangate.transition;

import static io.scangate.policy.Setting.CENTRALIZED;
import static io.scangate.policy.Setting.HOME;
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
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.transition.Given.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rules, section <i>When a phase ends</i>. */
class PhaseEndsTest {
  private static final Fact SPATIOTEMPORAL = contact(day(0), ContactKind.SPATIOTEMPORAL);
  private static final Fact RELEASE = released(day(7), HOME);

  private static void endsAt(Instant end, Person person) {
    assertThat(person.at(justBefore(end)).colour()).hasToString("YELLOW");
    assertThat(person.at(end).colour()).hasToString("GREEN");
  }

  private static void staysOpen(Person person) {
    assertThat(person.codeAt(day(365))).isEqualTo("YELLOW [SPATIOTEMPORAL]");
  }

  @Test
  void allThreeMustHold() {
    staysOpen(person(SPATIOTEMPORAL));
    staysOpen(person(SPATIOTEMPORAL, negative(day(1))));
    staysOpen(person(SPATIOTEMPORAL, RELEASE));
    endsAt(day(7), person(SPATIOTEMPORAL, RELEASE, negative(day(1))));
  }

  @Test
  void itEndsAtTheLastOfThem() {
    endsAt(day(9), person(SPATIOTEMPORAL, negative(day(1)), released(day(9), HOME)));
    endsAt(day(10), person(SPATIOTEMPORAL, RELEASE, negative(day(10), day(1))));
  }

  @Test
  void aReleaseIsNecessaryAndNeverSufficientOneThatComesEarlyTakesEffectLater() {
    endsAt(day(7), person(SPATIOTEMPORAL, released(day(2), HOME), negative(day(3))));
    endsAt(day(12), person(SPATIOTEMPORAL, released(day(2), HOME), negative(day(12))));
  }

  @Test
  void aReleaseFromAnotherSettingDoesNotCount() {
    staysOpen(person(SPATIOTEMPORAL, released(day(8), CENTRALIZED), negative(day(3))));
  }

  @Test
  void aReleaseAtThePhasesStartCountsOneBeforeDoesNot() {
    endsAt(day(7), person(SPATIOTEMPORAL, released(day(0), HOME), negative(day(3))));
    staysOpen(person(SPATIOTEMPORAL, released(justBefore(day(0)), HOME), negative(day(3))));
  }

  @Test
  void ofAReleaseOnlyWhenItWasLearnedCounts() {
    Fact backdated = new Fact.IsolationReleased(day(9), day(-3), HOME);
    endsAt(day(9), person(SPATIOTEMPORAL, backdated, negative(day(3))));
    Fact postdated = new Fact.IsolationReleased(day(-1), day(3), HOME);
    staysOpen(person(SPATIOTEMPORAL, postdated, negative(day(3))));
  }

  @Test
  void ofADischargeOnlyWhenItWasLearnedCounts() {
    Person person =
        person(diagnosis(day(0), DiagnosisStatus.CONFIRMED), new Fact.Discharged(day(9), day(-3)));
    assertThat(person.at(day(9)).open().getFirst().phaseIndex()).isEqualTo(1);
    Person before =
        person(diagnosis(day(0), DiagnosisStatus.CONFIRMED), discharged(justBefore(day(0))));
    assertThat(before.at(day(9)).open().getFirst().phaseIndex()).isZero();
  }

  @Test
  void hospitalNeedsNoNegative() {
    Person person =
        person(diagnosis(day(0), DiagnosisStatus.CONFIRMED), positive(day(1)), discharged(day(2)));
    assertThat(person.at(day(2)).open().getFirst().phaseIndex()).isEqualTo(1);
  }

  @Test
  void aDischargeIsNoReleaseAndAReleaseNoDischarge() {
    staysOpen(person(SPATIOTEMPORAL, discharged(day(8)), negative(day(3))));
    Person person =
        person(diagnosis(day(0), DiagnosisStatus.CONFIRMED), released(day(2), CENTRALIZED));
    assertThat(person.at(day(3)).open().getFirst().phaseIndex()).isZero();
  }

  @Test
  void aSampleTakenAtThePhasesStartCountsOneBeforeDoesNot() {
    endsAt(day(7), person(SPATIOTEMPORAL, RELEASE, negative(day(1), day(0))));
    staysOpen(person(SPATIOTEMPORAL, RELEASE, negative(day(1), justBefore(day(0)))));
  }

  @Test
  void aSampleTakesEffectWhenReported() {
    endsAt(day(20), person(SPATIOTEMPORAL, RELEASE, negative(day(20), day(2))));
  }

  @Test
  void aSampleCountsForThePhaseInWhichItWasSampled() {
    Person person =
        person(
            contact(day(0), ContactKind.CLOSE),
            released(day(14), CENTRALIZED),
            negative(day(16), day(13)),
            released(day(30), HOME));
    assertThat(person.codeAt(day(16))).isEqualTo("YELLOW [CLOSE_CONTACT]");
    assertThat(person.codeAt(day(99))).isEqualTo("YELLOW [CLOSE_CONTACT]");
    endsAt(day(30), person.and(negative(day(17), day(16))));
  }

  @Test
  void theNegativeMustBeSampledAfterTheLastPositiveOne() {
    Fact ruledOut = diagnosis(day(6), DiagnosisStatus.RULED_OUT);
    Person person = person(SPATIOTEMPORAL, RELEASE, ruledOut, positive(day(4)));
    staysOpen(person.and(negative(day(5), justBefore(day(4)))));
    staysOpen(person.and(negative(day(5), day(4))));
    endsAt(day(7), person.and(negative(day(5), justAfter(day(4)))));
  }

  @Test
  void aPositiveSampledBeforeThePhaseDoesNotMatter() {
    Fact ruledOut = diagnosis(day(2), DiagnosisStatus.RULED_OUT);
    Fact late = positive(day(1), justBefore(day(0)));
    endsAt(day(7), person(SPATIOTEMPORAL, RELEASE, ruledOut, late, negative(day(1), day(0))));
  }

  @Test
  void aPositiveReportedLateResetsFromItsReportOn() {
    Person person =
        person(
            SPATIOTEMPORAL,
            negative(day(3)),
            positive(day(6), day(4)),
            diagnosis(day(6), DiagnosisStatus.RULED_OUT),
            RELEASE);
    staysOpen(person);
    endsAt(day(9), person.and(negative(day(9), day(8))));
  }

  @Test
  void aPositiveReportedAtTheInstantOfTheEndIsKnownThen() {
    Person person =
        person(
            SPATIOTEMPORAL,
            negative(day(3)),
            RELEASE,
            positive(day(7), day(6)),
            diagnosis(day(7), DiagnosisStatus.RULED_OUT));
    staysOpen(person);
    Person together =
        person(
            SPATIOTEMPORAL,
            RELEASE,
            negative(day(8), day(6)),
            positive(day(8), day(7)),
            diagnosis(day(8), DiagnosisStatus.RULED_OUT));
    staysOpen(together);
  }

  @Test
  void aPositiveReportedAfterTheEndDoesNotReopenThePhase() {
    Person person =
        person(
            SPATIOTEMPORAL,
            negative(day(3)),
            RELEASE,
            positive(day(8), day(6)),
            diagnosis(day(9), DiagnosisStatus.RULED_OUT));
    assertThat(person.codeAt(day(8))).isEqualTo("RED [SUSPECTED]");
    assertThat(person.codeAt(day(9))).isEqualTo("GREEN []");
  }

  @Test
  void asManyNegativesAsThePolicyWantsEachAtLeastTheIntervalAfterTheOneCounted()
      throws IOException {
    Policy two =
        PolicyFile.parse(
            "two.yaml",
            Files.readString(Path.of("config/policy.yaml"))
                .replace(
                    "one-negative: {negatives: 1, interval: PT24H}",
                    "one-negative: {negatives: 2, interval: PT24H}"));
    Person one = person(SPATIOTEMPORAL, RELEASE, negative(day(1)));
    assertThat(one.at(day(99), two).colour()).hasToString("YELLOW");
    assertThat(one.and(negative(justBefore(day(2)))).at(day(99), two).colour())
        .hasToString("YELLOW");
    assertThat(one.and(negative(day(2))).at(day(99), two).colour()).hasToString("GREEN");
    // Sampled between the two that count, it is passed over.
    assertThat(one.and(negative(day(1, 12)), negative(day(2))).at(day(99), two).colour())
        .hasToString("GREEN");
  }
}
