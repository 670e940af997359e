package io.scangate.casework.release;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a form as it came. Immutable; prints nothing of it.
 *
 * @param number as the program shows it that the form was made with: headings are row 1
 * @param cells in the order of {@link Column}; more or fewer where the row is broken
 */
record FormRow(int number, List<String> cells) {
  FormRow {
    cells = List.copyOf(cells);
  }

  String cell(Column column) {
    return cells.get(column.place());
  }

  boolean isBlank() {
    return cells.stream().allMatch(String::isBlank);
  }

  /** As it is sealed. */
  Buffer plain() {
    return new JsonArray(cells).toBuffer();
  }

  /** Reads what {@link #plain} wrote. */
  static FormRow of(int number, Buffer plain) {
    List<String> cells = new ArrayList<>();
    plain.toJsonArray().forEach(cell -> cells.add(cell.toString()));
    return new FormRow(number, cells);
  }

  @Override
  public String toString() {
    return "FormRow[" + number + ", ***]";
  }
}
