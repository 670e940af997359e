package io.scangate.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.demo.Door;
import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file {@code demo.json}, by which people and scripts find their way in the demo city:
 *
 * <pre>
 * {gateway, management, intake, casework, token, sources: [{client, kind, secret}],
 *  staff: [{client, role, division, secret}],
 *  checkpoints: [{id, kind, key}],
 *  people: [{name, person, colour, code, holder}]}
 * </pre>
 *
 * <p>It holds device keys, holder tokens and the secrets of sources and staff, so its mode is 0600.
 */
final class DemoFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private DemoFile() {}

  /** Puts the file into the place of the one before, all or nothing. */
  static void write(
      Path file,
      String gateway,
      String management,
      EngineDesk.Opened desk,
      List<Door> doors,
      List<DemoCity.Shown> people)
      throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("gateway", gateway);
    json.put("management", management);
    SourcesFile.put(desk, json);
    ArrayNode checkpoints = json.putArray("checkpoints");
    for (Door door : doors) {
      checkpoints.addObject().put("id", door.id()).put("kind", door.kind()).put("key", door.key());
    }
    ArrayNode shown = json.putArray("people");
    for (DemoCity.Shown person : people) {
      shown
          .addObject()
          .put("name", person.name())
          .put("person", person.person().text())
          .put("colour", person.colour().name())
          .put("code", person.code())
          .put("holder", person.holder());
    }
    PrivateFiles.write(file, JSON.writeValueAsBytes(json));
  }
}
