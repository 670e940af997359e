package io.scangate.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted of the ledger's signed roots, in a Micrometer registry. Shared. */
public final class RootMeters {
  private final AtomicLong age = new AtomicLong();
  private final Counter signed;

  /** Meters in that registry. */
  public RootMeters(MeterRegistry registry) {
    TimeGauge.builder("scangate.root.age", age, TimeUnit.SECONDS, AtomicLong::get)
        .description("Since the minute of the last signed root, whoever signed it")
        .register(registry);
    signed =
        Counter.builder("scangate.roots.signed")
            .description("Roots that this engine signed")
            .register(registry);
  }

  /** A root was signed here. */
  public void signed() {
    signed.increment();
  }

  /** The last root, of this engine or another, is so old. */
  public void age(Duration since) {
    age.set(since.toSeconds());
  }
}
