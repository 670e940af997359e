package io.scangate.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The wire format of holder tokens, which the engine seals and gateways open. Confined to its
 * owner.
 *
 * <p>158 characters of base64url (RFC 4648, section 5, without padding) for these 118 bytes:
 *
 * <pre>
 *   0   1   the version of this format: 1
 *   1  12   a random nonce
 *  13  89   AES-256-GCM of
 *             0   8   issued, in seconds since 1970, big-endian as all numbers here
 *             8   8   expires
 *            16   1   how many of the family follow, 0 to 8
 *            17   8   the reference of the holder
 *            25  64   the references of the family, then zeros
 * 102  16   the tag
 * </pre>
 *
 * <p>The key follows from the gateways' sealing key by HKDF-SHA256 with the info {@code scangate
 * holder token}; the version byte is associated data. So nobody but engine and gateways reads a
 * reference in a token, makes one or changes one, and its length does not tell the size of a
 * family. There is no revocation of one token: it lives for a day, and what it shows is a code,
 * whose colour the door takes from the live status.
 */
public final class HolderTokens {
  /** How long the text of a token is. */
  public static final int CHARACTERS = 158;

  private static final byte VERSION = 1;
  private static final int NONCE_AT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int SEALED_AT = NONCE_AT + NONCE_BYTES;
  private static final int PLAIN_BYTES = 25 + 8 * HolderToken.MOST_FAMILY;
  private static final int TAG_BYTES = 16;
  private static final int BYTES = SEALED_AT + PLAIN_BYTES + TAG_BYTES;
  private static final byte[] INFO = "scangate holder token".getBytes(StandardCharsets.US_ASCII);

  private final SecretKey key;
  private final Cipher cipher;
  private final byte[] plain = new byte[PLAIN_BYTES];

  /** Tokens of an installation. */
  public HolderTokens(SealingKey sealing) {
    this.key =
        new SecretKeySpec(
            MasterKey.hkdf(sealing.secret(), new byte[0], INFO, SealingKey.BYTES), "AES");
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /** Makes the text of a token. */
  public String seal(HolderToken token, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    bytes[0] = VERSION;
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    System.arraycopy(nonce, 0, bytes, NONCE_AT, NONCE_BYTES);
    Arrays.fill(plain, (byte) 0);
    BigEndian.putLong(plain, 0, token.issued());
    BigEndian.putLong(plain, 8, token.expires());
    plain[16] = (byte) token.family().size();
    BigEndian.putLong(plain, 17, token.holder());
    for (int i = 0; i < token.family().size(); i++) {
      BigEndian.putLong(plain, 25 + 8 * i, token.family().get(i));
    }
    try {
      begin(Cipher.ENCRYPT_MODE, bytes);
      int end = SEALED_AT + cipher.doFinal(plain, 0, PLAIN_BYTES, bytes, SEALED_AT);
      if (end != BYTES) {
        throw new IllegalStateException("a sealed token has " + end + " bytes");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Opens the text of a token; never throws, whatever the text.
   *
   * @param now in seconds since 1970
   */
  public TokenReading open(String text, long now) {
    byte[] bytes = decode(text);
    if (bytes.length != BYTES || bytes[0] != VERSION) {
      return TokenReading.Forged.INSTANCE;
    }
    try {
      begin(Cipher.DECRYPT_MODE, bytes);
      int length = cipher.doFinal(bytes, SEALED_AT, BYTES - SEALED_AT, plain, 0);
      return length == PLAIN_BYTES ? read(now) : TokenReading.Forged.INSTANCE;
    } catch (AEADBadTagException e) {
      return TokenReading.Forged.INSTANCE;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  private void begin(int mode, byte[] bytes) throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, bytes, NONCE_AT, NONCE_BYTES));
    cipher.updateAAD(bytes, 0, NONCE_AT);
  }

  /** Only the one spelling that the encoder writes is a token. */
  private static byte[] decode(String text) {
    if (text.length() != CHARACTERS) {
      return new byte[0];
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      String spelled = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      return spelled.equals(text) ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private TokenReading read(long now) {
    long expires = BigEndian.getLong(plain, 8);
    if (now >= expires) {
      return TokenReading.Expired.INSTANCE;
    }
    List<Long> family = new ArrayList<>(plain[16]);
    for (int i = 0; i < plain[16]; i++) {
      family.add(BigEndian.getLong(plain, 25 + 8 * i));
    }
    return new TokenReading.Good(
        new HolderToken(
            BigEndian.getLong(plain, 17), family, BigEndian.getLong(plain, 0), expires));
  }
}
