package io.scangate.verdict;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A list as lines of fields: UTF-8, a first line that names the format, then one line an entry, its
 * fields parted by a tab; every line ends with a line feed. Immutable.
 *
 * <p>Lists travel inside a signature and are never written by hand; lines keep them small, quick to
 * read for a hundred thousand entries, and legible to whoever has to find out what was published.
 */
final class ListLines {
  private ListLines() {}

  /** The bytes of a list. */
  static byte[] write(String format, List<String> lines) {
    StringBuilder text = new StringBuilder(format).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One line of fields. */
  static String line(String... fields) {
    for (String field : fields) {
      if (field.chars().anyMatch(c -> c < ' ')) {
        throw new IllegalArgumentException("a field of a list has no control characters");
      }
    }
    return String.join("\t", fields);
  }

  /**
   * Reads a list; what the reader of a line throws is told with the number of the line.
   *
   * @param fields how many fields each line has
   */
  static void read(String format, byte[] bytes, int fields, Consumer<String[]> reader) {
    String text = text(format, bytes);
    if (!text.endsWith("\n")) {
      throw new ListException(format + ": the last line does not end");
    }
    Iterator<String> lines = text.lines().iterator();
    if (!lines.next().equals(format)) {
      throw new ListException(format + ": the first line is another");
    }
    for (int number = 2; lines.hasNext(); number++) {
      String[] parts = lines.next().split("\t", -1);
      try {
        if (parts.length != fields) {
          throw new IllegalArgumentException(parts.length + " fields and not " + fields);
        }
        reader.accept(parts);
      } catch (IllegalArgumentException e) {
        throw new ListException(format + ", line " + number + ": " + e.getMessage(), e);
      }
    }
  }

  private static String text(String format, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ListException(format + ": not UTF-8", e);
    }
  }
}
