package io.scangate.signin.issuer;

import io.scangate.health.Division;
import java.util.Optional;
import java.util.Set;

/**
 * A client of the embedded issuer and what its tokens say. Immutable.
 *
 * @param client its {@code client_id}, which is the subject of its tokens too
 * @param secret what is kept of its secret
 * @param audiences whom its tokens are for
 * @param scopes what it may ask for; it gets all of them where it names none
 * @param roles what it is
 * @param division where it acts
 */
public record Account(
    String client,
    SecretHash secret,
    Set<String> audiences,
    Set<String> scopes,
    Set<String> roles,
    Optional<Division> division) {

  /** The longest name of a client. */
  static final int MOST_NAME = 128;

  /** A word that can stand in a scope (RFC 6749, section 3.3), a log and a file. */
  private static final String WORD = "[0-9A-Za-z._:-]{1," + MOST_NAME + "}";

  /** Likewise, and a slash sets a kind of client apart. */
  private static final String CLIENT = "[0-9A-Za-z._:/-]{1," + MOST_NAME + "}";

  /** Refuses words that would need escaping somewhere. */
  public Account {
    audiences = Set.copyOf(audiences);
    scopes = Set.copyOf(scopes);
    roles = Set.copyOf(roles);
    refuseUnless(CLIENT, client);
    scopes.forEach(scope -> refuseUnless(WORD, scope));
    roles.forEach(role -> refuseUnless(WORD, role));
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException("an account has an audience at least");
    }
  }

  private static void refuseUnless(String allowed, String text) {
    if (!text.matches(allowed)) {
      throw new IllegalArgumentException("'" + text + "' is not of " + allowed);
    }
  }
}
