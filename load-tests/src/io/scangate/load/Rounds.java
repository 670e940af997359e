package io.scangate.load;

import java.util.List;

/** What several rounds of the same have in common. */
final class Rounds {
  private Rounds() {}

  /** The middle one; of an even number the lower of both in the middle. */
  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() - 1) / 2);
  }
}
