package io.scangate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What the clock's work counts, in a Micrometer registry. Shared. */
public final class ClockMeters {
  private static final Duration[] LAG =
      IntStream.of(50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000, 60_000, 600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();
  private final Timer lag;

  /** Meters in that registry. */
  public ClockMeters(MeterRegistry registry) {
    Gauge.builder("scangate.clock.due", waiting, AtomicLong::get)
        .description("Codes that wait to be decided about because their time has come")
        .register(registry);
    TimeGauge.builder("scangate.clock.behind", oldest, TimeUnit.MICROSECONDS, AtomicLong::get)
        .description("How long the first of them waits")
        .register(registry);
    lag =
        Timer.builder("scangate.clock.lag")
            .description("From the instant at which time could change a code to its decision")
            .serviceLevelObjectives(LAG)
            .register(registry);
  }

  /** So much waits, the first of it for so long. */
  public void due(long codes, Duration behind) {
    waiting.set(codes);
    oldest.set(behind.toNanos() / 1_000);
  }

  /** A code was decided about so long after its time had come. */
  public void decided(Duration after) {
    lag.record(after.isNegative() ? Duration.ZERO : after);
  }
}
