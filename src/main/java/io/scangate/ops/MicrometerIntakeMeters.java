package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/** The meters of the intake in a Micrometer registry, all made at construction. Shared. */
public final class MicrometerIntakeMeters implements IntakeMeters {
  private static final Duration[] COMMIT =
      IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<String, Map<Outcome, Counter>> rows = new HashMap<>();
  private final Map<String, Counter> held = new HashMap<>();
  private final Map<Outcome, Counter> designations = new EnumMap<>(Outcome.class);
  private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);
  private final Timer commit;

  /**
   * Meters in that registry.
   *
   * @param kinds the kinds of sources
   */
  public MicrometerIntakeMeters(MeterRegistry registry, Collection<String> kinds) {
    this.registry = registry;
    for (String kind : kinds) {
      Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        outcomes.put(
            outcome,
            Counter.builder(Names.INTAKE_ROWS)
                .description("Rows that sources sent")
                .tag("kind", kind)
                .tag("outcome", outcome.tag())
                .register(registry));
      }
      rows.put(kind, outcomes);
      held.put(
          kind,
          Counter.builder(Names.INTAKE_HELD)
              .description("Severe facts held beyond the quota of their source")
              .tag("kind", kind)
              .register(registry));
    }
    for (Outcome outcome : Outcome.values()) {
      designations.put(
          outcome,
          Counter.builder(Names.INTAKE_DESIGNATIONS)
              .description("Designations that sources sent")
              .tag("outcome", outcome.tag())
              .register(registry));
    }
    for (Reason reason : Reason.values()) {
      refused.put(
          reason,
          Counter.builder(Names.INTAKE_REFUSED)
              .description("Rows and designations that were refused")
              .tag("reason", reason.tag())
              .register(registry));
    }
    commit =
        Timer.builder(Names.INTAKE_COMMIT)
            .description("From the arrival of rows to their commit")
            .serviceLevelObjectives(COMMIT)
            .register(registry);
  }

  @Override
  public void rows(String kind, Outcome outcome, int count) {
    requireNonNull(requireNonNull(rows.get(kind)).get(outcome)).increment(count);
  }

  @Override
  public void designation(Outcome outcome) {
    requireNonNull(designations.get(outcome)).increment();
  }

  @Override
  public void refused(Reason reason) {
    requireNonNull(refused.get(reason)).increment();
  }

  @Override
  public void held(String kind, int facts) {
    requireNonNull(held.get(kind)).increment(facts);
  }

  @Override
  public void committed(long nanos) {
    commit.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void watchWaiting(DoubleSupplier waiting) {
    Gauge.builder(Names.INTAKE_WAITING, waiting, DoubleSupplier::getAsDouble)
        .description("Requests of sources that are being worked on")
        .strongReference(true)
        .register(registry);
  }
}
