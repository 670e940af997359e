package io.scangate.load;

import io.scangate.ops.Exposition;
import io.scangate.ops.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at the gateways and their Redis once a second, as operators do: metrics, memory, CPU time.
 * Shared; it works on a thread of its own.
 */
final class Watch implements AutoCloseable {
  /**
   * What one look saw; what could not be seen is left out.
   *
   * @param seconds since the test began
   */
  record Sample(double seconds, Map<String, Double> values) {}

  private final long begun;
  private final Supplier<List<GatewayProcess>> gateways;
  private final Supplier<Long> redis;
  private final List<Sample> samples = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins to look.
   *
   * @param begun when the test began, on the monotonic clock
   */
  Watch(long begun, Supplier<List<GatewayProcess>> gateways, Supplier<Long> redis) {
    this.begun = begun;
    this.gateways = gateways;
    this.redis = redis;
    this.thread = Thread.ofPlatform().name("watch").daemon().start(this::look);
  }

  private void look() {
    try {
      while (!over.await(1, TimeUnit.SECONDS)) {
        Sample sample = new Sample((System.nanoTime() - begun) / 1e9, see());
        synchronized (samples) {
          samples.add(sample);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Double> see() throws InterruptedException {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, "redis.memory", Machine.mebibytes(redis.get()));
    for (GatewayProcess gateway : gateways.get()) {
      String name = gateway.name();
      put(values, name + ".memory", Machine.mebibytes(gateway.pid()));
      put(values, name + ".cpu", Machine.cpuSeconds(gateway.pid()));
      put(values, name + ".spool", gateway.spoolMebibytes());
      try {
        put(values, name, Exposition.parse(gateway.metrics()));
      } catch (IOException e) {
        // It is down, or too busy to tell: the sample has a gap there.
      }
    }
    return values;
  }

  private static void put(Map<String, Double> values, String name, double value) {
    if (!Double.isNaN(value)) {
      values.put(name, value);
    }
  }

  private static void put(Map<String, Double> values, String gateway, Exposition told) {
    told.of("scangate_feed_age_seconds")
        .forEach(age -> values.merge(gateway + ".age", age.value(), Math::max));
    sums(values, gateway + ".verdicts.", told, Names.VERDICTS, "verdict");
    sums(values, gateway + ".basis.", told, Names.VERDICTS, "basis");
    sums(values, gateway + ".shed.", told, Names.SHED, "reason");
    sums(values, gateway + ".lookups.", told, "scangate_cache_lookups_total", "result");
    told.of("scangate_scan_log_dropped_records_total")
        .forEach(dropped -> values.put(gateway + ".dropped-records", dropped.value()));
  }

  /** Sums by a label; a basis that is none tells nothing. */
  private static void sums(
      Map<String, Double> values, String name, Exposition told, String metric, String label) {
    for (Exposition.Sample sample : told.of(metric)) {
      String word = sample.labels().getOrDefault(label, "none");
      if (!word.equals("none")) {
        var _ = values.merge(name + word, sample.value(), Double::sum);
      }
    }
  }

  /** What was seen so far. */
  List<Sample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
