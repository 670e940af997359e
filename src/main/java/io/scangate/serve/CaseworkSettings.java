package io.scangate.serve;

import io.scangate.casework.Deadlines;
import io.scangate.casework.certificates.CertificateRules;
import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.transfer.TransferSettings;
import io.scangate.config.Mapping;
import io.scangate.signin.SignInSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the procedures are given, as the section {@code casework} says. Immutable.
 *
 * @param signIn whose tokens people and staff come with; absent where the engine issues them itself
 * @param identityKeys the file of the keys of identities; absent where it stands in the data folder
 * @param certificates when certificates on paper are issued
 * @param recognition with which cities there is mutual recognition
 * @param notices how people are told that their code turned
 * @param deadlines how long people and staff may take
 * @param transfers how what districts hand over comes to the municipality
 */
record CaseworkSettings(
    Optional<SignInSettings> signIn,
    Optional<Path> identityKeys,
    CertificateRules certificates,
    PeerSettings recognition,
    NoticeSettings notices,
    Deadlines deadlines,
    TransferSettings transfers) {
  /** What holds where nothing is set. */
  static final CaseworkSettings DEFAULT =
      new CaseworkSettings(
          Optional.empty(),
          Optional.empty(),
          CertificateRules.DEFAULT,
          PeerSettings.NONE,
          NoticeSettings.NONE,
          Deadlines.DEFAULT,
          TransferSettings.DEFAULT);

  /**
   * Reads the section.
   *
   * @param identityKeys from the section {@code keys}
   */
  static CaseworkSettings read(Optional<Mapping> section, Optional<Path> identityKeys) {
    Optional<Mapping> casework =
        section.map(
            map ->
                map.allowing(
                    "sign-in", "certificates", "recognition", "notices", "deadlines", "transfer"));
    return new CaseworkSettings(
        casework
            .flatMap(map -> map.optional("sign-in"))
            .map(node -> SignInSettings.read(node.mapping())),
        identityKeys,
        section(casework, "certificates", CertificateSettings::read, CertificateRules.DEFAULT),
        section(casework, "recognition", RecognitionSettings::read, PeerSettings.NONE),
        section(casework, "notices", NoticeSettings::read, NoticeSettings.NONE),
        section(casework, "deadlines", DeadlineSettings::read, Deadlines.DEFAULT),
        section(casework, "transfer", TransferSettings::read, TransferSettings.DEFAULT));
  }

  private static <T> T section(
      Optional<Mapping> casework, String name, Function<Mapping, T> reader, T unset) {
    return casework
        .flatMap(map -> map.optional(name))
        .map(node -> reader.apply(node.mapping()))
        .orElse(unset);
  }
}
