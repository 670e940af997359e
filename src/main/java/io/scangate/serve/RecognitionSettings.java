package io.scangate.serve;

import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.recognition.PeerSettings.Peer;
import io.scangate.config.Mapping;
import io.scangate.health.Division;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads with which cities there is mutual recognition: the section {@code casework.recognition}.
 */
final class RecognitionSettings {
  private RecognitionSettings() {}

  /** Reads the section. */
  static PeerSettings read(Mapping section) {
    Mapping map = section.allowing("refresh", "cities");
    Map<Division, Peer> peers = new HashMap<>();
    map.optional("cities")
        .ifPresent(
            cities ->
                cities
                    .mapping()
                    .entries()
                    .forEach((code, node) -> put(peers, code, node.mapping())));
    return new PeerSettings(
        peers,
        map.optional("refresh")
            .map(node -> node.scalar().duration())
            .orElse(PeerSettings.NONE.refresh()));
  }

  private static void put(Map<Division, Peer> peers, String code, Mapping section) {
    if (!code.matches("[1-9][0-9]{3}")) {
      throw section.place().refuse("another city is named by its four digits, as in \"3101\"");
    }
    Mapping map = section.allowing("url", "trust");
    Optional<Path> trust = map.optional("trust").map(node -> Path.of(node.scalar().word()));
    peers.put(new Division(code), map.scalar("url").as(text -> new Peer(URI.create(text), trust)));
  }
}
