package io.scangate.credential;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Checks the MACs and opens the pseudonyms of one epoch. Confined to its reader. */
final class EpochCheck {
  private final EpochKeys keys;
  private final Mac mac;
  private final Pseudonym pseudonym;
  private final byte[] computed = new byte[32];

  EpochCheck(EpochKeys keys) {
    this.keys = keys;
    this.mac = mac(keys.mac());
    this.pseudonym = Pseudonym.opening(keys.pseudonym());
  }

  static Mac mac(SecretKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("not a key for HMAC", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  boolean isOf(EpochKeys other) {
    return keys.equals(other);
  }

  Pseudonym pseudonym() {
    return pseudonym;
  }

  /**
   * Whether the tag is that of some bytes. Both are compared as one number, so that the time taken
   * does not tell how many of its bytes are right.
   *
   * @param at where the tag begins in {@code bytes}
   */
  boolean matches(byte[] bytes, int from, int to, int at) {
    mac.update(bytes, from, to - from);
    try {
      mac.doFinal(computed, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 has 32 bytes", e);
    }
    return BigEndian.getLong(computed, 0) == BigEndian.getLong(bytes, at);
  }
}
