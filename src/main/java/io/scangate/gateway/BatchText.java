package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of a batch: as text a code a line, the line ends LF or CRLF and the last one as
 * you like; as JSON {@code {"codes":["...",...]}}.
 */
final class BatchText {
  private static final JsonFactory JSON = new JsonFactory();

  private BatchText() {}

  /**
   * The codes of a batch, of too many only one too many; null where the body is not the JSON
   * expected.
   */
  static @Nullable List<byte[]> codes(BodyType type, Buffer body) {
    byte[] bytes = body.getBytes();
    return switch (type) {
      case TEXT -> lines(bytes);
      case JSON -> json(bytes);
    };
  }

  /** A CR before the LF is left to whoever scans the code. */
  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> codes = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < bytes.length && codes.size() <= BatchHandler.MOST_CODES; at++) {
      if (bytes[at] == '\n' || at == bytes.length - 1) {
        codes.add(Arrays.copyOfRange(bytes, from, at + 1));
        from = at + 1;
      }
    }
    return codes;
  }

  private static @Nullable List<byte[]> json(byte[] bytes) {
    List<byte[]> codes = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || !"codes".equals(parser.nextFieldName())
          || parser.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        codes.add(parser.getText().getBytes(UTF_8));
        if (codes.size() > BatchHandler.MOST_CODES) {
          return codes;
        }
      }
      boolean whole =
          parser.currentToken() == JsonToken.END_ARRAY
              && parser.nextToken() == JsonToken.END_OBJECT
              && parser.nextToken() == null;
      return whole ? codes : null;
    } catch (IOException e) {
      return null;
    }
  }
}
