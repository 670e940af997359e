package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.ledger.CheckpointState.Signed;
import java.util.Optional;

/**
 * A measure as the ledger knows it, with what became of it. Immutable.
 *
 * @param proposed who proposed it
 * @param back that it was taken back, and why
 * @param decision what was decided
 * @param lift that it was lifted
 */
public record MeasureState(
    long id,
    Measure measure,
    Signed proposed,
    Optional<Signed> back,
    Optional<Decision> decision,
    Optional<Told> lift) {
  /**
   * A step that was made known.
   *
   * @param signed who took it, with its document
   * @param announcement as it was made known
   */
  public record Told(Signed signed, String announcement) {}

  /** What the next higher government decided. */
  public record Decision(boolean granted, Division authority, Told told) {}

  /** Where it stands. */
  public enum Status {
    /** It waits for the next higher government. */
    PROPOSED,
    /** It was taken back before that. */
    TAKEN_BACK,
    /** The next higher government did not want it. */
    REJECTED,
    /** It is ordered. */
    ORDERED,
    /** It was lifted. */
    LIFTED
  }

  /** Where it stands. */
  public Status status() {
    if (back.isPresent()) {
      return Status.TAKEN_BACK;
    }
    if (decision.isEmpty()) {
      return Status.PROPOSED;
    }
    if (!decision.get().granted()) {
      return Status.REJECTED;
    }
    return lift.isPresent() ? Status.LIFTED : Status.ORDERED;
  }
}
