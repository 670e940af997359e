package io.scangate.ops;

/** What the door counts. Shared. */
public interface ScanMeters {
  /** Meters for one more event loop. */
  LoopMeters forLoop();
}
