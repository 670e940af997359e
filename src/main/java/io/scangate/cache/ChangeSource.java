package io.scangate.cache;

import io.scangate.health.CodeStatus;
import io.vertx.core.Future;
import java.util.List;

/**
 * Where the committed changes of one partition come from: the outbox of the ledger. Called on the
 * event loop of the publisher; futures may complete anywhere.
 */
public interface ChangeSource {
  /** What a source has after a sequence. */
  sealed interface Slice {
    /**
     * Changes in their order.
     *
     * @param toTheEnd whether there was nothing behind them when they were read
     */
    record Changes(List<Committed> changes, boolean toTheEnd) implements Slice {}

    /**
     * It cannot say: what follows is no longer kept, or the sequence is beyond its last. Only a
     * rebuild helps.
     */
    record Unknown() implements Slice {}
  }

  /**
   * All codes of the partition.
   *
   * @param sequence every change up to this one is in them, and perhaps later ones
   * @param codes read once, on a worker thread
   */
  record Snapshot(long sequence, Iterable<CodeStatus> codes) {}

  /** The incarnation of the ledger, 0 to 255. */
  int incarnation();

  /** The changes that follow a sequence. */
  Future<Slice> after(long sequence, int most);

  /** About how many codes there are; it sizes the buckets. */
  Future<Long> size();

  /** All codes as they are now: with everything that {@link #after} has given out before. */
  Future<Snapshot> snapshot();
}
