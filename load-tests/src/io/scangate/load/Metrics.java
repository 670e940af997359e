package io.scangate.load;

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

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
