package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** The meters of one kind of callers in a Micrometer registry, made at construction. Shared. */
public final class MicrometerSignInMeters implements SignInMeters {
  private final MeterRegistry registry;
  private final String callers;
  private final Map<Result, Counter> results = new EnumMap<>(Result.class);
  private final Map<Refresh, Counter> refreshes = new EnumMap<>(Refresh.class);

  /**
   * Meters in that registry.
   *
   * @param callers who is checked, such as {@code sources}, {@code staff} or {@code holders}
   */
  public MicrometerSignInMeters(MeterRegistry registry, String callers) {
    this.registry = registry;
    this.callers = callers;
    for (Result result : Result.values()) {
      results.put(
          result,
          Counter.builder("scangate.sign.in.checks")
              .description("Checks of who is calling")
              .tag("callers", callers)
              .tag("result", result.tag())
              .register(registry));
    }
    for (Refresh outcome : Refresh.values()) {
      refreshes.put(
          outcome,
          Counter.builder("scangate.sign.in.key.refreshes")
              .description("Attempts to read an issuer's keys")
              .tag("callers", callers)
              .tag("outcome", outcome.tag())
              .register(registry));
    }
  }

  @Override
  public void checked(Result result) {
    requireNonNull(results.get(result)).increment();
  }

  @Override
  public void refreshed(Refresh outcome) {
    requireNonNull(refreshes.get(outcome)).increment();
  }

  @Override
  public void watchKeys(DoubleSupplier age, DoubleSupplier held) {
    TimeGauge.builder("scangate.sign.in.keys.age", age::getAsDouble, TimeUnit.SECONDS)
        .description("Since an issuer's keys were last read")
        .tag("callers", callers)
        .strongReference(true)
        .register(registry);
    Gauge.builder("scangate.sign.in.keys", held::getAsDouble)
        .description("Keys of an issuer that are held")
        .tag("callers", callers)
        .strongReference(true)
        .register(registry);
  }
}
