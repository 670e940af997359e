package io.scangate.engine;

import io.scangate.ledger.Taken;
import java.time.Instant;
import java.util.List;

/**
 * What became of some reports. Immutable.
 *
 * @param taken which of them were new
 * @param decided what was decided about their people
 * @param at the instant of the transaction
 */
public record Recorded(Taken taken, List<Deciding> decided, Instant at) {
  public Recorded {
    decided = List.copyOf(decided);
  }
}
