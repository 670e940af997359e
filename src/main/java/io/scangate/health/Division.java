package io.scangate.health;

/**
 * An administrative division by its code: GB/T 2260 down to the district, GB/T 10114 and the
 * statistical codes below. Immutable.
 *
 * @param code its significant digits: 2 (province), 4 (city), 6 (district), 9 (town or street) or
 *     12 (village or community)
 */
public record Division(String code) {
  public Division {
    boolean length =
        switch (code.length()) {
          case 2, 4, 6, 9, 12 -> true;
          default -> false;
        };
    if (!length || !isDigits(code) || code.charAt(0) == '0') {
      throw new IllegalArgumentException(
          "a division has 2, 4, 6, 9 or 12 digits (GB/T 2260), not '" + code + "'");
    }
  }

  /** The province that this division lies in. */
  public Province province() {
    return new Province(code.substring(0, 2));
  }

  /** Whether the other division is this one or lies in it. */
  public boolean covers(Division other) {
    return other.code.startsWith(code);
  }

  static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
