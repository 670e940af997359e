package io.scangate.verdict;

import static io.scangate.verdict.Basis.CODE;
import static io.scangate.verdict.Basis.LIVE;
import static io.scangate.verdict.Basis.STALE;
import static io.scangate.verdict.Outcome.ADMIT;
import static io.scangate.verdict.Outcome.CHECK;
import static io.scangate.verdict.Outcome.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.Freshness;
import io.scangate.health.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long NOW = 1_646_000_000 * SECOND - 1_646_000_000 * SECOND % (60 * SECOND);
  private static final long AS_OF = NOW - SECOND;
  private static final long BOUND = 2 * SECOND;
  private static final long STALE_FOR = 300 * SECOND;

  private static final Checkpoint CHECKPOINT =
      new Checkpoint("gate-1", "station", "transit", new Division("440305"));
  private static final AdmissionRule PLAIN =
      new AdmissionRule(
          Optional.empty(), ADMIT, Duration.ofMinutes(5), CHECK, Duration.ofSeconds(5), 100);
  private static final AdmissionRule TEST_WANTED =
      new AdmissionRule(
          Optional.of(Duration.ofHours(24)),
          ADMIT,
          Duration.ofMinutes(5),
          REFUSE,
          Duration.ofSeconds(5),
          100);

  private final Judge judge = new Judge(Duration.ofSeconds(2));

  private static Gate gate(AdmissionRule rule, Closure... closures) {
    return new Gate(CHECKPOINT, rule, List.of(closures));
  }

  private static Closure closure(long from, long until) {
    return new Closure(new Closure.Scope.OneCheckpoint("gate-1"), from, until, "city command");
  }

  private static CodeStatus status(Colour colour, long lastNegative) {
    return new CodeStatus(7, 1, colour, NOW / SECOND, lastNegative, true, false);
  }

  private static Standing known(Colour colour, long age) {
    return new Standing.Known(status(colour, 0), new Freshness(AS_OF, age, true));
  }

  private static Standing tested(long lastNegative) {
    return new Standing.Known(status(Colour.GREEN, lastNegative), new Freshness(AS_OF, 0, true));
  }

  private static Standing absent(long age) {
    return new Standing.Absent(new Freshness(AS_OF, age, true));
  }

  private static Evidence of(Standing standing) {
    return new Evidence(Colour.GREEN, standing, false, false);
  }

  private Verdict judge(Evidence evidence, Gate gate) {
    return judge.judge(evidence, gate, NOW);
  }

  private static Verdict verdict(Outcome outcome, Reason reason, Colour colour, Basis basis) {
    return new Verdict(outcome, reason, colour, basis, basis == CODE ? 0 : AS_OF);
  }

  @Test
  void aGreenCodeIsAdmittedWhileTheKnowledgeIsLive() {
    assertThat(judge(of(known(Colour.GREEN, BOUND)), gate(PLAIN)))
        .isEqualTo(verdict(ADMIT, Reason.GREEN, Colour.GREEN, LIVE));
  }

  @Test
  void aMicrosecondBeyondTheBoundIsStale() {
    assertThat(judge(of(known(Colour.GREEN, BOUND + 1)), gate(PLAIN)))
        .isEqualTo(verdict(ADMIT, Reason.GREEN, Colour.GREEN, STALE));
  }

  @Test
  void aCodeReadBeforeAGapIsStaleHoweverYoungTheFeed() {
    Standing unconfirmed =
        new Standing.Known(status(Colour.GREEN, 0), new Freshness(AS_OF, 0, false));
    assertThat(judge(of(unconfirmed), gate(PLAIN)))
        .isEqualTo(verdict(ADMIT, Reason.GREEN, Colour.GREEN, STALE));
  }

  @Test
  void onStaleHoldsForStaleForAndThenOnCode() {
    assertThat(judge(of(known(Colour.GREEN, BOUND + STALE_FOR)), gate(PLAIN)))
        .isEqualTo(verdict(ADMIT, Reason.GREEN, Colour.GREEN, STALE));
    assertThat(judge(of(known(Colour.GREEN, BOUND + STALE_FOR + 1)), gate(PLAIN)))
        .isEqualTo(verdict(CHECK, Reason.UNAVAILABLE, Colour.GREEN, STALE));
    Standing never = new Standing.Known(status(Colour.GREEN, 0), Freshness.NEVER);
    assertThat(judge(of(never), gate(PLAIN)))
        .isEqualTo(new Verdict(CHECK, Reason.UNAVAILABLE, Colour.GREEN, STALE, 0));
  }

  @Test
  void aStaleDoorThatIsSetToCheckSaysThatItsKnowledgeIsUnavailable() {
    AdmissionRule careful =
        new AdmissionRule(
            Optional.empty(), CHECK, Duration.ofMinutes(5), REFUSE, Duration.ofSeconds(5), 100);
    assertThat(judge(of(known(Colour.GREEN, BOUND + 1)), gate(careful)))
        .isEqualTo(verdict(CHECK, Reason.UNAVAILABLE, Colour.GREEN, STALE));
    assertThat(judge(of(Standing.Unanswered.INSTANCE), gate(careful)))
        .isEqualTo(verdict(REFUSE, Reason.UNAVAILABLE, Colour.GREEN, CODE));
  }

  @Test
  void onTheCodeAloneOnCodeDecides() {
    assertThat(judge(of(Standing.Unanswered.INSTANCE), gate(PLAIN)))
        .isEqualTo(verdict(CHECK, Reason.UNAVAILABLE, Colour.GREEN, CODE));
    AdmissionRule trusting =
        new AdmissionRule(
            Optional.empty(), ADMIT, Duration.ofMinutes(5), ADMIT, Duration.ofSeconds(5), 100);
    assertThat(judge(of(Standing.Unanswered.INSTANCE), gate(trusting)))
        .isEqualTo(verdict(ADMIT, Reason.GREEN, Colour.GREEN, CODE));
    assertThat(judge(of(Standing.Unanswered.INSTANCE), gate(TEST_WANTED)))
        .isEqualTo(verdict(REFUSE, Reason.UNAVAILABLE, Colour.GREEN, CODE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Colour.class,
      names = {"YELLOW", "RED"})
  void yellowAndRedAreRefusedOnEveryBasis(Colour colour) {
    Reason reason = colour == Colour.RED ? Reason.RED : Reason.YELLOW;
    assertThat(judge(of(known(colour, 0)), gate(PLAIN)))
        .isEqualTo(verdict(REFUSE, reason, colour, LIVE));
    assertThat(judge(of(known(colour, BOUND + 1)), gate(PLAIN)))
        .isEqualTo(verdict(REFUSE, reason, colour, STALE));
    Evidence claimed = new Evidence(colour, Standing.Unanswered.INSTANCE, false, false);
    assertThat(judge(claimed, gate(PLAIN))).isEqualTo(verdict(REFUSE, reason, colour, CODE));
  }

  @Test
  void theStatusCountsAndNotTheColourThatTheCodeCarries() {
    Evidence printedGreen = of(known(Colour.RED, 0));
    assertThat(judge(printedGreen, gate(PLAIN)).reason()).isEqualTo(Reason.RED);
    Evidence printedRed = new Evidence(Colour.RED, known(Colour.GREEN, 0), false, false);
    assertThat(judge(printedRed, gate(PLAIN)).outcome()).isEqualTo(ADMIT);
  }

  @Test
  void whoHasNoCodeIsRefused() {
    Freshness fresh = new Freshness(AS_OF, 0, true);
    Verdict noCode = verdict(REFUSE, Reason.NO_CODE, Colour.NONE, LIVE);
    assertThat(judge(of(absent(0)), gate(PLAIN))).isEqualTo(noCode);
    assertThat(judge(of(absent(BOUND + 1)), gate(PLAIN)))
        .isEqualTo(verdict(REFUSE, Reason.NO_CODE, Colour.NONE, STALE));
    CodeStatus withdrawn = new CodeStatus(7, 1, Colour.GREEN, 0, 0, true, true);
    assertThat(judge(of(new Standing.Known(withdrawn, fresh)), gate(PLAIN))).isEqualTo(noCode);
    CodeStatus unregistered = new CodeStatus(7, 1, Colour.GREEN, 0, 0, false, false);
    assertThat(judge(of(new Standing.Known(unregistered, fresh)), gate(PLAIN))).isEqualTo(noCode);
    assertThat(judge(of(known(Colour.NONE, 0)), gate(PLAIN))).isEqualTo(noCode);
  }

  @Test
  void aClosureHoldsFromItsFirstInstantToTheLastBeforeItsEnd() {
    Evidence green = of(known(Colour.GREEN, 0));
    Verdict closed = verdict(REFUSE, Reason.CLOSED_BY_ORDER, Colour.GREEN, LIVE);
    assertThat(judge(green, gate(PLAIN, closure(NOW, NOW + 1)))).isEqualTo(closed);
    assertThat(judge(green, gate(PLAIN, closure(0, 1), closure(NOW, NOW + 1)))).isEqualTo(closed);
    assertThat(judge(green, gate(PLAIN, closure(NOW + 1, NOW + 2))).outcome()).isEqualTo(ADMIT);
    assertThat(judge(green, gate(PLAIN, closure(NOW - 1, NOW))).outcome()).isEqualTo(ADMIT);
  }

  @Test
  void aTestIsRecentEnoughToTheLastMicrosecond() {
    long minutes = (NOW - 24 * HOUR) / (60 * SECOND);
    Evidence tested = of(tested(minutes));
    assertThat(judge.judge(tested, gate(TEST_WANTED), NOW))
        .isEqualTo(verdict(ADMIT, Reason.GREEN, Colour.GREEN, LIVE));
    assertThat(judge.judge(tested, gate(TEST_WANTED), NOW + 1))
        .isEqualTo(verdict(REFUSE, Reason.TEST_REQUIRED, Colour.GREEN, LIVE));
    assertThat(judge(of(tested(0)), gate(TEST_WANTED)).reason()).isEqualTo(Reason.TEST_REQUIRED);
    assertThat(judge(of(tested(0)), gate(PLAIN)).reason()).isEqualTo(Reason.GREEN);
  }

  @Test
  void eachRowGoesBeforeThoseBelowIt() {
    Gate closed = gate(TEST_WANTED, closure(0, Long.MAX_VALUE));
    Gate open = gate(TEST_WANTED);
    Standing red = known(Colour.RED, BOUND + 1);
    Standing untested = known(Colour.GREEN, BOUND + 1);
    assertThat(judge(new Evidence(Colour.RED, absent(0), true, true), closed).reason())
        .isEqualTo(Reason.CLOSED_BY_ORDER);
    assertThat(judge(new Evidence(Colour.RED, absent(0), true, true), open).reason())
        .isEqualTo(Reason.REVOKED);
    assertThat(judge(new Evidence(Colour.RED, absent(0), false, true), open).reason())
        .isEqualTo(Reason.NO_CODE);
    assertThat(judge(new Evidence(Colour.GREEN, red, false, true), open).reason())
        .isEqualTo(Reason.RED);
    assertThat(judge(new Evidence(Colour.GREEN, untested, false, true), open))
        .isEqualTo(verdict(CHECK, Reason.REUSED, Colour.GREEN, STALE));
    assertThat(judge(new Evidence(Colour.GREEN, untested, false, false), open))
        .isEqualTo(verdict(REFUSE, Reason.TEST_REQUIRED, Colour.GREEN, STALE));
  }

  @Test
  void evidenceOfAnotherUseChangesNothingElse() {
    Evidence evidence = new Evidence(Colour.GREEN, absent(0), true, false);
    assertThat(evidence.asReused()).isEqualTo(new Evidence(Colour.GREEN, absent(0), true, true));
  }
}
