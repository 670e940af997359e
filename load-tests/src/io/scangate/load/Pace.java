package io.scangate.load;

/** How many requests a second are made, as time goes by. Immutable. */
@FunctionalInterface
interface Pace {
  /**
   * The rate at an instant.
   *
   * @param seconds since the phase began
   */
  double at(double seconds);

  /** The same rate all the time. */
  static Pace steady(double rate) {
    return seconds -> rate;
  }

  /** Rises evenly from one rate to another within so many seconds, and stays there. */
  static Pace ramp(double from, double to, double within) {
    return seconds -> from + (to - from) * Math.min(1, seconds / within);
  }

  /** How many requests that makes in all, about. */
  default int requests(double length) {
    double sum = 0;
    for (double at = 0; at < length; at += 0.1) {
      sum += at(at) * 0.1;
    }
    return (int) Math.ceil(sum);
  }
}
