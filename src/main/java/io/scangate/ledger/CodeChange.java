package io.scangate.ledger;

import java.util.Optional;

/**
 * A code before and after a transaction. Immutable.
 *
 * @param before empty for the first code of a person
 */
public record CodeChange(Optional<Code> before, Code after) {
  /** Whether gateways are to be told. */
  public boolean shows() {
    return before.isEmpty() || !after.looksLike(before.get());
  }
}
