package io.scangate.credential;

import io.scangate.health.Division;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;

/** A private key with its public half. Immutable; never prints the key. */
public final class SigningKey {
  private final TrustedKey trusted;
  private final PrivateKey key;

  private SigningKey(TrustedKey trusted, PrivateKey key) {
    this.trusted = trusted;
    this.key = key;
  }

  /** Makes a new key. */
  public static SigningKey generate(
      Division issuer, Algorithm algorithm, Set<KeyUse> uses, Validity validity) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family(algorithm));
      if (algorithm == Algorithm.ES256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      KeyPair pair = generator.generateKeyPair();
      byte[] bytes = PublicKeys.bare(algorithm, pair.getPublic());
      return new SigningKey(
          new TrustedKey(issuer, algorithm, uses, validity, bytes), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes such keys", e);
    }
  }

  /**
   * Takes a key out of storage.
   *
   * @param pkcs8 the private half, as {@link #pkcs8} gave it
   * @throws IllegalArgumentException where it is none, or not that of the public half
   */
  public static SigningKey of(TrustedKey trusted, byte[] pkcs8) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(family(trusted.algorithm()))
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      SigningKey signing = new SigningKey(trusted, key);
      signing.refuseUnlessOnePair();
      return signing;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a private key for " + trusted.algorithm().text(), e);
    }
  }

  private void refuseUnlessOnePair() throws GeneralSecurityException {
    CryptoSuite suite = CryptoSuite.jdk("a private key is tried once");
    byte[] probe = {1};
    byte[] signature = sign(suite, probe, 0, 1);
    Signature check = suite.signature(trusted.algorithm());
    check.initVerify(trusted.key());
    check.update(probe);
    if (!check.verify(signature)) {
      throw new IllegalArgumentException(
          "the private key is not that of the public key " + trusted.kidText());
    }
  }

  /** The public half, with what it is trusted for. */
  public TrustedKey trusted() {
    return trusted;
  }

  /** The private half for storage, as PKCS #8. */
  public byte[] pkcs8() {
    return key.getEncoded();
  }

  byte[] sign(CryptoSuite suite, byte[] bytes, int from, int to) {
    try {
      Signature signature = suite.signature(trusted.algorithm());
      signature.initSign(key);
      signature.update(bytes, from, to - from);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that signed before cannot sign", e);
    }
  }

  private static String family(Algorithm algorithm) {
    return switch (algorithm) {
      case EDDSA -> "Ed25519";
      case ES256 -> "EC";
      case HMAC_256_64 -> throw new IllegalArgumentException("a MAC has no key pair");
    };
  }

  @Override
  public String toString() {
    return "SigningKey[" + trusted + ", ***]";
  }
}
