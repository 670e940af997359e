package io.scangate.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * An area at risk: a fact about everybody who lives there while it lasts. Immutable.
 *
 * @param content the fact, of kind 6 or 7 of {@link FactFormat}
 * @param origin who designates; its division, of 6, 9 or 12 digits, is the area
 * @param since from when on it is at risk
 * @param until when that ends; empty where nobody knows yet
 */
public record Designation(Content content, Origin origin, Instant since, Optional<Instant> until) {
  private static final int AREA = 6;
  private static final int SPECIAL_AREA = 7;
  private static final int DISTRICT_DIGITS = 6;

  public Designation {
    if (content.kind() != AREA && content.kind() != SPECIAL_AREA) {
      throw new IllegalArgumentException(
          "a designation is about an area, not about " + FactFormat.name(content.kind()));
    }
    if (origin.division().code().length() < DISTRICT_DIGITS) {
      throw new IllegalArgumentException(
          "a designation is of a district or less, not of " + origin.division().code());
    }
    since = Micros.floor(since);
    until = until.map(Micros::floor);
    if (until.isPresent() && !until.get().isAfter(since)) {
      throw new IllegalArgumentException("a designation ends after it begins");
    }
  }

  /** As the column {@code level} has it. */
  String level() {
    return content.detail().orElse("special");
  }

  /** SHA-256 of everything but the key: the same designation sent again has the same. */
  byte[] digest() {
    Digester digester =
        new Digester()
            .put(content.kind())
            .put(content.detail())
            .put(content.instant().map(Micros::of).orElse(Long.MIN_VALUE))
            .put(Micros.of(since))
            .put(until.map(Micros::of).orElse(Long.MIN_VALUE));
    return ChainFormat.origin(digester, origin).sha256();
  }
}
