package io.scangate.load;

import io.scangate.engine.intake.DocumentType;
import io.scangate.engine.intake.IdentityDocument;
import io.scangate.engine.intake.Pepper;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Lookup;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The people of a city of any size, each following from a number: nobody is kept. Their documents
 * have valid numbers that no authority gave out in this order. Immutable.
 */
final class Townsfolk {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1940, 1, 1);
  private static final int BIRTHDAYS = 29_000;
  private static final int DISTRICTS = 6;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  private final long seed;
  private final int size;

  Townsfolk(long seed, int size) {
    this.seed = seed;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** The reference; a bijection of the number, so no two have the same. */
  PersonRef person(int number) {
    long mixed = seed + (number + 1L) * GOLDEN;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return new PersonRef(mixed ^ (mixed >>> 31));
  }

  /** The number of the identity card: district, birthday, sequence, check digit (GB 11643). */
  String card(int number) {
    LocalDate born = FIRST_BIRTHDAY.plusDays(number / DISTRICTS % BIRTHDAYS);
    String digits =
        district(number)
            + born.format(DateTimeFormatter.BASIC_ISO_DATE)
            + String.format(Locale.ROOT, "%03d", number / DISTRICTS / BIRTHDAYS);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return digits + CHECKS.charAt(sum % CHECKS.length());
  }

  /** By what the ledger finds somebody. */
  Lookup lookup(int number, Pepper pepper) {
    return pepper.lookup(IdentityDocument.of(DocumentType.RESIDENT_IDENTITY_CARD, card(number)));
  }

  /** Where somebody lives: 12 digits. */
  Division community(int number) {
    return new Division(
        district(number)
            + String.format(Locale.ROOT, "%03d%03d", number / DISTRICTS % 20, number % 30));
  }

  private static String district(int number) {
    return "44030" + (3 + number % DISTRICTS);
  }
}
