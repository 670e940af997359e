package io.scangate.casework.release;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Rows that are written in a format. What a spreadsheet would compute is written behind an
 * apostrophe, so that nobody who opens an answer runs what somebody else has sent. Confined.
 */
interface Sheet {
  /** Writes a row under the headings. */
  void row(List<String> cells);

  /** All of it; nothing can be written after. */
  Buffer end();

  /** A cell as it is shown, and never computed. */
  static String shown(String cell) {
    return RowReading.isFormula(cell) ? "'" + cell : cell;
  }
}
