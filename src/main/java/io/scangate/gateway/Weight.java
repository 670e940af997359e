package io.scangate.gateway;

/** The weight of a choice in headers such as {@code Accept} (RFC 9110, section 12.4.2). */
final class Weight {
  private static final int WHOLE = 1_000;

  private Weight() {}

  /** A parameter {@code q=} in thousandths; one that cannot be read counts as none. */
  static int of(String parameter) {
    if (!parameter.startsWith("q=")) {
      return 0;
    }
    try {
      double weight = Double.parseDouble(parameter.substring(2));
      return weight >= 0 && weight <= 1 ? (int) Math.round(weight * WHOLE) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
