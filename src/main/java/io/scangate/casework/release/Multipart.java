package io.scangate.casework.release;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code multipart/form-data} (RFC 7578), taken apart. What a part says of its type and
 * the name of its file says nothing of it, so both are unused; a name that is a path is refused.
 * Confined to one call.
 */
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data\\s*;\\s*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?");
  private static final Pattern DISPOSITION =
      Pattern.compile("form-data; *name=\"([a-z]+)\"(?:; *filename=\"([^\"]*)\")?");
  private static final int MOST_HEADER = 2_048;

  private final byte[] body;
  private final byte[] delimiter;
  private int at;

  private Multipart(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The parts by their names.
   *
   * @param type the media type with its parameters, as it was sent
   * @param names of the parts that must be there, each once, and no other
   * @throws MalformedForm where it is otherwise
   */
  static Map<String, Buffer> parts(String type, Buffer body, Set<String> names)
      throws MalformedForm {
    Matcher boundary = BOUNDARY.matcher(type.strip());
    if (!boundary.matches()) {
      throw new MalformedForm("the content type names no boundary");
    }
    Map<String, Buffer> parts = new Multipart(body.getBytes(), boundary.group(1)).parts(names);
    if (!parts.keySet().equals(names)) {
      throw new MalformedForm("these parts are wanted: " + String.join(", ", names));
    }
    return parts;
  }

  private Map<String, Buffer> parts(Set<String> names) throws MalformedForm {
    Map<String, Buffer> parts = new HashMap<>();
    // The first delimiter stands without the line's end before it.
    if (!matches(delimiter, 2, 0)) {
      throw new MalformedForm("the body does not begin with its boundary");
    }
    at = delimiter.length - 2;
    while (!text(at, 2).equals("--")) {
      if (!text(at, 2).equals("\r\n")) {
        throw new MalformedForm("a boundary does not end its line");
      }
      at += 2;
      String name = header();
      int end = find();
      if (!names.contains(name)
          || parts.put(name, Buffer.buffer(end - at).appendBytes(body, at, end - at)) != null) {
        throw new MalformedForm("a part that is not wanted, or twice: " + name);
      }
      at = end + delimiter.length;
    }
    return parts;
  }

  /** The name of the part that begins here. */
  private String header() throws MalformedForm {
    String head = text(at, MOST_HEADER);
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new MalformedForm("a part has no head, or one of more than " + MOST_HEADER + " bytes");
    }
    at += end + 4;
    String name = "";
    for (String line : head.substring(0, end).split("\r\n", -1)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-disposition:")) {
        Matcher disposition =
            DISPOSITION.matcher(line.substring("content-disposition:".length()).strip());
        if (!disposition.matches()) {
          throw new MalformedForm("a part is not named as form data are");
        }
        name = disposition.group(1);
        requirePlain(disposition.group(2));
      } else if (!lower.startsWith("content-type:")) {
        throw new MalformedForm("a part says more of itself than its name and type");
      }
    }
    return name;
  }

  private static void requirePlain(@Nullable String file) throws MalformedForm {
    if (file != null
        && (file.length() > 255 || file.contains("..") || file.matches(".*[/\\\\\\p{Cntrl}].*"))) {
      throw new MalformedForm("the name of a file is a path");
    }
  }

  private int find() throws MalformedForm {
    for (int start = at; start <= body.length - delimiter.length; start++) {
      if (matches(delimiter, 0, start)) {
        return start;
      }
    }
    throw new MalformedForm("a part does not end");
  }

  private boolean matches(byte[] what, int from, int start) {
    if (start + what.length - from > body.length) {
      return false;
    }
    for (int i = from; i < what.length; i++) {
      if (body[start + i - from] != what[i]) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int most) {
    int length = Math.min(most, body.length - from);
    return length <= 0 ? "" : new String(body, from, length, StandardCharsets.ISO_8859_1);
  }
}
