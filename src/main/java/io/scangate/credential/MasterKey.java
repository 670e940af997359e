package io.scangate.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The secret that the keys of all epochs and years follow from, by HKDF-SHA256 (RFC 5869); only the
 * engine holds it. Immutable; never prints the key.
 *
 * <p>A key follows from the master without a salt, with an info of what it is (ASCII) and its
 * number (4 bytes, big-endian); for an epoch also its revision (4 bytes): a withdrawn epoch goes on
 * under new keys of the next revision.
 */
public final class MasterKey {
  /** Bytes of the key. */
  public static final int BYTES = 32;

  private final byte[] secret;

  /**
   * @param secret 32 random bytes
   */
  public MasterKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a master key has 32 bytes");
    }
    this.secret = secret.clone();
  }

  /** Draws a new one. */
  public static MasterKey generate(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new MasterKey(secret);
  }

  /**
   * The keys of dynamic codes of one epoch.
   *
   * @param revision how often the keys of this epoch were withdrawn before
   */
  public EpochKeys epoch(int epoch, int revision) {
    byte[] mac = derive(info("scangate epoch mac", epoch, revision), EpochKeys.MAC_BYTES);
    byte[] keys = Arrays.copyOf(mac, EpochKeys.MAC_BYTES + EpochKeys.PSEUDONYM_BYTES);
    byte[] pseudonym =
        derive(info("scangate epoch pseudonym", epoch, revision), EpochKeys.PSEUDONYM_BYTES);
    System.arraycopy(pseudonym, 0, keys, EpochKeys.MAC_BYTES, pseudonym.length);
    return new EpochKeys(epoch, keys);
  }

  /** The pseudonym key of static codes issued in one year. */
  public YearKey year(int year) {
    return new YearKey(year, derive(info("scangate year pseudonym", year), YearKey.BYTES));
  }

  /** The secret itself, for storage. */
  public byte[] secret() {
    return secret.clone();
  }

  private byte[] derive(byte[] info, int length) {
    return hkdf(secret, new byte[0], info, length);
  }

  /** HKDF-SHA256: extract, then expand. */
  static byte[] hkdf(byte[] input, byte[] salt, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(input).addSalt(salt).thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 25 on has HKDF-SHA256", e);
    }
  }

  private static byte[] info(String what, int... numbers) {
    byte[] name = what.getBytes(StandardCharsets.US_ASCII);
    byte[] info = Arrays.copyOf(name, name.length + Integer.BYTES * numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      BigEndian.putInt(info, name.length + Integer.BYTES * i, numbers[i]);
    }
    return info;
  }

  @Override
  public String toString() {
    return "MasterKey[***]";
  }
}
