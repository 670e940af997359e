package io.scangate.signin.issuer;

import java.security.SecureRandom;
import java.util.Base64;

/** The secret of a client: 32 random bytes in Base64url. Does not print itself. Immutable. */
public final class ClientSecret {
  private static final int BYTES = 32;

  private final String text;

  private ClientSecret(String text) {
    this.text = text;
  }

  /** A new one; secrets are never chosen by people. */
  public static ClientSecret fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ClientSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The secret itself, for the file of the client that needs it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
