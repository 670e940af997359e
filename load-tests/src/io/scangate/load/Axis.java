package io.scangate.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An axis of a plot, from its least value to its greatest. Immutable. */
record Axis(double from, double to, boolean isLogarithmic) {
  private static final int TICKS = 6;

  /** One on which equal distances are equal differences. */
  static Axis linear(double from, double to) {
    return new Axis(from, to > from ? to : from + 1, false);
  }

  /** One on which equal distances are equal ratios, in whole powers of ten. */
  static Axis logarithmic(double from, double to) {
    double low = Math.pow(10, Math.floor(Math.log10(from)));
    double high = Math.pow(10, Math.ceil(Math.log10(to)));
    return new Axis(low, high > low ? high : low * 10, true);
  }

  /** Where a value stands, from 0 to 1. */
  double share(double value) {
    return isLogarithmic
        ? Math.log10(value / from) / Math.log10(to / from)
        : (value - from) / (to - from);
  }

  /** The values that are written beside it. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (isLogarithmic) {
      for (double tick = from; tick <= to * 1.001; tick *= 10) {
        ticks.add(tick);
      }
      return ticks;
    }
    double rough = (to - from) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : 2);
    for (double tick = Math.ceil(from / step) * step; tick <= to * 1.0001; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** A value as people write it. */
  static String text(double value) {
    double size = Math.abs(value);
    return size >= 10_000
        ? String.format(Locale.ROOT, "%.4gk", value / 1_000).replaceAll("\\.?0+k$", "k")
        : String.format(Locale.ROOT, size >= 10 ? "%.0f" : size >= 1 ? "%.1f" : "%.3g", value);
  }
}
