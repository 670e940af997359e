package io.scangate.ledger.cases;

import io.scangate.health.PersonRef;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A row of a list. Immutable; prints nothing of it.
 *
 * @param number as the program shows it that the form was made with
 * @param person whom it is about, where that is known
 * @param rejection why nobody is released by it
 * @param sealed what stands in it
 */
public record ReleaseRow(
    int number, Optional<PersonRef> person, Optional<Rejection> rejection, Buffer sealed) {
  /**
   * Why nobody is released by a row.
   *
   * @param reason a word
   * @param detail in words, nothing personal among them
   */
  public record Rejection(String reason, String detail) {}

  @Override
  public String toString() {
    return "ReleaseRow[" + number + ", ***]";
  }
}
