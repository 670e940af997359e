package io.scangate.casework.identity;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM: a random nonce of 12 bytes, the ciphertext, a tag of 16 bytes. Stateless. */
final class AesGcm {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private AesGcm() {}

  static byte[] seal(SecretKey key, byte[] about, byte[] plain, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, about, plain);
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException where it was sealed under another key, about something else, or
   *     changed since
   */
  static byte[] open(SecretKey key, byte[] about, byte[] all) {
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    return run(
        Cipher.DECRYPT_MODE, key, nonce, about, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
  }

  private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] about, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(about);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("personal data were sealed otherwise", e);
    }
  }
}
