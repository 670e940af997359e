package io.scangate.credential;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * A person's reference as one block of AES-128, so that two codes of one person cannot be linked by
 * whoever scans them. Confined to its owner.
 *
 * <pre>
 * 0  reference, 8 bytes
 * 8  minute of issue since 1970, 4 bytes, unsigned
 * 12 random, 4 bytes
 * </pre>
 *
 * <p>One block under a key is a permutation: it needs no mode and no nonce, and what is not such a
 * block opens to noise, which the minute tells.
 */
final class Pseudonym {
  /** Bytes of a pseudonym. */
  static final int BYTES = 16;

  private final Cipher cipher;
  private final byte[] block = new byte[BYTES];

  private Pseudonym(int mode, SecretKey key) {
    try {
      cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  /** For making pseudonyms under a key. */
  static Pseudonym sealing(SecretKey key) {
    return new Pseudonym(Cipher.ENCRYPT_MODE, key);
  }

  /** For opening pseudonyms under a key. */
  static Pseudonym opening(SecretKey key) {
    return new Pseudonym(Cipher.DECRYPT_MODE, key);
  }

  /** Writes the pseudonym of a person. */
  void seal(long person, long iat, int random, byte[] out, int at) {
    BigEndian.putLong(block, 0, person);
    BigEndian.putInt(block, 8, (int) (iat / 60));
    BigEndian.putInt(block, 12, random);
    turn(block, 0, out, at);
  }

  /** Opens a pseudonym; {@link #person} is its holder where {@link #isOf} the instant of issue. */
  void open(byte[] bytes, int at) {
    turn(bytes, at, block, 0);
  }

  /** Whether the minute inside is that of an instant. */
  boolean isOf(long iat) {
    return Integer.toUnsignedLong(BigEndian.getInt(block, 8)) == iat / 60;
  }

  /** The reference inside. */
  long person() {
    return BigEndian.getLong(block, 0);
  }

  private void turn(byte[] in, int inAt, byte[] out, int outAt) {
    try {
      int written = cipher.doFinal(in, inAt, BYTES, out, outAt);
      if (written != BYTES) {
        throw new IllegalStateException("a block of AES has 16 bytes, not " + written);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES of one block cannot fail", e);
    }
  }
}
