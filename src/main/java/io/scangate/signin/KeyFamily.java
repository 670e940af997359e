package io.scangate.signin;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of keys that are taken, each with the algorithms it is for: a token never chooses how
 * its key is used (RFC 8725, section 3.1).
 */
enum KeyFamily {
  RSA,
  P256,
  ED25519;

  Set<JWSAlgorithm> algorithms() {
    return switch (this) {
      case RSA -> Set.of(JWSAlgorithm.RS256);
      case P256 -> Set.of(JWSAlgorithm.ES256);
      // RFC 8037 named its algorithm for the family, RFC 9864 for the curve.
      case ED25519 -> Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
    };
  }

  /** The family that an algorithm is of; empty for one that is not taken. */
  static Optional<KeyFamily> of(JWSAlgorithm algorithm) {
    for (KeyFamily family : values()) {
      if (family.algorithms().contains(algorithm)) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }
}
