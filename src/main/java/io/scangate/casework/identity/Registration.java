package io.scangate.casework.identity;

import static java.util.Objects.requireNonNull;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.identity.Statement.Telling;
import io.scangate.credential.HolderToken;
import io.scangate.engine.Resolution;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Registering;
import io.scangate.ledger.cases.SealedIdentity;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Registers people: who they are, where they live, what they say of their health, in one
 * transaction. Shared.
 */
final class Registration {
  private final IdentityParts parts;

  Registration(IdentityParts parts) {
    this.parts = parts;
  }

  /** Stores an identity, unless it cannot be. */
  @FunctionalInterface
  private interface Storing {
    Registering store(PartitionTransaction transaction, SealedIdentity identity);
  }

  /** The holder of an account, by themselves. */
  Reply holder(Visit visit) {
    Optional<Lookup> account = Optional.of(parts.account(visit));
    return parts
        .limits()
        .enter(visit)
        .orElseGet(
            () ->
                register(
                    visit,
                    "the holder",
                    (transaction, identity) -> Identities.register(transaction, identity, account),
                    person -> new JsonObject().put("member", 0)));
  }

  /** A relative, by the holder of an account. */
  Reply member(Visit visit) {
    Optional<Reply> tooOften = parts.limits().enter(visit);
    if (tooOften.isPresent()) {
      return tooOften.get();
    }
    Lookup account = parts.account(visit);
    Optional<PersonRef> holder = parts.identities().holder(account);
    if (holder.isEmpty()) {
      return IdentityParts.NOT_REGISTERED;
    }
    return register(
        visit,
        "a relative",
        (transaction, identity) ->
            Identities.join(transaction, identity, holder.get(), HolderToken.MOST_FAMILY),
        person ->
            new JsonObject().put("member", parts.identities().household(account).indexOf(person)));
  }

  /** Somebody who came to the counter of a community, by its staff. */
  Reply atCounter(Visit visit) {
    return register(
        visit,
        "community " + visit.warrant().division().code(),
        (transaction, identity) -> Identities.register(transaction, identity, Optional.empty()),
        person -> new JsonObject().put("person", person.text()));
  }

  /** What a registration is answered. */
  @FunctionalInterface
  private interface Answering {
    JsonObject answer(PersonRef person);
  }

  private Reply register(Visit visit, String authority, Storing storing, Answering answering) {
    return switch (Newcomer.read(visit.body(), parts.city())) {
      case Newcomer.Reading.Faulty(var problem) -> new Reply.Refused(problem);
      case Newcomer.Reading.Sound(var newcomer) -> {
        PersonRef person = person(newcomer);
        SealedIdentity identity = parts.seal().seal(person, newcomer.particulars());
        Telling telling = new Telling(authority, newcomer.community(), visit.id());
        Registering outcome =
            parts
                .engine()
                .resolve(
                    person,
                    transaction -> {
                      Registering stored = storing.store(transaction, identity);
                      return stored == Registering.REGISTERED
                          ? new Resolution<>(
                              stored,
                              List.of(
                                  telling.registered(person),
                                  telling.residence(person),
                                  newcomer.statement().report(person, telling)))
                          : Resolution.of(stored);
                    });
        yield switch (outcome) {
          case REGISTERED -> Reply.created(answering.answer(person));
          case ACCOUNT_TAKEN ->
              Reply.refused(
                  409,
                  "account-taken",
                  "This account is somebody's already",
                  "Sign in as somebody else, or register a relative as family.");
          case PERSON_TAKEN ->
              Reply.refused(
                  409,
                  "already-registered",
                  "Whoever has this document is registered already",
                  "If it was not you, go to your community with the document.");
          case NO_ROOM ->
              Reply.refused(
                  409,
                  "family-full",
                  "The family has as many members as it may",
                  "At most " + HolderToken.MOST_FAMILY + "; others go to their community.");
        };
      }
    };
  }

  /** The reference, which whoever was first named by a laboratory has already. */
  private PersonRef person(Newcomer newcomer) {
    Lookup lookup = parts.pepper().lookup(newcomer.particulars().document());
    return requireNonNull(parts.people().resolve(List.of(lookup)).get(lookup));
  }
}
