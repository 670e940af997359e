package io.scangate.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.casework.who.StaffAccounts;
import io.scangate.engine.intake.SourceIssuer;
import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What sources and staff sign in with at the embedded issuer, as a file of mode 0600 and in {@code
 * demo.json}:
 *
 * <pre>
 * {intake, casework, token, sources: [{client, kind, secret}],
 *  staff: [{client, role, division, secret}]}
 * </pre>
 *
 * <p>{@code intake} is where facts are sent, {@code casework} what the addresses of the procedures
 * begin with, {@code token} where a token is fetched.
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
    json.put("casework", desk.url() + "/v1");
    json.put("token", desk.url() + "/oauth2/token");
    ArrayNode sources = json.putArray("sources");
    for (SourceIssuer.Client client : desk.clients()) {
      sources
          .addObject()
          .put("client", client.id())
          .put("kind", client.kind())
          .put("secret", client.secret().reveal());
    }
    ArrayNode staff = json.putArray("staff");
    for (StaffAccounts.Client client : desk.staff()) {
      ObjectNode entry = staff.addObject().put("client", client.id());
      entry.put("role", client.role().word());
      client.division().ifPresent(division -> entry.put("division", division.code()));
      entry.put("secret", client.secret().reveal());
    }
  }
}
