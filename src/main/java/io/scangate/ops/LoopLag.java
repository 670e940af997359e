package io.scangate.ops;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A timer that tells how late its event loop comes to it. Confined to that loop. */
public final class LoopLag {
  private static final long PERIOD_MILLIS = 100;

  private final LoopMeters meters;
  private final LongSupplier nanos;
  private long due;

  private LoopLag(LoopMeters meters, LongSupplier nanos) {
    this.meters = meters;
    this.nanos = nanos;
    this.due = next();
  }

  /** Starts the timer on the current event loop; it ends with the deployment that it belongs to. */
  public static void watch(Vertx vertx, LoopMeters meters, LongSupplier nanos) {
    LoopLag lag = new LoopLag(meters, nanos);
    var _ = vertx.setPeriodic(PERIOD_MILLIS, timer -> lag.tick());
  }

  private void tick() {
    meters.lag(Math.max(0, nanos.getAsLong() - due));
    due = next();
  }

  private long next() {
    return nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
  }
}
