package io.scangate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What work on many people counts, in a Micrometer registry. Shared. */
public final class BulkMeters {
  private static final Duration[] CHUNK =
      IntStream.of(25, 50, 100, 250, 500, 1_000, 2_000, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** What such work is for. */
  public enum Kind {
    /** A fact for everybody who lives in an area. */
    DESIGNATION,
    /** A decision about everybody by a new policy. */
    POLICY;

    /** As the ledger and the label have it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Waiting(AtomicLong people, AtomicLong oldest) {}

  private final Map<Kind, Waiting> waiting = new EnumMap<>(Kind.class);
  private final Timer chunk;

  /** Meters in that registry. */
  public BulkMeters(MeterRegistry registry) {
    for (Kind kind : Kind.values()) {
      Waiting of = new Waiting(new AtomicLong(), new AtomicLong());
      waiting.put(kind, of);
      Gauge.builder("scangate.bulk.backlog", of.people, AtomicLong::get)
          .tag("kind", kind.text())
          .description("People whom bulk work that is due has not come to yet")
          .register(registry);
      TimeGauge.builder("scangate.bulk.oldest", of.oldest, TimeUnit.MICROSECONDS, AtomicLong::get)
          .tag("kind", kind.text())
          .description("How long the first bulk work that is not finished has been due")
          .register(registry);
    }
    chunk =
        Timer.builder("scangate.bulk.chunk")
            .description("One chunk of bulk work, its commit included")
            .serviceLevelObjectives(CHUNK)
            .register(registry);
  }

  /** So many people wait, for work that has been due for so long. */
  public void waiting(Kind kind, long people, Duration oldest) {
    Waiting of = waiting.get(kind);
    if (of != null) {
      of.people.set(people);
      of.oldest.set(oldest.toNanos() / 1_000);
    }
  }

  /** A chunk was committed. */
  public void chunk(Duration took) {
    chunk.record(took);
  }
}
