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

  static Content of(int kind, String detail) {
    return new Content(kind, Optional.of(detail), Optional.empty());
  }
}
