package io.scangate.explain;

import io.scangate.policy.Ending;
import io.scangate.policy.Phase;
import io.scangate.policy.Schedule;
import io.scangate.transition.Episode;
import io.scangate.transition.Lacking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How soon open episodes can all be over. */
final class Outlook {
  private Outlook() {}

  /**
   * The earliest instant at which all of them can be over, if whatever is lacking comes at its
   * earliest; empty where one of them ends by a diagnosis or by another province.
   */
  static Optional<Instant> earliestGreen(List<Episode> open) {
    Instant latest = Instant.MIN;
    for (Episode episode : open) {
      Optional<Instant> over = earliestOver(episode);
      if (over.isEmpty()) {
        return Optional.empty();
      }
      latest = over.get().isAfter(latest) ? over.get() : latest;
    }
    return Optional.of(latest);
  }

  /** Whether they will all be over by then though nothing more arrives. */
  static boolean needsTimeOnly(List<Episode> open) {
    return open.stream().allMatch(Outlook::needsTimeOnly);
  }

  private static boolean needsTimeOnly(Episode episode) {
    return following(episode).isEmpty()
        && episode.lacking().stream().allMatch(Lacking.Duration.class::isInstance);
  }

  /** The phases after the one in which an episode is. */
  static List<Phase> following(Episode episode) {
    List<Phase> phases = episode.path().phases();
    return phases.subList(episode.phaseIndex() + 1, phases.size());
  }

  private static Optional<Instant> earliestOver(Episode episode) {
    Optional<Instant> over = episode.earliestEnd();
    for (Phase phase : following(episode)) {
      if (over.isEmpty() || !(phase.ending() instanceof Ending.Earned earned)) {
        return Optional.empty();
      }
      over = Optional.of(over.get().plus(shortest(earned)));
    }
    return over;
  }

  private static Duration shortest(Ending.Earned earned) {
    Schedule tests = earned.tests();
    Duration tested = tests.interval().multipliedBy(Math.max(0, tests.negatives() - 1));
    return tested.compareTo(earned.minimum()) > 0 ? tested : earned.minimum();
  }
}
