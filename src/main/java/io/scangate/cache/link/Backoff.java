package io.scangate.cache.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between attempts: they double up to a bound, and each is drawn between half of it and
 * all of it, so that gateways that lost the same server do not return in step. Confined to its
 * event loop.
 */
final class Backoff {
  private final long first;
  private final long last;
  private final RandomGenerator random;
  private long pause;

  Backoff(Duration first, Duration last, RandomGenerator random) {
    this.first = first.toMillis();
    this.last = last.toMillis();
    this.random = random;
    this.pause = this.first;
  }

  /** The next pause in milliseconds, at least 1. */
  long next() {
    long ceiling = pause;
    pause = Math.min(last, pause * 2);
    return Math.max(1, random.nextLong(ceiling / 2, ceiling + 1));
  }

  /** Begins again with the shortest pause. */
  void reset() {
    pause = first;
  }
}
