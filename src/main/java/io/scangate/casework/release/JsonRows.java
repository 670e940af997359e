package io.scangate.casework.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The rows of a form as JSON: {@code {"rows": [{"name": "…", …}]}}. Confined. */
final class JsonRows implements FormRows {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(MOST_CHARACTERS)
                  .maxNameLength(MOST_CHARACTERS)
                  .build())
          .build();

  private final JsonParser parser;
  private int row;

  private JsonRows(JsonParser parser) {
    this.parser = parser;
  }

  static JsonRows open(byte[] form) throws MalformedForm {
    try {
      JsonRows rows = new JsonRows(FACTORY.createParser(form));
      if (rows.parser.nextToken() != JsonToken.START_OBJECT
          || !"rows".equals(rows.parser.nextFieldName())
          || rows.parser.nextToken() != JsonToken.START_ARRAY) {
        throw new MalformedForm("an object with the one key 'rows' is wanted, and a list under it");
      }
      return rows;
    } catch (IOException e) {
      throw new MalformedForm("it is no JSON");
    }
  }

  @Override
  public Optional<FormRow> next() throws MalformedForm {
    try {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
          throw new MalformedForm("something follows the rows");
        }
        return Optional.empty();
      }
      row++;
      if (token != JsonToken.START_OBJECT) {
        throw new MalformedForm("row " + row + ": an object is wanted");
      }
      if (row > MOST_ROWS) {
        throw new MalformedForm("more than " + MOST_ROWS + " rows; file it in parts");
      }
      return Optional.of(new FormRow(row, cells()));
    } catch (IOException e) {
      // As a cause it would tell the text.
      throw new MalformedForm("row " + Math.max(row, 1) + ": it is no JSON");
    }
  }

  private List<String> cells() throws IOException, MalformedForm {
    List<String> cells = new ArrayList<>(Collections.nCopies(Column.HEADINGS.size(), ""));
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      int column = Column.HEADINGS.indexOf(key);
      if (column < 0) {
        throw new MalformedForm("row " + row + ": a key that is none of " + Column.HEADINGS);
      }
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new MalformedForm(
            "row " + row + ": " + Column.HEADINGS.get(column) + " is no string");
      }
      cells.set(column, parser.getText());
    }
    return cells;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be closed", e);
    }
  }
}
