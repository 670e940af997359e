package io.scangate.casework.release;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which format a form comes, and its rejected rows go back. */
enum FormFormat {
  JSON("application/json") {
    @Override
    FormRows open(byte[] form) throws MalformedForm {
      return JsonRows.open(form);
    }

    @Override
    Sheet sheet(List<String> before) {
      return new JsonSheet(before);
    }
  },
  CSV("text/csv") {
    @Override
    FormRows open(byte[] form) throws MalformedForm {
      return CsvRows.open(form);
    }

    @Override
    Sheet sheet(List<String> before) {
      return new CsvSheet(before);
    }
  },
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
    @Override
    FormRows open(byte[] form) throws MalformedForm {
      return SheetRows.open(form);
    }

    @Override
    Sheet sheet(List<String> before) {
      return new XlsxSheet(before);
    }
  };

  private static final byte[] PACKED = {'P', 'K', 3, 4};
  private static final int LOOKED_AT = 512;

  private final String type;

  FormFormat(String type) {
    this.type = type;
  }

  /** The word in parameters, answers and names of files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its media type. */
  String type() {
    return type;
  }

  /** Opens a form; it stands at its first row. */
  abstract FormRows open(byte[] form) throws MalformedForm;

  /**
   * An empty sheet to write rows to.
   *
   * @param before headings that stand before those of a form
   */
  abstract Sheet sheet(List<String> before);

  /** The format of a word. */
  static FormFormat of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The format that some bytes are of, whatever their sender calls them. */
  static Optional<FormFormat> of(Buffer bytes) {
    byte[] begin = bytes.getBytes(0, Math.min(bytes.length(), LOOKED_AT));
    if (Arrays.equals(Arrays.copyOf(begin, PACKED.length), PACKED)) {
      return Optional.of(XLSX);
    }
    String text = new String(begin, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    if (text.startsWith("{")) {
      return Optional.of(JSON);
    }
    return text.startsWith(Column.NAME.heading() + ",") ? Optional.of(CSV) : Optional.empty();
  }
}
