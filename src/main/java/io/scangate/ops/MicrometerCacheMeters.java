package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The code cache's meters in a Micrometer registry, all made at construction but those of lists.
 * Shared.
 */
public final class MicrometerCacheMeters implements CacheMeters {
  /** Bounds of a fetch: it is one round trip, so from well below a local one up to the deadline. */
  private static final Duration[] FETCH =
      IntStream.of(
              1, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000L))
          .toArray(Duration[]::new);

  /** Bounds of commit-to-door: around its promises of 20 ms and 2 s. */
  private static final Duration[] COMMIT_TO_DOOR =
      IntStream.of(1, 2, 5, 10, 15, 20, 30, 50, 100, 250, 500, 1_000, 2_000, 2_250, 5_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** Bounds of report-to-door: around its promise of one second. */
  private static final Duration[] REPORT_TO_DOOR =
      IntStream.of(10, 25, 50, 100, 250, 500, 750, 1_000, 1_500, 2_500, 5_000, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final Map<Fetch, Timer> fetches = new EnumMap<>(Fetch.class);
  private final DistributionSummary batches;
  private final Counter turnedAway;
  private final Timer commitToDoor;
  private final Timer reportToDoor;
  private final Map<Gap, Counter> gaps = new EnumMap<>(Gap.class);
  private final AtomicLong clockOffset = new AtomicLong();
  private final ConcurrentMap<String, AtomicLong> lists = new ConcurrentHashMap<>();

  /** Meters in that registry. */
  public MicrometerCacheMeters(MeterRegistry registry) {
    this.registry = registry;
    lookUps("hit", hits);
    lookUps("miss", misses);
    for (Fetch outcome : Fetch.values()) {
      fetches.put(
          outcome,
          Timer.builder("scangate.cache.fetch")
              .description("Round trips that read buckets of codes from Redis")
              .tag("outcome", outcome.tag())
              .serviceLevelObjectives(FETCH)
              .register(registry));
    }
    batches =
        DistributionSummary.builder("scangate.cache.fetch.buckets")
            .description("Buckets read in one round trip")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);
    turnedAway =
        Counter.builder("scangate.cache.turned.away")
            .description("Misses left unanswered because too many were waiting")
            .register(registry);
    commitToDoor =
        Timer.builder("scangate.feed.commit.to.door")
            .description("From the commit of a change to its being answered by at this gateway")
            .serviceLevelObjectives(COMMIT_TO_DOOR)
            .register(registry);
    reportToDoor =
        Timer.builder("scangate.feed.report.to.door")
            .description("From the arrival of a report to its change being answered by here")
            .serviceLevelObjectives(REPORT_TO_DOOR)
            .register(registry);
    for (Gap kind : Gap.values()) {
      gaps.put(
          kind,
          Counter.builder("scangate.feed.gaps")
              .description("Breaks in the order of the feed")
              .tag("kind", kind.tag())
              .register(registry));
    }
    TimeGauge.builder(
            "scangate.clock.offset", clockOffset, TimeUnit.MICROSECONDS, AtomicLong::doubleValue)
        .description("This host's wall clock minus that of Redis")
        .register(registry);
  }

  private void lookUps(String result, LongAdder count) {
    FunctionCounter.builder("scangate.cache.lookups", count, LongAdder::doubleValue)
        .description("Look-ups in the near cache")
        .tag("result", result)
        .register(registry);
  }

  @Override
  public void nearHit() {
    hits.increment();
  }

  @Override
  public void nearMiss() {
    misses.increment();
  }

  @Override
  public void fetched(Fetch outcome, int buckets, long nanos) {
    requireNonNull(fetches.get(outcome)).record(nanos, TimeUnit.NANOSECONDS);
    batches.record(buckets);
  }

  @Override
  public void turnedAway() {
    turnedAway.increment();
  }

  @Override
  public void commitToDoor(long micros) {
    commitToDoor.record(micros, TimeUnit.MICROSECONDS);
  }

  @Override
  public void reportToDoor(long micros) {
    reportToDoor.record(micros, TimeUnit.MICROSECONDS);
  }

  @Override
  public void gap(int partition, Gap kind) {
    requireNonNull(gaps.get(kind)).increment();
  }

  @Override
  public void clockOffset(long micros) {
    clockOffset.set(micros);
  }

  @Override
  public void list(String name, long number) {
    lists.computeIfAbsent(name, this::watchList).set(number);
  }

  private AtomicLong watchList(String name) {
    AtomicLong number = new AtomicLong();
    Gauge.builder("scangate.list.number", number, AtomicLong::doubleValue)
        .description("The number of a list as this gateway holds it")
        .tag("list", name)
        .register(registry);
    return number;
  }

  @Override
  public void watchPartition(int partition, LongSupplier age, LongSupplier unconfirmed) {
    TimeGauge.builder(
            "scangate.feed.age", age, TimeUnit.MICROSECONDS, supplier -> supplier.getAsLong())
        .description("How long ago this gateway knew every change of the partition")
        .tag("partition", Integer.toString(partition))
        .strongReference(true)
        .register(registry);
    Gauge.builder("scangate.feed.unconfirmed", unconfirmed, LongSupplier::getAsLong)
        .description("Buckets that are to be read again since a gap in the feed")
        .baseUnit("buckets")
        .tag("partition", Integer.toString(partition))
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void watchNear(LongSupplier codes, LongSupplier bytes) {
    Gauge.builder("scangate.cache.near", codes, LongSupplier::getAsLong)
        .description("Codes held in the near cache")
        .baseUnit("codes")
        .strongReference(true)
        .register(registry);
    Gauge.builder("scangate.cache.near.size", bytes, LongSupplier::getAsLong)
        .description("What the near cache takes of the heap")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
  }
}
