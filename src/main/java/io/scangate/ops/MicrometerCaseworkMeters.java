package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The meters of the procedures in a Micrometer registry, all made at construction. Shared. */
public final class MicrometerCaseworkMeters implements CaseworkMeters {
  private final Map<String, Map<Result, Counter>> judged = new HashMap<>();

  /**
   * Meters in that registry.
   *
   * @param actions the words of everything that can be done
   */
  public MicrometerCaseworkMeters(MeterRegistry registry, Collection<String> actions) {
    for (String action : actions) {
      Map<Result, Counter> results = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        results.put(
            result,
            Counter.builder(Names.CASEWORK_JUDGED)
                .description("Requests of people and staff, by whether they may")
                .tag("action", action)
                .tag("result", result.tag())
                .register(registry));
      }
      judged.put(action, results);
    }
  }

  @Override
  public void judged(String action, Result result) {
    requireNonNull(requireNonNull(judged.get(action)).get(result)).increment();
  }
}
