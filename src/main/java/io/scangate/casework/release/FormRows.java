package io.scangate.casework.release;

import java.util.Optional;

/** The rows of a form, one after the other. Confined. */
interface FormRows extends AutoCloseable {
  /** A form has no more rows; it is to be filed in parts. */
  int MOST_ROWS = 100_000;

  /** A cell has no more characters. */
  int MOST_CHARACTERS = 1_000;

  /** A row has no more cells, broken rows among them. */
  int MOST_CELLS = 32;

  /**
   * The next row that is not blank; empty after the last.
   *
   * @throws MalformedForm where it is no form from here on
   */
  Optional<FormRow> next() throws MalformedForm;

  @Override
  void close();
}
