package io.scangate.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The scan log's meters in a Micrometer registry, all made at construction. Shared. */
public final class MicrometerScanLogMeters implements ScanLogMeters {
  private final Counter appended;
  private final Counter spooled;
  private final Counter delivered;
  private final Counter dropped;
  private final DistributionSummary blocks;
  private final List<LongSupplier> spools = new CopyOnWriteArrayList<>();

  /** Meters in that registry. */
  public MicrometerScanLogMeters(MeterRegistry registry) {
    appended = records(registry, "appended", "Scan records appended to their stream at once");
    spooled = records(registry, "spooled", "Scan records put on disk while Redis was away");
    delivered = records(registry, "delivered", "Scan records delivered from the disk");
    dropped = records(registry, "dropped", "Scan records lost because the spool was full");
    blocks =
        DistributionSummary.builder("scangate.scan.log.block.records")
            .description("Scan records appended in one block")
            .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200)
            .register(registry);
    Gauge.builder("scangate.scan.log.spool", spools, MicrometerScanLogMeters::sum)
        .description("What the spool of scan records takes on disk")
        .baseUnit("bytes")
        .register(registry);
  }

  private static Counter records(MeterRegistry registry, String what, String description) {
    return Counter.builder("scangate.scan.log." + what)
        .description(description)
        .baseUnit("records")
        .register(registry);
  }

  private static double sum(List<LongSupplier> spools) {
    return spools.stream().mapToLong(LongSupplier::getAsLong).sum();
  }

  @Override
  public void appended(int records) {
    appended.increment(records);
    blocks.record(records);
  }

  @Override
  public void spooled(int records) {
    spooled.increment(records);
  }

  @Override
  public void delivered(int records) {
    delivered.increment(records);
  }

  @Override
  public void dropped(int records) {
    dropped.increment(records);
  }

  @Override
  public void watchSpool(LongSupplier bytes) {
    spools.add(bytes);
  }
}
