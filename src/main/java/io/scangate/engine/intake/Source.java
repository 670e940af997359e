package io.scangate.engine.intake;

import io.scangate.health.Division;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Who may send facts. Immutable.
 *
 * @param id its name, which is the client that it signs in as
 * @param authority the body on whose behalf it speaks where a row names none
 * @param divisions where what it sends may have happened
 * @param facts what it may send; within what its kind may
 * @param severe how much may make colours more severe before a second person is asked
 */
public record Source(
    String id,
    SourceKind kind,
    String authority,
    List<Division> divisions,
    Set<FactKind> facts,
    Severe severe) {
  /**
   * How many facts that make colours more severe may come within a window.
   *
   * @param most how many
   * @param per how long a window is
   */
  public record Severe(int most, Duration per) {}

  public Source {
    divisions = List.copyOf(divisions);
    facts = Set.copyOf(facts);
  }

  /** Whether it may speak of what happened there. */
  boolean covers(Division division) {
    return divisions.stream().anyMatch(own -> own.covers(division));
  }
}
