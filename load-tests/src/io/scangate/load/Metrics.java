package io.scangate.load;

import java.util.Map;
import java.util.TreeMap;

/** A page of metrics as Prometheus reads it. Immutable. */
public record Metrics(String page) {
  /** The sum of all samples whose name, labels included, begins like that. */
  public double sum(String beginning) {
    return page.lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(Metrics::value)
        .sum();
  }

  /** The sum of all samples of a name that have a label. */
  public double sum(String beginning, String label) {
    return page.lines()
        .filter(line -> line.startsWith(beginning) && line.contains(label))
        .mapToDouble(Metrics::value)
        .sum();
  }

  /** The largest of all samples whose name begins like that. */
  public double max(String beginning) {
    return page.lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(Metrics::value)
        .max()
        .orElse(0);
  }

  /**
   * The bound within which a share of what a histogram saw since an earlier page lies.
   *
   * @return seconds; infinite beyond the last bound, not a number where nothing was seen
   */
  double within(Metrics earlier, String histogram, double share) {
    TreeMap<Double, Double> buckets = buckets(histogram);
    earlier.buckets(histogram).forEach((bound, count) -> buckets.merge(bound, -count, Double::sum));
    double all = buckets.isEmpty() ? 0 : buckets.lastEntry().getValue();
    return buckets.entrySet().stream()
        .filter(bucket -> all > 0 && bucket.getValue() >= share * all)
        .mapToDouble(Map.Entry::getKey)
        .findFirst()
        .orElse(Double.NaN);
  }

  private TreeMap<Double, Double> buckets(String histogram) {
    TreeMap<Double, Double> buckets = new TreeMap<>();
    page.lines()
        .filter(line -> line.startsWith(histogram + "_bucket{"))
        .forEach(line -> buckets.merge(bound(line), value(line), Double::sum));
    return buckets;
  }

  private static double bound(String line) {
    int from = line.indexOf("le=\"") + 4;
    String bound = line.substring(from, line.indexOf('"', from));
    return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
