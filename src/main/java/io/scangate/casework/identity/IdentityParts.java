package io.scangate.casework.identity;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.engine.Engine;
import io.scangate.engine.intake.Pepper;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.People;
import io.scangate.ledger.cases.Identities;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the desks of identities share. Immutable.
 *
 * @param city where whoever is registered lives or stays
 */
record IdentityParts(
    Engine engine,
    People people,
    Identities identities,
    IdentitySeal seal,
    Pepper pepper,
    Division city,
    RegistrationLimits limits,
    InstantSource clock) {
  static final Reply NOT_REGISTERED =
      Reply.refused(
          404,
          "not-registered",
          "Nobody is registered under this account",
          "Register first: POST /v1/registrations.");

  static final Reply NO_MEMBER =
      Reply.refused(
          404,
          "no-member",
          "The family has no such member",
          "0 is yourself; GET /v1/identities lists the others.");

  /** By what the account of whoever asks is found. */
  Lookup account(Visit visit) {
    return pepper.account(visit.warrant().actor().subject());
  }

  /** Whom the account may act for: its holder, then the family. */
  List<PersonRef> household(Visit visit) {
    return identities.household(account(visit));
  }

  /** Whom the parameter {@code member} means. */
  Optional<PersonRef> member(Visit visit) {
    int member = visit.number("member").orElseThrow().intValue();
    List<PersonRef> household = household(visit);
    return member < household.size() ? Optional.of(household.get(member)) : Optional.empty();
  }
}
