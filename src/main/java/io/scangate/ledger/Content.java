package io.scangate.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What a row of the table {@code fact} says happened, as {@link FactFormat} lays it out. Immutable.
 *
 * @param kind the wire number of the kind
 * @param detail the words of the kind
 * @param instant the further instant of the kind
 */
public record Content(int kind, Optional<String> detail, Optional<Instant> instant) {
  static Content of(int kind) {
    return new Content(kind, Optional.empty(), Optional.empty());
  }

  /**
   * Whether it can make a colour more severe, so that its document, its place and its time must be
   * named. The constraint {@code evidence} of the table says the same.
   */
  public boolean isSevere() {
    return switch (kind) {
      case 2 -> !detail.equals(Optional.of("ruled-out"));
      case 4, 5, 6, 7, 8 -> true;
      case 11 -> detail.equals(Optional.of("positive"));
      case 13 -> !detail.orElse("").endsWith(":GREEN");
      default -> false;
    };
  }

  static Content of(int kind, String detail) {
    return new Content(kind, Optional.of(detail), Optional.empty());
  }
}
