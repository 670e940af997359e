package io.scangate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rate of one device: a token bucket that holds one second's worth. Shared: a device may be
 * connected to several event loops.
 *
 * <p>Kept as one number, the instant at which the bucket would be full again (the generic cell rate
 * algorithm), so that taking a token is one compare-and-set, and a bucket that nobody uses costs
 * nothing.
 */
final class RateLimit {
  private static final long DEPTH = TimeUnit.SECONDS.toNanos(1);

  private final int rate;
  private final long nanosPerScan;
  private final AtomicLong fullAt;

  /**
   * A bucket that is full.
   *
   * @param rate scans a second
   * @param now on the monotonic clock, in nanoseconds
   */
  RateLimit(int rate, long now) {
    this.rate = rate;
    this.nanosPerScan = Math.ceilDiv(DEPTH, rate);
    this.fullAt = new AtomicLong(now);
  }

  int rate() {
    return rate;
  }

  /** Takes a token, if there is one. */
  boolean tryAcquire(long now) {
    while (true) {
      long before = fullAt.get();
      long after = (before - now > 0 ? before : now) + nanosPerScan;
      if (after - now > DEPTH) {
        return false;
      }
      if (fullAt.compareAndSet(before, after)) {
        return true;
      }
    }
  }
}
