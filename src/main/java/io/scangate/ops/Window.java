package io.scangate.ops;

import io.scangate.ops.Exposition.Sample;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * What happened between two looks at some processes: rates, quantiles and the newest gauges.
 * Immutable. A counter that is lower than before belongs to a process that was started again, and
 * counts from nothing.
 */
public record Window(List<Interval> intervals) {
  /**
   * One process.
   *
   * @param seconds between the two looks
   */
  public record Interval(Exposition before, Exposition after, double seconds) {}

  /** Any series. */
  public static final Predicate<Sample> ANY = sample -> true;

  /** The series that have this value of a label. */
  public static Predicate<Sample> where(String label, String value) {
    return sample -> sample.has(label, value);
  }

  /** By how much counters rose a second, all processes together; empty where nobody has one. */
  public OptionalDouble rate(String counter, Predicate<Sample> series) {
    double rate = 0;
    boolean known = false;
    for (Interval interval : intervals) {
      Map<Map<String, String>, Double> before = new HashMap<>();
      interval.before().of(counter).forEach(sample -> before.put(sample.labels(), sample.value()));
      for (Sample sample : interval.after().of(counter)) {
        if (series.test(sample)) {
          known = true;
          rate +=
              rise(before.getOrDefault(sample.labels(), 0.0), sample.value()) / interval.seconds();
        }
      }
    }
    return known ? OptionalDouble.of(rate) : OptionalDouble.empty();
  }

  private static double rise(double before, double after) {
    return after >= before ? after - before : after;
  }

  /**
   * A quantile of what histograms counted meanwhile, all processes together; between the bounds of
   * a bucket values are taken as evenly spread. Empty where nothing was counted.
   */
  public OptionalDouble quantile(String histogram, double quantile, Predicate<Sample> series) {
    TreeMap<Double, Double> cumulated = new TreeMap<>();
    for (Interval interval : intervals) {
      Map<Map<String, String>, Double> before = new HashMap<>();
      String buckets = histogram + "_bucket";
      interval.before().of(buckets).forEach(sample -> before.put(sample.labels(), sample.value()));
      for (Sample sample : interval.after().of(buckets)) {
        String bound = sample.labels().get("le");
        if (bound != null && series.test(sample)) {
          double rise = rise(before.getOrDefault(sample.labels(), 0.0), sample.value());
          cumulated.merge(bound(bound), rise, Double::sum);
        }
      }
    }
    double total = cumulated.isEmpty() ? 0 : cumulated.lastEntry().getValue();
    if (total == 0) {
      return OptionalDouble.empty();
    }
    double rank = quantile * total;
    double lower = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : cumulated.entrySet()) {
      double within = bucket.getValue();
      if (within >= rank && within > below) {
        double upper = bucket.getKey();
        return OptionalDouble.of(
            Double.isInfinite(upper)
                ? lower
                : lower + (upper - lower) * (rank - below) / (within - below));
      }
      lower = bucket.getKey();
      below = within;
    }
    return OptionalDouble.of(lower);
  }

  private static double bound(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** All series of a gauge together; empty where nobody has one. */
  public OptionalDouble sum(String gauge, Predicate<Sample> series) {
    List<Sample> now = now(gauge, series);
    return now.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(now.stream().mapToDouble(Sample::value).sum());
  }

  /** The highest series of a gauge; empty where nobody has one. */
  public OptionalDouble highest(String gauge, Predicate<Sample> series) {
    return values(gauge, series).max();
  }

  /** The lowest series of a gauge; empty where nobody has one. */
  public OptionalDouble lowest(String gauge, Predicate<Sample> series) {
    return values(gauge, series).min();
  }

  private DoubleStream values(String gauge, Predicate<Sample> series) {
    return now(gauge, series).stream().mapToDouble(Sample::value).filter(Double::isFinite);
  }

  private List<Sample> now(String gauge, Predicate<Sample> series) {
    return intervals.stream()
        .flatMap(interval -> interval.after().of(gauge).stream())
        .filter(series)
        .toList();
  }

  /** The values that a label has anywhere, in their order. */
  public List<String> values(String metric, String label) {
    return intervals.stream()
        .flatMap(interval -> interval.after().of(metric).stream())
        .map(sample -> sample.labels().get(label))
        .filter(value -> value != null)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
