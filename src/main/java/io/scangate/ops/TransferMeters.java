package io.scangate.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What is handed to the municipality, in a Micrometer registry. Shared. */
public final class TransferMeters {
  private final Counter handed;
  private final Counter failed;
  private final AtomicLong late = new AtomicLong();

  /** Meters in that registry. */
  public TransferMeters(MeterRegistry registry) {
    handed = counter(registry, "handed-over");
    failed = counter(registry, "failed");
    Gauge.builder("scangate.transfer.late.districts", late, AtomicLong::get)
        .description("Districts of which a day is not handed over after its deadline")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("scangate.transfers")
        .description("Days of districts that were brought to the municipality")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** A day of a district is there. */
  public void handed() {
    handed.increment();
  }

  /** It could not be brought; it is tried again. */
  public void failed() {
    failed.increment();
  }

  /** So many districts are late. */
  public void late(long districts) {
    late.set(districts);
  }
}
