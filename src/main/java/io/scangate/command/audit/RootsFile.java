package io.scangate.command.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.serve.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads roots that were given out: one answer of {@code GET /v1/roots} or several, one after
 * another. Only the signed bytes are used; what stands beside them proves nothing.
 */
final class RootsFile {
  private static final int PAGE = 500;

  private RootsFile() {}

  /**
   * Reads a file as it goes.
   *
   * @throws StartException where it cannot be read
   */
  static void read(Path file, Consumer<List<byte[]>> pages) {
    List<byte[]> page = new ArrayList<>();
    boolean found = false;
    try (JsonParser json = new ObjectMapper().createParser(file.toFile())) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_ARRAY && "roots".equals(json.currentName())) {
          found = true;
          while (json.nextToken() == JsonToken.START_OBJECT) {
            JsonNode root = json.readValueAsTree();
            page.add(Base64.getUrlDecoder().decode(root.path("signed").asText()));
            if (page.size() == PAGE) {
              pages.accept(page);
              page.clear();
            }
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(file + ": not what GET /v1/roots answers: " + e.getMessage(), e);
    }
    if (!found) {
      throw new StartException(file + ": not what GET /v1/roots answers: there are no roots");
    }
    if (!page.isEmpty()) {
      pages.accept(page);
    }
  }
}
