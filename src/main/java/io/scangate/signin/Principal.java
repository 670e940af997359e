package io.scangate.signin;

import io.scangate.health.Division;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whose token was found genuine: what its issuer says about them. Immutable.
 *
 * @param subject whom the token is about, unique at its issuer; for a program it is the program
 * @param client the program that asked for the token, where the token says it
 * @param scopes what the token was asked for
 * @param roles what its holder is
 * @param division where its holder acts
 * @param extra the other claims that the settings ask for, as far as the token has them
 * @param expires when the token ends, without tolerance
 */
public record Principal(
    String subject,
    Optional<String> client,
    Set<String> scopes,
    Set<String> roles,
    Optional<Division> division,
    Map<String, String> extra,
    Instant expires) {
  public Principal {
    scopes = Set.copyOf(scopes);
    roles = Set.copyOf(roles);
    extra = Map.copyOf(extra);
  }

  /** Without the extra claims, which may be about a person. */
  @Override
  public String toString() {
    return "Principal[" + client.orElse("-") + ", roles " + roles + ", scopes " + scopes + "]";
  }
}
