package io.scangate.serve;

import io.scangate.casework.Deadlines;
import io.scangate.casework.certificates.CertificateRules;
import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.recognition.PeerSettings.Peer;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import io.scangate.health.Division;
import io.scangate.signin.SignInSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the procedures are given, as the section {@code casework} says. Immutable.
 *
 * @param signIn whose tokens people and staff come with; absent where the engine issues them itself
 * @param identityKeys the file of the keys of identities; absent where it stands in the data folder
 * @param certificates when certificates on paper are issued
 * @param recognition with which cities there is mutual recognition
 * @param notices how people are told that their code turned
 * @param deadlines how long people and staff may take
 */
record CaseworkSettings(
    Optional<SignInSettings> signIn,
    Optional<Path> identityKeys,
    CertificateRules certificates,
    PeerSettings recognition,
    NoticeSettings notices,
    Deadlines deadlines) {
  /** What holds where nothing is set. */
  static final CaseworkSettings DEFAULT =
      new CaseworkSettings(
          Optional.empty(),
          Optional.empty(),
          CertificateRules.DEFAULT,
          PeerSettings.NONE,
          NoticeSettings.NONE,
          Deadlines.DEFAULT);

  /**
   * Reads the section.
   *
   * @param identityKeys from the section {@code keys}
   */
  static CaseworkSettings read(Optional<Mapping> section, Optional<Path> identityKeys) {
    return new CaseworkSettings(
        section
            .map(
                map ->
                    map.allowing("sign-in", "certificates", "recognition", "notices", "deadlines"))
            .flatMap(map -> map.optional("sign-in"))
            .map(node -> SignInSettings.read(node.mapping())),
        identityKeys,
        section
            .flatMap(map -> map.optional("certificates"))
            .map(node -> certificates(node.mapping()))
            .orElse(CertificateRules.DEFAULT),
        section
            .flatMap(map -> map.optional("recognition"))
            .map(node -> recognition(node.mapping()))
            .orElse(PeerSettings.NONE),
        section
            .flatMap(map -> map.optional("notices"))
            .map(node -> NoticeSettings.read(node.mapping()))
            .orElse(NoticeSettings.NONE),
        section
            .flatMap(map -> map.optional("deadlines"))
            .map(node -> DeadlineSettings.read(node.mapping()))
            .orElse(Deadlines.DEFAULT));
  }

  private static PeerSettings recognition(Mapping section) {
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

  private static CertificateRules certificates(Mapping section) {
    Mapping map = section.allowing("fever", "test-within", "most-days");
    CertificateRules plain = CertificateRules.DEFAULT;
    return new CertificateRules(
        map.optional("fever").map(node -> degrees(node.scalar())).orElse(plain.fever()),
        map.optional("test-within")
            .map(node -> node.scalar().duration())
            .orElse(plain.testWithin()),
        map.optional("most-days")
            .map(node -> (int) node.scalar().integer(1, CertificateRules.LONGEST))
            .orElse(plain.mostDays()));
  }

  private static BigDecimal degrees(Scalar value) {
    if (!value.text().matches("[34][0-9]([.][0-9])?")) {
      throw value.refuse("degrees Celsius such as \"37.3\"");
    }
    return new BigDecimal(value.text());
  }
}
