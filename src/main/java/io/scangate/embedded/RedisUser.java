package io.scangate.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A user of the embedded Redis; the password is never printed. Immutable. */
public record RedisUser(String name, String password) {
  /** The line of an ACL file that lets this user in and grants that. */
  String rule(String grants) {
    return "user " + name + " reset on #" + digest() + " " + grants;
  }

  private String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "RedisUser[" + name + ", ***]";
  }
}
