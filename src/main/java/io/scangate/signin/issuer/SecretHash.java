package io.scangate.signin.issuer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What is kept of a client's secret: {@code sha256:SALT:HASH}, both in Base64url. Immutable.
 *
 * <p>One round of SHA-256 is enough: a secret is 256 random bits, and no guessing through them is
 * made harder by slow hashing. The salt keeps two accounts with one secret from showing it.
 */
public final class SecretHash {
  private static final String SCHEME = "sha256";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final byte[] salt;
  private final byte[] hash;

  private SecretHash(byte[] salt, byte[] hash) {
    this.salt = salt;
    this.hash = hash;
  }

  /** The hash of a secret under a new salt. */
  public static SecretHash of(ClientSecret secret, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new SecretHash(salt, hash(salt, secret.reveal()));
  }

  /** A hash that no secret has: what an unknown client is compared with. */
  static SecretHash ofNobody(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[HASH_BYTES];
    random.nextBytes(salt);
    random.nextBytes(hash);
    return new SecretHash(salt, hash);
  }

  /**
   * Reads the form that {@link #text} writes.
   *
   * @throws IllegalArgumentException that does not repeat it
   */
  public static SecretHash read(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length == 3 && parts[0].equals(SCHEME)) {
      try {
        byte[] salt = Base64.getUrlDecoder().decode(parts[1]);
        byte[] hash = Base64.getUrlDecoder().decode(parts[2]);
        if (salt.length >= SALT_BYTES && hash.length == HASH_BYTES) {
          return new SecretHash(salt, hash);
        }
      } catch (IllegalArgumentException e) {
        // Refused below without the text.
      }
    }
    throw new IllegalArgumentException("a hash of a secret is sha256:SALT:HASH in Base64url");
  }

  /** The form that files keep. */
  public String text() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return SCHEME + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
  }

  /** Whether this is the hash of what was sent; takes the same time whether it is or not. */
  boolean isOf(String sent) {
    return MessageDigest.isEqual(hash, hash(salt, sent));
  }

  private static byte[] hash(byte[] salt, String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(salt);
      return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return SCHEME + ":***";
  }
}
