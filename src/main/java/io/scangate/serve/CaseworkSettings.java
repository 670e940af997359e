package io.scangate.serve;

import io.scangate.casework.certificates.CertificateRules;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import io.scangate.signin.SignInSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the procedures are given, as the section {@code casework} says. Immutable.
 *
 * @param signIn whose tokens people and staff come with; absent where the engine issues them itself
 * @param identityKeys the file of the keys of identities; absent where it stands in the data folder
 * @param certificates when certificates on paper are issued
 */
record CaseworkSettings(
    Optional<SignInSettings> signIn, Optional<Path> identityKeys, CertificateRules certificates) {
  /** What holds where nothing is set. */
  static final CaseworkSettings DEFAULT =
      new CaseworkSettings(Optional.empty(), Optional.empty(), CertificateRules.DEFAULT);

  /**
   * Reads the section.
   *
   * @param identityKeys from the section {@code keys}
   */
  static CaseworkSettings read(Optional<Mapping> section, Optional<Path> identityKeys) {
    return new CaseworkSettings(
        section
            .map(map -> map.allowing("sign-in", "certificates"))
            .flatMap(map -> map.optional("sign-in"))
            .map(node -> SignInSettings.read(node.mapping())),
        identityKeys,
        section
            .flatMap(map -> map.optional("certificates"))
            .map(node -> certificates(node.mapping()))
            .orElse(CertificateRules.DEFAULT));
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
