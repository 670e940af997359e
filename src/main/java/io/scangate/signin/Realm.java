package io.scangate.signin;

import java.util.Collection;

/**
 * What a caller is told to sign in to: the texts of {@code WWW-Authenticate} (RFC 6750, section 3).
 * Immutable.
 *
 * @param name printable, without quotes
 */
public record Realm(String name) {
  public Realm {
    if (!name.matches("[ !#-\\[\\]-~]+")) {
      throw new IllegalArgumentException("a realm is of printable ASCII without quotes");
    }
  }

  /** The challenge that goes with a 401. */
  public String challenge(Fault fault) {
    return switch (fault) {
      // A request without any credentials is told no error code.
      case MISSING, NO_KEYS -> start();
      case TOO_LARGE,
          MALFORMED,
          WRONG_TYPE,
          WRONG_ALGORITHM,
          UNKNOWN_KEY,
          BAD_SIGNATURE,
          WRONG_ISSUER,
          WRONG_AUDIENCE,
          EXPIRED,
          NOT_YET_VALID,
          MISSING_CLAIM,
          UNREADABLE_CLAIM ->
          start() + ", error=\"invalid_token\", error_description=\"" + fault.words() + "\"";
    };
  }

  /** The challenge that goes with a 403: the token is good, and not enough. */
  public String insufficientScope(Collection<String> wanted) {
    return start()
        + ", error=\"insufficient_scope\", scope=\""
        + String.join(" ", wanted.stream().sorted().toList())
        + "\"";
  }

  private String start() {
    return "Bearer realm=\"" + name + "\"";
  }
}
