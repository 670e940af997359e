package io.scangate.credential;

import java.time.Instant;
import java.util.List;

/**
 * Where every partition of a ledger stood at an instant: the last link of each hash chain. Whoever
 * holds it can tell later whether what the ledger said up to then was written anew. Immutable.
 *
 * @param at when the heads were read, by the clock of the engine that signed
 * @param heads one for each partition, in their order
 */
public record LedgerRoot(Instant at, List<Head> heads) {
  public LedgerRoot {
    heads = List.copyOf(heads);
  }

  /**
   * The last link of a partition. Immutable.
   *
   * @param link its number, from 1
   * @param at the instant of the last transaction
   * @param hash of that link, 64 hexadecimal digits
   */
  public record Head(int partition, long link, Instant at, String hash) {}
}
