package io.scangate.casework.who;

import io.scangate.health.Division;
import io.scangate.signin.Principal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who signed in, as far as it matters here. Immutable; prints no subject.
 *
 * @param subject whom the issuer knows them as; for a holder it is personal
 * @param roles what they are; words that are none of ours are left out
 * @param division where they act
 */
public record Actor(String subject, Set<Role> roles, Optional<Division> division) {
  public Actor {
    roles = Set.copyOf(roles);
  }

  static Actor of(Principal principal) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    principal.roles().forEach(word -> Role.of(word).ifPresent(roles::add));
    return new Actor(principal.subject(), roles, principal.division());
  }

  /** Whether one of their roles may do it where they act. */
  boolean may(Action action) {
    return roles.stream().anyMatch(role -> action.isFor(role) && role.isHeldIn(division));
  }

  /** Whether a place is one where they act. */
  boolean covers(Division place) {
    return division.map(own -> own.covers(place)).orElse(false);
  }

  @Override
  public String toString() {
    return "Actor[***, " + roles + ", " + division.map(Division::code).orElse("-") + "]";
  }
}
