package io.scangate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scangate.health.Colour;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** How long people wait for another colour, and for what, in a Micrometer registry. Shared. */
public final class ConversionMeters {
  private static final Duration[] WAIT =
      IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000, 60_000, 3_600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Map<Colour, Timer> conversions = new EnumMap<>(Colour.class);
  private final Map<Condition, AtomicLong> stuck = new EnumMap<>(Condition.class);

  /** Meters in that registry. */
  public ConversionMeters(MeterRegistry registry) {
    for (Colour colour : Colour.values()) {
      conversions.put(
          colour,
          Timer.builder("scangate.conversion")
              .description("From the arrival of the fact that changes a colour to its commit")
              .tag("to", colour.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(WAIT)
              .register(registry));
    }
    for (Condition condition : Condition.values()) {
      AtomicLong count = new AtomicLong();
      stuck.put(condition, count);
      Gauge.builder("scangate.stuck.yellow.codes", count, AtomicLong::get)
          .description("Yellow codes that lack one condition only, in the partitions held here")
          .tag("condition", condition.tag())
          .register(registry);
    }
  }

  /** A colour was changed by a fact that arrived so long before the commit. */
  public void converted(Colour to, Duration sinceArrival) {
    Timer timer = conversions.get(to);
    if (timer != null) {
      timer.record(sinceArrival);
    }
  }

  /** So many yellow codes lack nothing but the condition. */
  public void stuck(Map<Condition, Long> codes) {
    stuck.forEach((condition, count) -> count.set(codes.getOrDefault(condition, 0L)));
  }
}
