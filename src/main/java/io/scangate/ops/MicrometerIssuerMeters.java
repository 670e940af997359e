package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The embedded issuer's meters in a Micrometer registry, made at construction. Shared. */
public final class MicrometerIssuerMeters implements IssuerMeters {
  private final Map<Result, Counter> results = new EnumMap<>(Result.class);

  /** Meters in that registry. */
  public MicrometerIssuerMeters(MeterRegistry registry) {
    for (Result result : Result.values()) {
      results.put(
          result,
          Counter.builder("scangate.token.requests")
              .description("Requests for a token at the embedded issuer")
              .tag("result", result.tag())
              .register(registry));
    }
  }

  @Override
  public void answered(Result result) {
    requireNonNull(results.get(result)).increment();
  }
}
