package io.scangate.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what the engine's server answers with a problem, all made at construction. Shared. */
public final class ProblemMeters {
  private static final List<Integer> STATUSES =
      List.of(400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 431, 500, 503);

  private final Map<Integer, Counter> byStatus = new HashMap<>();

  /** Meters in that registry. */
  public ProblemMeters(MeterRegistry registry) {
    for (int status : STATUSES) {
      byStatus.put(
          status,
          Counter.builder(Names.ENGINE_PROBLEMS)
              .description("Requests to the engine answered with a problem")
              .tag("status", Integer.toString(status))
              .register(registry));
    }
  }

  /** A request was answered with a problem; other statuses than those of the page are not told. */
  public void answered(int status) {
    Counter counter = byStatus.get(status);
    if (counter != null) {
      counter.increment();
    }
  }
}
