package io.scangate.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The parts of {@link ScanBench} in one process, turn by turn in short rounds, with the bytes that
 * each allocates: what neighbours do to the machine in a second, they do to all parts alike, so
 * that the medians compare where JMH's means do not.
 */
public final class ScanCosts {
  private static final int ROUNDS = 101;
  private static final int WARM_UP = 40;
  private static final int SAMPLES = 1_000_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Keeps results alive. */
  private static volatile Object sink = "";

  private static final class Part {
    private final Callable<?> work;
    private final int calls;
    private final double[] nanos = new double[ROUNDS];
    private final double[] bytes = new double[ROUNDS];

    Part(int calls, Callable<?> work) {
      this.work = work;
      this.calls = calls;
    }

    void measure(int round) throws Exception {
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      long begun = System.nanoTime();
      Object last = "";
      for (int i = 0; i < calls; i++) {
        last = work.call();
      }
      nanos[round] = (double) (System.nanoTime() - begun) / calls;
      bytes[round] = (double) (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / calls;
      sink = last;
    }
  }

  private ScanCosts() {}

  /** Measures, and prints a line for each part. */
  public static void main(String[] args) throws Exception {
    ScanBench bench = new ScanBench();
    bench.prepare();
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("scan", new Part(2_000, bench::scan));
    parts.put("- read", new Part(2_000, bench::read));
    parts.put("  - decode", new Part(2_000, bench::decode));
    parts.put("- look up", new Part(2_000, bench::lookUp));
    parts.put("- judge", new Part(2_000, bench::judge));
    parts.put("bare hmac", new Part(2_000, bench::hmac));
    parts.put("remembered signature", new Part(2_000, bench::remembered));
    parts.put("first sight", new Part(200, bench::firstSight));
    parts.put("bare ed25519", new Part(200, bench::ed25519));
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Part part : parts.values()) {
        part.measure(Math.max(round, 0));
      }
    }
    System.out.printf("%-22s %10s %10s%n", "median of " + ROUNDS, "ns", "bytes");
    parts.forEach(
        (name, part) ->
            System.out.printf(
                "%-22s %10.0f %10.1f%n", name, median(part.nanos), median(part.bytes)));
    double sight = median(parts.get("first sight").nanos) / median(parts.get("bare ed25519").nanos);
    System.out.printf("first sight / bare ed25519: %.2f%n", sight);
    percentiles(bench);
    System.out.println("(the last result was a " + sink.getClass().getSimpleName() + ")");
    bench.close();
    System.exit(0);
  }

  private static void percentiles(ScanBench bench) {
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long begun = System.nanoTime();
      sink = bench.scan();
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "scan, %d samples: p50 %d ns, p99 %d ns, p99.9 %d ns%n",
        SAMPLES, nanos[SAMPLES / 2], nanos[SAMPLES / 100 * 99], nanos[SAMPLES / 1000 * 999]);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
