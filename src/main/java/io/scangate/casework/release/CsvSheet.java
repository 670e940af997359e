package io.scangate.casework.release;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows as CSV (RFC 4180), every cell quoted, behind a byte order mark: without one, spreadsheets
 * take UTF-8 for something else. Confined.
 */
final class CsvSheet implements Sheet {
  private final Buffer all = Buffer.buffer("\uFEFF");

  CsvSheet(List<String> before) {
    // Bare, as the reader of a form wants them.
    all.appendString(
        Stream.concat(before.stream(), Column.HEADINGS.stream()).collect(Collectors.joining(",")));
    all.appendString("\r\n");
  }

  @Override
  public void row(List<String> cells) {
    all.appendString(
        cells.stream()
            .map(cell -> '"' + Sheet.shown(cell).replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(",", "", "\r\n")));
  }

  @Override
  public Buffer end() {
    return all;
  }
}
