package io.scangate.ops;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;

/**
 * How often which latency was seen, in buckets from a microsecond up. One event loop writes, any
 * thread reads.
 *
 * <p>With a single writer a count needs no atomic add: an opaque store is one plain move, and no
 * count is lost.
 */
final class Latencies {
  /** Upper bounds in nanoseconds; the last bucket has none. */
  private static final long[] BOUNDS = {
    1_000,
    2_000,
    3_000,
    5_000,
    7_500,
    10_000,
    15_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    250_000_000,
    1_000_000_000,
    5_000_000_000L
  };

  private static final double[] BOUNDS_SECONDS = seconds();
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  /** A cell for each bucket, then one for the sum of all latencies in nanoseconds. */
  private final long[] cells = new long[BOUNDS.length + 2];

  void record(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
      bucket++;
    }
    add(bucket, 1);
    add(cells.length - 1, nanos);
  }

  private void add(int cell, long amount) {
    CELL.setOpaque(cells, cell, (long) CELL.getOpaque(cells, cell) + amount);
  }

  /** What all of them have seen together. */
  static HistogramDataPointSnapshot together(Labels labels, Collection<Latencies> all) {
    long[] counts = new long[BOUNDS_SECONDS.length];
    long nanos = 0;
    for (Latencies one : all) {
      for (int bucket = 0; bucket < counts.length; bucket++) {
        counts[bucket] += (long) CELL.getOpaque(one.cells, bucket);
      }
      nanos += (long) CELL.getOpaque(one.cells, counts.length);
    }
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_SECONDS, counts))
        .sum(nanos / 1e9)
        .build();
  }

  private static double[] seconds() {
    double[] seconds = new double[BOUNDS.length + 1];
    for (int i = 0; i < BOUNDS.length; i++) {
      seconds[i] = BOUNDS[i] / 1e9;
    }
    seconds[BOUNDS.length] = Double.POSITIVE_INFINITY;
    return seconds;
  }
}
