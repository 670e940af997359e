package io.scangate.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A public key of an issuer, ready to check signatures. Immutable, shared. */
final class VerificationKey {
  private static final int LEAST_RSA_BITS = 2048;

  /** A larger key, or a larger exponent, is a way to make every check dear. */
  private static final int MOST_RSA_BITS = 4096;

  private static final int MOST_EXPONENT_BITS = 32;

  private final String kid;
  private final KeyFamily family;
  private final String thumbprint;
  private final JWSVerifier verifier;

  private VerificationKey(String kid, KeyFamily family, String thumbprint, JWSVerifier verifier) {
    this.kid = kid;
    this.family = family;
    this.thumbprint = thumbprint;
    this.verifier = verifier;
  }

  /**
   * A key as its issuer published it; empty where it is not one for us: without a name, for
   * encryption, secret, weak, or of a kind that is not taken.
   */
  static Optional<VerificationKey> of(JWK jwk, Optional<Provider> provider) {
    KeyFamily family = familyOf(jwk);
    if (family == null
        || jwk.getKeyID() == null
        || jwk.getKeyID().isEmpty()
        || !isForSignatures(jwk)
        || (jwk.getAlgorithm() != null && !family.algorithms().contains(jwk.getAlgorithm()))) {
      return Optional.empty();
    }
    try {
      JWSVerifier verifier = verifier(jwk);
      provider.ifPresent(chosen -> verifier.getJCAContext().setProvider(chosen));
      String thumbprint = jwk.computeThumbprint().toString();
      return Optional.of(new VerificationKey(jwk.getKeyID(), family, thumbprint, verifier));
    } catch (JOSEException e) {
      return Optional.empty();
    }
  }

  private static @Nullable KeyFamily familyOf(JWK jwk) {
    return switch (jwk) {
      case RSAKey rsa when isStrong(rsa) -> KeyFamily.RSA;
      case ECKey ec when Curve.P_256.equals(ec.getCurve()) -> KeyFamily.P256;
      case OctetKeyPair pair when Curve.Ed25519.equals(pair.getCurve()) -> KeyFamily.ED25519;
      default -> null;
    };
  }

  private static boolean isStrong(RSAKey key) {
    int bits = key.getModulus().decodeToBigInteger().bitLength();
    BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
    return bits >= LEAST_RSA_BITS
        && bits <= MOST_RSA_BITS
        && exponent.testBit(0)
        && exponent.compareTo(BigInteger.ONE) > 0
        && exponent.bitLength() <= MOST_EXPONENT_BITS;
  }

  private static boolean isForSignatures(JWK jwk) {
    return (jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse()))
        && (jwk.getKeyOperations() == null
            || jwk.getKeyOperations().contains(KeyOperation.VERIFY)
            || jwk.getKeyOperations().contains(KeyOperation.SIGN));
  }

  private static JWSVerifier verifier(JWK jwk) throws JOSEException {
    return switch (jwk) {
      case RSAKey rsa -> new RSASSAVerifier(rsa.toRSAPublicKey());
      case ECKey ec -> new ECDSAVerifier(ec.toECPublicKey());
      case OctetKeyPair pair -> new EdDsaVerifier(pair);
      default -> throw new JOSEException("no such key is taken");
    };
  }

  String kid() {
    return kid;
  }

  KeyFamily family() {
    return family;
  }

  /** What the key is by its numbers (RFC 7638), whatever it is called. */
  String thumbprint() {
    return thumbprint;
  }

  /** Whether a token was signed with this key, in a way that it is for. */
  boolean signed(JWSObject token) {
    JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
    if (!family.algorithms().contains(algorithm)) {
      return false;
    }
    try {
      return verifier.verify(token.getHeader(), token.getSigningInput(), token.getSignature());
    } catch (JOSEException e) {
      // Numbers out of range: no signature of this key.
      return false;
    }
  }
}
