package io.scangate.ledger.cases;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody of ours asks another city to lift its colour. Immutable.
 *
 * @param message under which the other city knows it
 * @param forwarded what the community did; empty before
 * @param delivered when the other city had it
 * @param reply what the other city answered
 */
public record ReleaseRequest(
    long id,
    long recognition,
    String ground,
    String message,
    Instant applied,
    Optional<Said> forwarded,
    Optional<Instant> delivered,
    Optional<Said> reply) {
  /**
   * A yes or a no.
   *
   * @param by who said so; empty for another city
   */
  public record Said(boolean yes, String note, Optional<String> by, Instant at) {}

  /** Where it stands. */
  public enum Status {
    /** It waits for the community. */
    APPLIED,
    /** The community did not forward it. */
    REJECTED,
    /** It is on its way to the other city. */
    FORWARDED,
    /** The other city has it. */
    DELIVERED,
    /** The other city lifted its colour. */
    RELEASED,
    /** The other city did not. */
    REFUSED
  }

  /** Where it stands. */
  public Status status() {
    if (reply.isPresent()) {
      return reply.get().yes() ? Status.RELEASED : Status.REFUSED;
    }
    if (delivered.isPresent()) {
      return Status.DELIVERED;
    }
    return forwarded
        .map(said -> said.yes() ? Status.FORWARDED : Status.REJECTED)
        .orElse(Status.APPLIED);
  }

  /** Whether something can still come of it. */
  public boolean isOpen() {
    return switch (status()) {
      case APPLIED, FORWARDED, DELIVERED -> true;
      case REJECTED, RELEASED, REFUSED -> false;
    };
  }
}
