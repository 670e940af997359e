package io.scangate.command.ops;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** How a number is shown to people: in the unit that keeps it short. */
enum Quantity {
  COUNT {
    @Override
    String text(double value) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
  },
  PER_SECOND {
    @Override
    String text(double value) {
      return String.format(Locale.ROOT, value < 10 ? "%.1f/s" : "%,.0f/s", value);
    }
  },
  SHARE {
    @Override
    String text(double value) {
      return String.format(Locale.ROOT, "%.1f %%", value * 100);
    }
  },
  BYTES {
    @Override
    String text(double value) {
      return scaled(value, 1024, "B", "KiB", "MiB", "GiB");
    }
  },
  SECONDS {
    @Override
    String text(double value) {
      double magnitude = Math.abs(value);
      if (magnitude < 1) {
        return scaled(value * 1e6, 1000, "us", "ms");
      }
      if (magnitude < 120) {
        return String.format(Locale.ROOT, "%.1f s", value);
      }
      Duration whole = Duration.ofSeconds((long) value);
      return whole.compareTo(Duration.ofHours(2)) < 0
          ? whole.toMinutes() + " min"
          : whole.compareTo(Duration.ofDays(3)) < 0
              ? whole.toHours() + " h"
              : whole.toDays() + " d";
    }
  };

  abstract String text(double value);

  /** A dash where there is nothing to tell. */
  String text(OptionalDouble value) {
    return value.isEmpty() ? "-" : text(value.getAsDouble());
  }

  private static String scaled(double value, double step, String... units) {
    int unit = 0;
    double scaled = value;
    while (Math.abs(scaled) >= step && unit < units.length - 1) {
      scaled /= step;
      unit++;
    }
    String form = Math.abs(scaled) < 10 && scaled != 0 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, form, scaled, units[unit]);
  }
}
