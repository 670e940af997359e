package io.scangate.credential;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of the pseudonyms in the static codes that were issued in one year of UTC. Immutable;
 * never prints the key.
 */
public final class YearKey {
  /** Bytes of the key. */
  public static final int BYTES = 16;

  private final int year;
  private final byte[] secret;

  /**
   * @param year as in 2022
   * @param secret 16 bytes
   */
  public YearKey(int year, byte[] secret) {
    if (year < 1970 || year > 9999 || secret.length != BYTES) {
      throw new IllegalArgumentException("a year from 1970 to 9999 has a key of 16 bytes");
    }
    this.year = year;
    this.secret = secret.clone();
  }

  /** The year, in UTC, that an instant lies in. */
  public static int yearOf(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC).getYear();
  }

  /** The year. */
  public int year() {
    return year;
  }

  SecretKey pseudonym() {
    return new SecretKeySpec(secret, "AES");
  }

  byte[] secret() {
    return secret.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof YearKey that
            && year == that.year
            && MessageDigest.isEqual(secret, that.secret));
  }

  @Override
  public int hashCode() {
    return 31 * year + Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "YearKey[year=" + year + ", ***]";
  }
}
