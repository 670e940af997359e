package io.scangate.credential;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) that allocates nothing: the JDK's own makes an array for every result.
 * Confined to its owner.
 */
final class HmacSha256 {
  /** Bytes of a result. */
  static final int BYTES = 32;

  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest sha256;
  private final byte[] inner = new byte[BLOCK];
  private final byte[] outer = new byte[BLOCK];

  /**
   * @param key 1 to 64 bytes
   */
  HmacSha256(byte[] key) {
    if (key.length < 1 || key.length > BLOCK) {
      throw new IllegalArgumentException("a key for HMAC-SHA256 has 1 to 64 bytes here");
    }
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    Arrays.fill(inner, INNER);
    Arrays.fill(outer, OUTER);
    for (int i = 0; i < key.length; i++) {
      inner[i] ^= key[i];
      outer[i] ^= key[i];
    }
  }

  /**
   * Authenticates some bytes.
   *
   * @param out takes the result, 32 bytes from its first on
   */
  void of(byte[] bytes, int from, int to, byte[] out) {
    sha256.update(inner);
    sha256.update(bytes, from, to - from);
    digest(out);
    sha256.update(outer);
    sha256.update(out, 0, BYTES);
    digest(out);
  }

  private void digest(byte[] out) {
    try {
      int written = sha256.digest(out, 0, BYTES);
      assert written == BYTES;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
  }
}
