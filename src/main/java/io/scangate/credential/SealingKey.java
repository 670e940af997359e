package io.scangate.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that all gateways share and under which other keys travel to them through Redis:
 * AES-256-GCM. Immutable; never prints the key.
 *
 * <p>A sealed key is the nonce, 12 random bytes, then ciphertext and tag. What it is and its number
 * are the associated data, so that no sealed key passes for another.
 */
public final class SealingKey {
  /** Bytes of the key. */
  public static final int BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  /**
   * @param secret 32 bytes
   */
  public SealingKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a sealing key has 32 bytes");
    }
    key = new SecretKeySpec(secret, "AES");
  }

  /** Draws a new one. */
  public static SealingKey generate(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new SealingKey(secret);
  }

  /** The secret itself, for storage. */
  public byte[] secret() {
    return key.getEncoded();
  }

  /**
   * Seals the bytes of a key.
   *
   * @param what an epoch's or a year's
   * @param number its epoch or year
   */
  byte[] seal(String what, int number, byte[] secret, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, what, number).doFinal(secret);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /** Opens what {@link #seal} made; empty where it was sealed otherwise. */
  Optional<byte[]> open(String what, int number, byte[] sealed) {
    if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, nonce, what, number)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String what, int number)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    byte[] name = what.getBytes(StandardCharsets.US_ASCII);
    byte[] associated = Arrays.copyOf(name, name.length + Integer.BYTES);
    BigEndian.putInt(associated, name.length, number);
    cipher.updateAAD(associated);
    return cipher;
  }

  @Override
  public String toString() {
    return "SealingKey[***]";
  }
}
