package io.scangate.credential;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Public keys between their bare bytes and what the JDK takes: 32 bytes for Ed25519 (RFC 8032), the
 * 65 of an uncompressed point for P-256 (SEC 1). {@code SubjectPublicKeyInfo} is those bytes after
 * a constant beginning.
 */
final class PublicKeys {
  static final int ED25519_BYTES = 32;
  static final int P256_BYTES = 65;
  static final int COORDINATE_BYTES = 32;

  private static final byte UNCOMPRESSED = 4;
  private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] P256_SPKI =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  private PublicKeys() {}

  /**
   * Reads the bare bytes of a key.
   *
   * @throws IllegalArgumentException where they are no key of this algorithm
   */
  static PublicKey read(Algorithm algorithm, byte[] bytes) {
    return switch (algorithm) {
      case EDDSA -> {
        refuseUnless(bytes.length == ED25519_BYTES, "an Ed25519 key has 32 bytes");
        yield decode("Ed25519", ED25519_SPKI, bytes);
      }
      case ES256 -> {
        refuseUnless(
            bytes.length == P256_BYTES && bytes[0] == UNCOMPRESSED,
            "a P-256 key is an uncompressed point of 65 bytes");
        refuseUnless(isOnCurve(bytes), "the point does not lie on P-256");
        yield decode("EC", P256_SPKI, bytes);
      }
      case HMAC_256_64 -> throw new IllegalArgumentException("a MAC has no public key");
    };
  }

  /** The bare bytes of a key. */
  static byte[] bare(Algorithm algorithm, PublicKey key) {
    byte[] encoded = key.getEncoded();
    int length = algorithm == Algorithm.EDDSA ? ED25519_BYTES : P256_BYTES;
    return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
  }

  /** The first 8 bytes of the SHA-256 of a key's bare bytes. */
  static long kid(byte[] bytes) {
    try {
      return BigEndian.getLong(MessageDigest.getInstance("SHA-256").digest(bytes), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** y² = x³ - 3x + b, modulo p. */
  private static boolean isOnCurve(byte[] point) {
    BigInteger x = new BigInteger(1, point, 1, COORDINATE_BYTES);
    BigInteger y = new BigInteger(1, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
    BigInteger right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(P);
    return x.compareTo(P) < 0 && y.compareTo(P) < 0 && y.multiply(y).mod(P).equals(right);
  }

  private static PublicKey decode(String algorithm, byte[] beginning, byte[] bytes) {
    byte[] encoded = Arrays.copyOf(beginning, beginning.length + bytes.length);
    System.arraycopy(bytes, 0, encoded, beginning.length, bytes.length);
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key for " + algorithm, e);
    }
  }

  private static void refuseUnless(boolean sound, String rule) {
    if (!sound) {
      throw new IllegalArgumentException(rule);
    }
  }
}
