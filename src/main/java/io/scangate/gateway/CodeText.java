package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the text of a code in the body of a request. */
final class CodeText {
  private static final JsonFactory JSON = new JsonFactory();

  private CodeText() {}

  /** The text in {@code {"code":"..."}}; null where the body is anything else. */
  static byte @Nullable [] inJson(byte[] body, int length) {
    try (JsonParser parser = JSON.createParser(body, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || !"code".equals(parser.nextFieldName())
          || parser.nextToken() != JsonToken.VALUE_STRING) {
        return null;
      }
      byte[] text = parser.getText().getBytes(UTF_8);
      boolean whole = parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
      return whole ? text : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** How long the text is without one CR, LF or CRLF at its end. A space is a Base45 character. */
  static int withoutLineEnd(byte[] text, int length) {
    int end = length;
    if (end > 0 && text[end - 1] == '\n') {
      end--;
    }
    if (end > 0 && text[end - 1] == '\r') {
      end--;
    }
    return end;
  }
}
