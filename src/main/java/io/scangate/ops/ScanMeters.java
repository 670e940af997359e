package io.scangate.ops;

/** What the door counts. Shared. */
public interface ScanMeters {
  /** Meters for one more event loop. */
  LoopMeters forLoop();

  /** The use of a code that was still alive had to be forgotten, for want of room. */
  void forgotUse();
}
