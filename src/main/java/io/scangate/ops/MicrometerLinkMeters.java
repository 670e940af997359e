package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The meters of the links with Redis in a Micrometer registry, all made at construction. Shared.
 */
public final class MicrometerLinkMeters implements LinkMeters {
  /** Bounds of a round trip, from a local one up to the deadline of a miss and beyond. */
  private static final Duration[] ROUND_TRIP =
      IntStream.of(
              10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000,
              250_000, 1_000_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000L))
          .toArray(Duration[]::new);

  private final Timer roundTrips;
  private final DistributionSummary commands;
  private final Counter deadlineMisses;
  private final Counter turnedAway;
  private final Counter connects;
  private final Counter connectFailures;
  private final Map<Loss, Counter> losses = new EnumMap<>(Loss.class);

  /**
   * Meters in that registry.
   *
   * @param link what the links are for, such as {@code cache} or {@code scan-log}
   */
  public MicrometerLinkMeters(MeterRegistry registry, String link) {
    roundTrips =
        Timer.builder("scangate.redis.round.trip")
            .description("From sending a batch to Redis to its last reply")
            .tag("link", link)
            .serviceLevelObjectives(ROUND_TRIP)
            .register(registry);
    commands =
        DistributionSummary.builder("scangate.redis.batch.commands")
            .description("Commands sent to Redis in one write")
            .tag("link", link)
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024)
            .register(registry);
    deadlineMisses =
        counter(registry, link, "deadline.misses", "Commands without an answer by their deadline");
    turnedAway =
        counter(registry, link, "turned.away", "Commands not sent: Redis away, or too many");
    connects = counter(registry, link, "connects", "Connections to Redis that were made");
    connectFailures =
        counter(registry, link, "connect.failures", "Attempts to connect to Redis that failed");
    for (Loss why : Loss.values()) {
      losses.put(
          why,
          Counter.builder("scangate.redis.losses")
              .description("Connections to Redis that ended")
              .tag("link", link)
              .tag("reason", why.tag())
              .register(registry));
    }
  }

  private static Counter counter(
      MeterRegistry registry, String link, String name, String description) {
    return Counter.builder("scangate.redis." + name)
        .description(description)
        .tag("link", link)
        .register(registry);
  }

  @Override
  public void roundTrip(int sent, long nanos) {
    roundTrips.record(nanos, TimeUnit.NANOSECONDS);
    commands.record(sent);
  }

  @Override
  public void deadlineMissed(int missed) {
    deadlineMisses.increment(missed);
  }

  @Override
  public void turnedAway(int refused) {
    turnedAway.increment(refused);
  }

  @Override
  public void connected() {
    connects.increment();
  }

  @Override
  public void lost(Loss why) {
    requireNonNull(losses.get(why)).increment();
  }

  @Override
  public void connectFailed() {
    connectFailures.increment();
  }
}
