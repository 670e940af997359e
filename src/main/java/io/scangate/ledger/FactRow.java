package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.scangate.transition.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code fact}. Immutable.
 *
 * @param at when it was learned; no other fact of the partition has the same
 * @param link the number of the transaction in the chain
 */
public record FactRow(
    Instant at, PersonRef person, Content content, Instant happenedAt, Origin origin, long link) {
  /** What the rules read of it; null where they read nothing. */
  public @Nullable Fact fact() {
    return FactFormat.read(content, at, happenedAt);
  }
}
