package io.scangate.cache;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.scangate.ops.CacheMeters.Fetch;
import java.util.ArrayList;
import java.util.List;

/**
 * One bucket on its way from Redis. Shared.
 *
 * <p>It keeps the changes that pass on the feed meanwhile: the reply may have been taken before
 * them and arrive after them.
 */
final class Flight {
  /** Somebody who waits for the bucket, and is told once, on any thread, how it ended. */
  interface Waiter {
    /** The bucket is there. */
    void landed(Bucket bucket);

    /** There is none; why not. */
    void abandoned(Fetch why);
  }

  private final BucketKey key;
  private final int era;
  private final long known;

  private final List<Committed> passed = new ArrayList<>(0);
  private final List<Waiter> waiters = new ArrayList<>(1);
  private boolean landed;

  /**
   * Departs.
   *
   * @param era of the partition at departure: a gap noticed later leaves the bucket unconfirmed
   * @param known the highest sequence seen at departure: Redis answering below it has lost changes
   */
  Flight(BucketKey key, int era, long known) {
    this.key = key;
    this.era = era;
    this.known = known;
  }

  BucketKey key() {
    return key;
  }

  int era() {
    return era;
  }

  long known() {
    return known;
  }

  /** Keeps a change that passes; when the flight has landed there is nothing to keep it for. */
  synchronized void passes(Committed committed) {
    if (!landed) {
      passed.add(committed);
    }
  }

  /** Waits with the others; false when the flight has landed. */
  synchronized boolean join(Waiter waiter) {
    return !landed && waiters.add(waiter);
  }

  /** Ends the flight and hands out what it kept, in the order of the feed. */
  @CanIgnoreReturnValue
  synchronized List<Committed> land() {
    landed = true;
    return passed;
  }

  /** Tells everybody. After {@link #land} nobody joins any more. */
  void tell(Bucket bucket) {
    waiters.forEach(waiter -> waiter.landed(bucket));
  }

  /** Tells everybody that it came to nothing. After {@link #land} nobody joins any more. */
  void tell(Fetch why) {
    waiters.forEach(waiter -> waiter.abandoned(why));
  }
}
