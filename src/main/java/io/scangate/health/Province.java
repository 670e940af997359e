package io.scangate.health;

/**
 * A province-level division of China. Immutable.
 *
 * @param code the first two digits of its GB/T 2260 code, {@code 11} (Beijing) to {@code 82}
 *     (Macao)
 */
public record Province(String code) {
  public Province {
    if (code.length() != 2 || !Division.isDigits(code) || code.charAt(0) == '0') {
      throw new IllegalArgumentException(
          "a province is the two digits of GB/T 2260, from 11 to 82, not '" + code + "'");
    }
  }
}
