package io.scangate.load;

import java.util.List;

/** How soon all is as usual after an overload. */
final class Recovery {
  /** Half a second as usual is as usual. */
  private static final int IN_A_ROW = 5;

  private static final double LEAST_LIMIT_MILLIS = 10;
  private static final double WELL = 0.97;

  private Recovery() {}

  /**
   * The 99th percentile, in milliseconds, that is still usual: three times that of a usual phase,
   * for the machine has neighbours.
   */
  static double limit(Phase usual) {
    return Math.max(LEAST_LIMIT_MILLIS, 3 * usual.millis(99));
  }

  /** Seconds from the beginning of a phase until all was as usual; infinite where it never was. */
  static double seconds(Tally tally, double limitMillis) {
    List<Tally.Slice> slices = tally.slices();
    int usual = 0;
    for (int i = 0; i < slices.size(); i++) {
      Tally.Slice slice = slices.get(i);
      boolean well =
          slice.of(Fate.GOOD) >= WELL * slice.offered()
              && (slice.offered() == 0 || slice.millis(99) <= limitMillis);
      usual = well ? usual + 1 : 0;
      if (usual == IN_A_ROW) {
        return (i + 1 - IN_A_ROW) * tally.sliceSeconds();
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
