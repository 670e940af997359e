package io.scangate.scenario;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.transition.Decision;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules must answer at an instant. Immutable.
 *
 * @param line where it stands in the file
 * @param because the categories of the open episodes that carry the colour; empty where the file
 *     does not say
 */
public record Expectation(int line, Instant at, Colour colour, Optional<Set<Category>> because) {
  public Expectation {
    because = because.map(Set::copyOf);
  }

  /** Whether a decision is what this expects. */
  public boolean isMetBy(Decision decision) {
    return decision.at().equals(at)
        && decision.colour() == colour
        && because.map(decision.because()::equals).orElse(true);
  }
}
