package io.scangate.credential;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Checks the MACs and opens the pseudonyms of one epoch. Confined to its reader.
 *
 * <p>Issuers make MACs by the JDK's implementation, readers check them by {@link HmacSha256}.
 */
final class EpochCheck {
  private final EpochKeys keys;
  private final HmacSha256 mac;
  private final Pseudonym pseudonym;
  private final byte[] computed = new byte[HmacSha256.BYTES];

  EpochCheck(EpochKeys keys) {
    this.keys = keys;
    this.mac = new HmacSha256(keys.mac().getEncoded());
    this.pseudonym = Pseudonym.opening(keys.pseudonym());
  }

  /** The JDK's implementation under a key. */
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
    mac.of(bytes, from, to, computed);
    return BigEndian.getLong(computed, 0) == BigEndian.getLong(bytes, at);
  }
}
