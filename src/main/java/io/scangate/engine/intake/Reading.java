package io.scangate.engine.intake;

import java.util.Optional;

/** What came of reading a row. Immutable. */
sealed interface Reading {
  /** Which row of its request it is, from 1. */
  long position();

  /** A row that can be brought to the ledger. */
  record Sound(long position, Draft draft) implements Reading {}

  /**
   * A row that cannot.
   *
   * @param key where it could be read
   */
  record Refused(long position, Optional<String> key, Refusal refusal) implements Reading {}
}
