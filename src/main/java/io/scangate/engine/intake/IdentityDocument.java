package io.scangate.engine.intake;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A document of a person, its number written in one way only: upper case, without spaces.
 * Immutable.
 *
 * <p>It is kept sealed only and never logged; refusals do not repeat the number.
 */
public record IdentityDocument(DocumentType type, String number) {
  private static final int MOST_SENT = 64;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  /**
   * Takes a number as it was sent.
   *
   * @throws IllegalArgumentException where no such document has it; without the number
   */
  public static IdentityDocument of(DocumentType type, String sent) {
    if (sent.length() > MOST_SENT) {
      throw new IllegalArgumentException("longer than any number of a document");
    }
    String number =
        Normalizer.normalize(sent, Form.NFKC).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    if (type.isChecked()) {
      requireCitizenNumber(number);
    } else if (!number.matches("[0-9A-Z()-]{5,24}")) {
      throw new IllegalArgumentException(
          "not a number of such a document; allowed: 5 to 24 letters and digits");
    }
    return new IdentityDocument(type, number);
  }

  /** GB 11643: division, date of birth, sequence, and a check digit by ISO 7064 MOD 11-2. */
  private static void requireCitizenNumber(String number) {
    if (!number.matches("[1-9][0-9]{16}[0-9X]")) {
      throw new IllegalArgumentException(
          "not a citizen identification number; allowed: 17 digits and a check digit (GB 11643)");
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (number.charAt(i) - '0') * WEIGHTS[i];
    }
    if (CHECKS.charAt(sum % CHECKS.length()) != number.charAt(WEIGHTS.length)) {
      throw new IllegalArgumentException(
          "its check digit is wrong (GB 11643); a digit is mistyped");
    }
    if (!isDate(number.substring(6, 14))) {
      throw new IllegalArgumentException("its digits 7 to 14 are no date of birth (GB 11643)");
    }
  }

  private static boolean isDate(String digits) {
    try {
      var _ = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
      return true;
    } catch (DateTimeException e) {
      // As a cause it would tell the digits.
      return false;
    }
  }

  @Override
  public String toString() {
    return "IdentityDocument[***]";
  }
}
