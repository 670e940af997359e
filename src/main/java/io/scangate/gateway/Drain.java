package io.scangate.gateway;

/**
 * Whether this gateway is on its way out: it is not ready any more, and every answer tells its peer
 * that the connection ends. Shared.
 */
public final class Drain {
  private volatile boolean begun;
  private volatile long since;

  /**
   * Begins; there is no way back.
   *
   * @param nanos now, on the monotonic clock
   */
  public void begin(long nanos) {
    since = nanos;
    begun = true;
  }

  /** When it began, on the monotonic clock. */
  long since() {
    return since;
  }

  /** Whether it has begun. */
  public boolean hasBegun() {
    return begun;
  }
}
