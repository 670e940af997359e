package io.scangate.gateway;

import io.scangate.verdict.Gate;

/**
 * A scanner that is known, at its gate. Shared.
 *
 * @param rate what is left of its rate
 */
record Device(Gate gate, RateLimit rate) {
  /** Whether it may scan now, on the monotonic clock; it is counted if so. */
  boolean mayScan(long nanos) {
    return rate.tryAcquire(nanos);
  }
}
