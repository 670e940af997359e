package io.scangate.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.engine.intake.SourceIssuer;
import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What sources sign in with at the embedded issuer, as a file of mode 0600 and in {@code
 * demo.json}:
 *
 * <pre>
 * {intake, token, sources: [{client, kind, secret}]}
 * </pre>
 *
 * <p>{@code intake} is where facts are sent, {@code token} where a token is fetched.
 */
final class SourcesFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SourcesFile() {}

  /** Puts the file into the place of the one before; there is none where another issues tokens. */
  static void write(Path file, EngineDesk.Opened desk) throws IOException {
    if (!desk.clients().isEmpty()) {
      ObjectNode json = JSON.createObjectNode();
      put(desk, json);
      PrivateFiles.write(file, JSON.writeValueAsBytes(json));
    }
  }

  static void put(EngineDesk.Opened desk, ObjectNode json) {
    json.put("intake", desk.url() + "/v1/facts");
    json.put("token", desk.url() + "/oauth2/token");
    ArrayNode sources = json.putArray("sources");
    for (SourceIssuer.Client client : desk.clients()) {
      sources
          .addObject()
          .put("client", client.id())
          .put("kind", client.kind())
          .put("secret", client.secret().reveal());
    }
  }
}
