package io.scangate.cache;

import io.scangate.health.Freshness;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway knows of one partition beside its codes. Shared: the follower of its feed writes,
 * every event loop reads.
 *
 * <p>The <em>era</em> is how gaps are told without walking over the buckets: a bucket is confirmed
 * while it is of the partition's era, and a gap begins a new one.
 */
final class Partition {
  /** The last promise, with the clock it was given by. */
  private record Promise(long upTo, RedisClock clock) {}

  private final AtomicLong known = new AtomicLong();

  private volatile @Nullable Switchover layout;
  private volatile @Nullable Promise promise;
  private volatile int era;
  private volatile boolean caughtUp;

  /** How the codes are laid out, or null while no layout was seen. */
  @Nullable Switchover layout() {
    return layout;
  }

  /** Reads by another layout from now on; false where that is the current one. */
  synchronized boolean switchTo(Layout next) {
    Switchover current = layout;
    if (current != null && current.now().equals(next)) {
      return false;
    }
    layout = current == null ? Switchover.first(next) : current.to(next);
    return true;
  }

  /** Forgets the layout before the current one. */
  synchronized void settle() {
    Switchover current = layout;
    if (current != null) {
      layout = Switchover.first(current.now());
    }
  }

  int era() {
    return era;
  }

  /** Everything read so far is to be read again. Called by the follower of the feed only. */
  synchronized void beginEra() {
    era = era + 1;
  }

  /** The highest sequence that Redis was ever seen to hold. */
  long known() {
    return known.get();
  }

  /** Redis was seen to hold this sequence. */
  void sawSequence(long sequence) {
    known.accumulateAndGet(sequence, Math::max);
  }

  /** The ledger was restored: its sequences begin again here. */
  void restartAt(long sequence) {
    known.set(sequence);
  }

  /** Whether its feed has been read to the end once and its layout is known. */
  boolean isCaughtUp() {
    return caughtUp && layout != null;
  }

  void caughtUp() {
    caughtUp = true;
  }

  /** Every change committed before that instant of that clock has been applied. */
  synchronized void promised(long upTo, RedisClock clock) {
    promise = new Promise(upTo, clock);
  }

  /**
   * A server's clock was asked again. A promise that another server gave keeps the clock of that
   * one: the clocks of two hosts are never compared.
   */
  synchronized void adjust(RedisClock clock, long nanos) {
    Promise last = promise;
    if (last != null && last.clock.name() == clock.name()) {
      promise = new Promise(last.upTo, clock.notBefore(last.upTo, nanos));
    }
  }

  Freshness freshness(long nanos, boolean confirmed) {
    Promise last = promise;
    return last == null
        ? Freshness.NEVER
        : new Freshness(last.upTo, Math.max(0, last.clock.now(nanos) - last.upTo), confirmed);
  }
}
