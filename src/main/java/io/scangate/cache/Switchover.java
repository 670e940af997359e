package io.scangate.cache;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The layout that is read, and the one before it while the near cache still holds its buckets.
 * Shared.
 *
 * <p>After a rebuild the new buckets arrive one by one; until one has, what is held of the old
 * generation answers, for the feed keeps both up to date. Once a bucket has arrived its codes are
 * never again looked for in the old generation, even if it was evicted since: it may have come with
 * changes that the feed has yet to bring.
 */
final class Switchover {
  private final Layout now;
  private final @Nullable Layout before;
  private final @Nullable AtomicLongArray arrived;

  private Switchover(Layout now, @Nullable Layout before) {
    this.now = now;
    this.before = before;
    this.arrived = before == null ? null : new AtomicLongArray(Math.ceilDiv(now.buckets(), 64));
  }

  static Switchover first(Layout now) {
    return new Switchover(now, null);
  }

  /** What was held for a ledger that was restored since is not carried over. */
  Switchover to(Layout next) {
    return new Switchover(next, next.incarnation() == now.incarnation() ? now : null);
  }

  Layout now() {
    return now;
  }

  @Nullable Layout before() {
    return before;
  }

  /** The layout before, where it may answer for that bucket of the current one. */
  @Nullable Layout beforeFor(int bucket) {
    AtomicLongArray bits = arrived;
    return bits == null || (bits.get(bucket >>> 6) & 1L << bucket) != 0 ? null : before;
  }

  void arrived(long generation, int bucket) {
    AtomicLongArray bits = arrived;
    if (bits != null && generation == now.generation()) {
      bits.getAndAccumulate(bucket >>> 6, 1L << bucket, (word, bit) -> word | bit);
    }
  }
}
