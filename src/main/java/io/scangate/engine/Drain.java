package io.scangate.engine;

/** Whether the engine is about to end, so that what would go on for long stops early. Shared. */
public final class Drain {
  private volatile boolean begun;

  /** From now on it is. */
  void begin() {
    begun = true;
  }

  /** Whether it is. */
  public boolean hasBegun() {
    return begun;
  }
}
