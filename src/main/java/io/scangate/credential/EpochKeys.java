package io.scangate.credential;

import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keys of the dynamic codes of one epoch. Immutable; never prints the keys. */
public final class EpochKeys {
  /** Bytes of the key that codes are authenticated with. */
  public static final int MAC_BYTES = 32;

  /** Bytes of the key that pseudonyms are made with. */
  public static final int PSEUDONYM_BYTES = 16;

  private final int epoch;
  private final byte[] secret;

  /**
   * @param epoch its number, not negative
   * @param secret the 32 bytes of the MAC key, then the 16 of the pseudonym key
   */
  public EpochKeys(int epoch, byte[] secret) {
    if (epoch < 0 || secret.length != MAC_BYTES + PSEUDONYM_BYTES) {
      throw new IllegalArgumentException("an epoch has a number from 0 and 48 bytes of keys");
    }
    this.epoch = epoch;
    this.secret = secret.clone();
  }

  /** The number of the epoch. */
  public int epoch() {
    return epoch;
  }

  SecretKey mac() {
    return new SecretKeySpec(secret, 0, MAC_BYTES, "HmacSHA256");
  }

  SecretKey pseudonym() {
    return new SecretKeySpec(secret, MAC_BYTES, PSEUDONYM_BYTES, "AES");
  }

  byte[] secret() {
    return secret.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof EpochKeys that
            && epoch == that.epoch
            && MessageDigest.isEqual(secret, that.secret));
  }

  @Override
  public int hashCode() {
    return 31 * epoch + Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "EpochKeys[epoch=" + epoch + ", ***]";
  }
}
