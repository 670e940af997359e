package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a code gets its colour. */
public final class Transition {
  private Transition() {}

  /**
   * Decides for a person at an instant, by what was learned by then. The policy in force at that
   * instant judges the whole history.
   */
  public static Decision decide(Policies policies, Facts facts, Instant at) {
    Policy policy = policies.inForceAt(at);
    Situation situation = new Situation(policy, facts, at);
    if (!situation.isRegistered()) {
      return new Decision(at, policy.version(), Colour.NONE, List.of(), Optional.empty());
    }
    Colour colour = Colour.GREEN;
    for (Episode episode : situation.open()) {
      if (episode.colour().isMoreSevereThan(colour)) {
        colour = episode.colour();
      }
    }
    return new Decision(
        at,
        policy.version(),
        colour,
        situation.open(),
        earlier(situation.nextEnd(), policies.nextAfter(at)));
  }

  private static Optional<Instant> earlier(@Nullable Instant end, Optional<Instant> edition) {
    if (end == null) {
      return edition;
    }
    return edition.isPresent() && edition.get().isBefore(end) ? edition : Optional.of(end);
  }
}
