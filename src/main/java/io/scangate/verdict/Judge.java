package io.scangate.verdict;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Freshness;
import io.scangate.health.Standing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The table of the scan contract: the first row that applies decides. Immutable.
 *
 * <p>Instants are microseconds since 1970.
 */
public final class Judge {
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);

  private final long bound;

  /**
   * A judge who calls knowledge live up to that age.
   *
   * @param bound the longest age of a partition that is live
   */
  public Judge(Duration bound) {
    this.bound = micros(bound);
  }

  /** The verdict on a genuine code at a gate. */
  public Verdict judge(Evidence evidence, Gate gate, long now) {
    Standing standing = evidence.standing();
    Colour colour = colour(evidence);
    AdmissionRule rule = gate.rule();
    if (gate.isClosed(now)) {
      return verdict(Outcome.REFUSE, Reason.CLOSED_BY_ORDER, colour, standing);
    }
    if (evidence.revoked()) {
      return verdict(Outcome.REFUSE, Reason.REVOKED, colour, standing);
    }
    switch (colour) {
      case NONE -> {
        return verdict(Outcome.REFUSE, Reason.NO_CODE, colour, standing);
      }
      case RED -> {
        return verdict(Outcome.REFUSE, Reason.RED, colour, standing);
      }
      case YELLOW -> {
        return verdict(Outcome.REFUSE, Reason.YELLOW, colour, standing);
      }
      case GREEN -> {}
    }
    if (evidence.reused()) {
      return verdict(Outcome.CHECK, Reason.REUSED, colour, standing);
    }
    if (lacksTest(rule, standing, now)) {
      return verdict(Outcome.REFUSE, Reason.TEST_REQUIRED, colour, standing);
    }
    Outcome outcome =
        switch (basis(standing)) {
          case LIVE -> Outcome.ADMIT;
          case STALE -> isStaleTooLong(rule, standing) ? rule.onCode() : rule.onStale();
          case CODE -> rule.onCode();
        };
    Reason reason = outcome == Outcome.ADMIT ? Reason.GREEN : Reason.UNAVAILABLE;
    return verdict(outcome, reason, colour, standing);
  }

  private static Colour colour(Evidence evidence) {
    return switch (evidence.standing()) {
      case Standing.Known(CodeStatus status, Freshness _) ->
          status.registered() && !status.withdrawn() ? status.colour() : Colour.NONE;
      case Standing.Absent _ -> Colour.NONE;
      case Standing.Unanswered _ -> evidence.claimed();
    };
  }

  private Basis basis(Standing standing) {
    return switch (standing) {
      case Standing.Known known -> basis(known.freshness());
      case Standing.Absent absent -> basis(absent.freshness());
      case Standing.Unanswered _ -> Basis.CODE;
    };
  }

  private Basis basis(Freshness freshness) {
    return freshness.isWithin(bound) ? Basis.LIVE : Basis.STALE;
  }

  private static long asOf(Standing standing) {
    return switch (standing) {
      case Standing.Known known -> known.freshness().asOf();
      case Standing.Absent absent -> absent.freshness().asOf();
      case Standing.Unanswered _ -> 0;
    };
  }

  /** On the code alone nobody's tests are known; there {@code onCode} decides. */
  private static boolean lacksTest(AdmissionRule rule, Standing standing, long now) {
    if (rule.testWithin().isEmpty() || !(standing instanceof Standing.Known known)) {
      return false;
    }
    long sampled = known.status().lastNegative();
    return sampled == 0 || now - sampled * MINUTE > micros(rule.testWithin().get());
  }

  private boolean isStaleTooLong(AdmissionRule rule, Standing standing) {
    return standing instanceof Standing.Known known
        && known.freshness().age() - bound > micros(rule.staleFor());
  }

  private Verdict verdict(Outcome outcome, Reason reason, Colour colour, Standing standing) {
    return new Verdict(outcome, reason, colour, basis(standing), asOf(standing));
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }
}
