package io.scangate.gateway;

import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Stage;
import java.util.function.LongSupplier;

/** Times one scan, and its stages where it is the turn of this scan. Confined to its event loop. */
final class Stopwatch {
  private final LoopMeters meters;
  private final LongSupplier nanos;
  private final long begun;
  private final boolean timesStages;
  private long lap;

  /**
   * @param begun when the scan came, on that clock
   */
  Stopwatch(LoopMeters meters, LongSupplier nanos, long begun) {
    this.meters = meters;
    this.nanos = nanos;
    this.begun = begun;
    this.timesStages = meters.timesStages();
    this.lap = timesStages ? nanos.getAsLong() : begun;
  }

  /** A stage is over, and the next begins. */
  void passed(Stage stage) {
    if (timesStages) {
      long now = nanos.getAsLong();
      meters.stage(stage, now - lap);
      lap = now;
    }
  }

  /** The scan is over. */
  void stop() {
    meters.scan(nanos.getAsLong() - begun);
  }
}
