package io.scangate.transition;

import io.scangate.policy.Policies;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The negative results that a correction asks for: the one that an applicant shows, and the one of
 * the test that follows the audit. A sample counts when its report has arrived, and only where no
 * positive one was taken at its instant or later.
 */
public final class NegativeResults {
  private NegativeResults() {}

  /**
   * The latest negative sample that can be shown at an instant: taken no longer ago than the policy
   * in force allows.
   */
  public static Optional<Instant> shown(Policies policies, Facts facts, Instant at) {
    return since(facts, at.minus(policies.inForceAt(at).corrections().negativeWithin()), at);
  }

  /** The latest negative sample taken at an instant or later, of what was reported by another. */
  public static Optional<Instant> since(Facts facts, Instant since, Instant at) {
    Instant negative = null;
    Instant positive = null;
    int known = facts.knownAt(at);
    for (int i = 0; i < known; i++) {
      if (facts.get(i) instanceof Fact.Test test) {
        if (test.isPositive()) {
          positive = later(positive, test.sampledAt());
        } else {
          negative = later(negative, test.sampledAt());
        }
      }
    }
    return negative == null
            || negative.isBefore(since)
            || (positive != null && !negative.isAfter(positive))
        ? Optional.empty()
        : Optional.of(negative);
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }
}
