package io.scangate.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What became of the requests of one phase, in slices of time by the instant at which each was due.
 * Confined to the generator's event loop until the phase is over.
 */
final class Tally {
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

  /** One slice of time. */
  static final class Slice {
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final Histogram latencies = new Histogram(LONGEST, 2);
    private int offered;

    int offered() {
      return offered;
    }

    int of(Fate fate) {
      return fates.getOrDefault(fate, 0);
    }

    /** A latency of answered requests in milliseconds; NaN where none was answered. */
    double millis(double percentile) {
      return latencies.getTotalCount() == 0
          ? Double.NaN
          : latencies.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private final long begun;
  private final long sliceNanos;
  private final List<Slice> slices = new ArrayList<>();
  private final Histogram latencies = new Histogram(LONGEST, 3);
  private final Histogram lags = new Histogram(LONGEST, 3);
  private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
  private final Map<String, Integer> wrong = new LinkedHashMap<>();
  private long offered;
  private long skipped;
  private long repeated;
  private long open;

  Tally(long begun, long sliceNanos) {
    this.begun = begun;
    this.sliceNanos = sliceNanos;
  }

  private Slice slice(long due) {
    int index = Math.max(0, (int) ((due - begun) / sliceNanos));
    while (slices.size() <= index) {
      slices.add(new Slice());
    }
    return slices.get(index);
  }

  /** A request was fired, so long after it was due. */
  void offered(Shot shot, long lag) {
    offered++;
    open++;
    slice(shot.due()).offered++;
    lags.recordValue(Math.min(lag, LONGEST));
  }

  /** Requests were not made, since the generator could not keep up. */
  void skipped(long requests) {
    skipped += requests;
  }

  /** An answer is wrong, and how. */
  void wrong(String how) {
    wrong.merge(how, 1, Integer::sum);
  }

  /** A request is made once more, as scanners are told to. */
  void repeated() {
    repeated++;
  }

  /** A request has ended. */
  void ended(Shot shot, Fate fate, long now) {
    open--;
    fates.merge(fate, 1L, Long::sum);
    Slice slice = slice(shot.due());
    slice.fates.merge(fate, 1, Integer::sum);
    if (fate == Fate.GOOD || fate == Fate.DEGRADED || fate == Fate.WRONG) {
      long latency = Math.clamp(now - shot.due(), 0, LONGEST);
      slice.latencies.recordValue(latency);
      latencies.recordValue(latency);
    }
  }

  /** How many are under way. */
  long open() {
    return open;
  }

  long offered() {
    return offered;
  }

  long skippedRequests() {
    return skipped;
  }

  /** What was wrong, and how often. */
  Map<String, Integer> wrongAnswers() {
    return wrong;
  }

  /** The share of requests whose answer came within a scanner's patience. */
  double shareInTime() {
    long inTime = latencies.getCountBetweenValues(0, Caller.DEADLINE);
    return offered == 0 ? 1 : (double) inTime / offered;
  }

  long repeatedRequests() {
    return repeated;
  }

  long of(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  /** Latencies of all answers, from the instant at which their requests were due. */
  Histogram latencies() {
    return latencies;
  }

  /** How late the generator itself was. */
  Histogram lags() {
    return lags;
  }

  List<Slice> slices() {
    return slices;
  }

  /** How long a slice is, in seconds. */
  double sliceSeconds() {
    return sliceNanos / 1e9;
  }
}
