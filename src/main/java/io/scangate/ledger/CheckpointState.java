package io.scangate.ledger;

import io.scangate.verdict.Checkpoint;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkpoint as the ledger knows it, with what became of it. Immutable.
 *
 * @param confined whether it is badly ventilated
 * @param capacity how many people fit in
 * @param registered who registered it, its operator, with nothing noted
 * @param answer what the community said; empty before it did
 * @param end that it was given up
 */
public record CheckpointState(
    Checkpoint checkpoint,
    boolean confined,
    int capacity,
    Signed registered,
    Optional<Answer> answer,
    Optional<Signed> end) {
  /**
   * A step that somebody took.
   *
   * @param note its document or its reason
   */
  public record Signed(String by, Instant at, String note) {}

  /** What the community said. */
  public record Answer(boolean approved, Signed signed) {}

  /** Whose it is. */
  public String operator() {
    return registered.by();
  }

  /** Where it stands in its procedure. */
  public enum Status {
    /** It waits for the community. */
    REGISTERED,
    /** The community did not want it. */
    REFUSED,
    /** It may scan. */
    APPROVED,
    /** It is given up. */
    GIVEN_UP
  }

  /** Where it stands in its procedure. */
  public Status status() {
    if (end.isPresent()) {
      return Status.GIVEN_UP;
    }
    return answer
        .map(said -> said.approved() ? Status.APPROVED : Status.REFUSED)
        .orElse(Status.REGISTERED);
  }
}
