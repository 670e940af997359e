package io.scangate.scenario;

import io.scangate.transition.Facts;
import java.util.List;

/**
 * One person's timeline and what is expected of it. Immutable.
 *
 * @param name what it shows, in words
 * @param expectations in the order of the file
 */
public record Scenario(String name, Facts timeline, List<Expectation> expectations) {
  public Scenario {
    expectations = List.copyOf(expectations);
  }
}
