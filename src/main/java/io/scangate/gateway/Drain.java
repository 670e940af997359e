package io.scangate.gateway;

/**
 * Whether this gateway is on its way out: it is not ready any more, and every answer tells its peer
 * that the connection ends. Shared.
 */
public final class Drain {
  private volatile boolean begun;

  /** Begins; there is no way back. */
  public void begin() {
    begun = true;
  }

  /** Whether it has begun. */
  public boolean hasBegun() {
    return begun;
  }
}
