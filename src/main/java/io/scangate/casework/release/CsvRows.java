package io.scangate.casework.release;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a form as CSV (RFC 4180): UTF-8, with or without a byte order mark, headings first.
 * Confined.
 */
final class CsvRows implements FormRows {
  private static final int END = -1;
  private static final int MARK = '\uFEFF';

  private final Reader in;
  private int number;
  private int ahead;

  private CsvRows(Reader in) {
    this.in = in;
  }

  static CsvRows open(byte[] form) throws MalformedForm {
    CsvRows rows =
        new CsvRows(
            new BufferedReader(
                new InputStreamReader(
                    new ByteArrayInputStream(form),
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))));
    rows.ahead = rows.read();
    if (rows.ahead == MARK) {
      rows.ahead = rows.read();
    }
    if (!rows.record().equals(Column.HEADINGS)) {
      throw new MalformedForm("row 1: the headings are " + String.join(",", Column.HEADINGS));
    }
    return rows;
  }

  @Override
  public Optional<FormRow> next() throws MalformedForm {
    while (ahead != END) {
      FormRow row = new FormRow(number + 1, record());
      if (number > MOST_ROWS + 1) {
        throw new MalformedForm("more than " + MOST_ROWS + " rows; file it in parts");
      }
      if (!row.isBlank()) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private List<String> record() throws MalformedForm {
    number++;
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(ahead == '"' ? quoted() : bare());
      if (cells.size() > MOST_CELLS) {
        throw malformed("more than " + MOST_CELLS + " cells");
      }
      if (ahead != ',') {
        endOfLine();
        return cells;
      }
      ahead = read();
    }
  }

  private void endOfLine() throws MalformedForm {
    if (ahead == '\r') {
      ahead = read();
      if (ahead != '\n') {
        throw malformed("a carriage return without a line feed");
      }
    }
    if (ahead == '\n') {
      ahead = read();
    } else if (ahead != END) {
      throw malformed("something follows a quoted cell");
    }
  }

  private String bare() throws MalformedForm {
    StringBuilder cell = new StringBuilder();
    while (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END) {
      if (ahead == '"') {
        throw malformed("a quote within a cell that does not begin with one");
      }
      add(cell);
    }
    return cell.toString();
  }

  private String quoted() throws MalformedForm {
    StringBuilder cell = new StringBuilder();
    ahead = read();
    while (true) {
      if (ahead == END) {
        throw malformed("a quote is not closed");
      }
      if (ahead == '"') {
        ahead = read();
        if (ahead != '"') {
          return cell.toString();
        }
      }
      add(cell);
    }
  }

  private void add(StringBuilder cell) throws MalformedForm {
    if (cell.length() == MOST_CHARACTERS) {
      throw malformed("a cell of more than " + MOST_CHARACTERS + " characters");
    }
    cell.append((char) ahead);
    ahead = read();
  }

  private int read() throws MalformedForm {
    try {
      return in.read();
    } catch (CharacterCodingException e) {
      throw malformed("it is no UTF-8");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  private MalformedForm malformed(String what) {
    return new MalformedForm("row " + number + ": " + what);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be closed", e);
    }
  }
}
