package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** Publishing's meters in a Micrometer registry, all made at construction. Shared. */
public final class MicrometerPublishMeters implements PublishMeters {
  private static final Duration[] PASS =
      IntStream.of(1, 10, 60, 300, 900, 1_800, 3_600, 14_400, 86_400)
          .mapToObj(Duration::ofSeconds)
          .toArray(Duration[]::new);

  private final Counter published;
  private final Counter failures;
  private final AtomicLongArray backlog;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong ahead = new AtomicLong();
  private final Map<Difference, Counter> differences = new EnumMap<>(Difference.class);
  private final Timer passes;
  private final RoundMeters sweep;

  /**
   * Meters in that registry.
   *
   * @param partitions how many partitions there are
   */
  public MicrometerPublishMeters(MeterRegistry registry, int partitions) {
    sweep = new RoundMeters(registry, RoundMeters.Work.SWEEP);
    published =
        Counter.builder("scangate.published.changes")
            .description("Changes of codes appended to the feed by this process")
            .register(registry);
    failures =
        Counter.builder("scangate.publisher.failures")
            .description("Rounds of publishers that failed")
            .register(registry);
    backlog = new AtomicLongArray(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      int number = partition;
      Gauge.builder("scangate.outbox.backlog", backlog, each -> each.get(number))
          .description("Changes that are committed and not yet on the feed")
          .tag("partition", Integer.toString(partition))
          .register(registry);
    }
    Gauge.builder("scangate.partitions.held", held, AtomicLong::get)
        .description("Partitions that this process publishes")
        .register(registry);
    TimeGauge.builder(
            "scangate.engine.redis.clock.ahead", ahead, TimeUnit.MICROSECONDS, AtomicLong::get)
        .description("Redis' clock minus the wall clock of this host")
        .register(registry);
    for (Difference kind : Difference.values()) {
      differences.put(
          kind,
          Counter.builder("scangate.sweep.differences")
              .description("Codes in Redis that were not those of the ledger")
              .tag("kind", kind.tag())
              .register(registry));
    }
    passes =
        Timer.builder("scangate.sweep.pass")
            .description("Comparing all codes of a partition with Redis")
            .serviceLevelObjectives(PASS)
            .register(registry);
  }

  @Override
  public void published(int changes) {
    published.increment(changes);
  }

  @Override
  public void failed() {
    failures.increment();
  }

  @Override
  public void backlog(int partition, long entries) {
    backlog.set(partition, entries);
  }

  @Override
  public void held(int partitions) {
    held.set(partitions);
  }

  @Override
  public void clockAhead(long micros) {
    ahead.set(micros);
  }

  @Override
  public void different(Difference kind) {
    requireNonNull(differences.get(kind)).increment();
  }

  @Override
  public void swept(long nanos) {
    passes.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public RoundMeters sweep() {
    return sweep;
  }
}
