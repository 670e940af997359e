package io.scangate.verdict;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a device key, by which a gateway knows the device without holding its key.
 * Immutable.
 *
 * @param first the first eight bytes, big-endian, and so on
 */
public record KeyHash(long first, long second, long third, long fourth) {
  /** How long a device key is. */
  public static final int KEY_BYTES = 32;

  /** How long a hash is. */
  public static final int BYTES = 32;

  /** The hash of a key. */
  public static KeyHash ofKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a device key has " + KEY_BYTES + " bytes");
    }
    try {
      return ofBytes(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The hash that these bytes are. */
  public static KeyHash ofBytes(byte[] hash) {
    if (hash.length != BYTES) {
      throw new IllegalArgumentException("the hash of a device key has " + BYTES + " bytes");
    }
    ByteBuffer words = ByteBuffer.wrap(hash);
    return new KeyHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
  }

  /** The hash as its 32 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(first)
        .putLong(second)
        .putLong(third)
        .putLong(fourth)
        .array();
  }

  /** Its first bits: they are random already. */
  @Override
  public int hashCode() {
    return (int) first;
  }
}
