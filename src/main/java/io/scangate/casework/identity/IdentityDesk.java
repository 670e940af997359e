package io.scangate.casework.identity;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Actor;
import io.scangate.engine.Resolution;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.StaffReads;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What staff do about identities; each read leaves its row before it is answered. Shared. */
final class IdentityDesk {
  private final IdentityParts parts;
  private final StaffReads reads;

  IdentityDesk(IdentityParts parts, StaffReads reads) {
    this.parts = parts;
    this.reads = reads;
  }

  /**
   * Where the person of a document lives; nowhere for those outside of the caller's division, since
   * a refusal would tell where.
   */
  Optional<Division> placeOfDocument(Visit visit) {
    return ofDocument(visit).flatMap(person -> placeOf(visit, person));
  }

  /** Likewise of a person by the reference. */
  Optional<Division> placeOfPerson(Visit visit) {
    return placeOf(visit, PersonRef.of(visit.text("person")));
  }

  private Optional<Division> placeOf(Visit visit, PersonRef person) {
    return parts
        .identities()
        .community(person)
        .filter(community -> visit.warrant().division().covers(community));
  }

  private Optional<PersonRef> ofDocument(Visit visit) {
    try {
      return parts
          .identities()
          .find(parts.pepper().lookup(Documents.of(visit.body().getJsonObject("document"))));
    } catch (IllegalArgumentException e) {
      // Nobody has such a number.
      return Optional.empty();
    }
  }

  /** Who has a document. */
  Reply find(Visit visit) {
    return ofDocument(visit)
        .map(person -> tell(visit, visit.body().getString("purpose"), person))
        .orElse(GONE);
  }

  /** Who somebody is. */
  Reply read(Visit visit) {
    return tell(visit, visit.text("purpose"), PersonRef.of(visit.text("person")));
  }

  private static final Reply GONE =
      Reply.refused(404, "not-found", "There is no such thing", "It was forgotten meanwhile.");

  private Reply tell(Visit visit, String purpose, PersonRef person) {
    Optional<Kept> kept = parts.identities().read(person);
    if (kept.isEmpty()) {
      return GONE;
    }
    leave(visit, purpose, person);
    JsonObject json = parts.seal().open(kept.get().identity()).whole().put("person", person.text());
    kept.get().community().ifPresent(it -> json.put("community", it.code()));
    return Reply.of(json.put("registeredAt", kept.get().registeredAt().toString()));
  }

  private void leave(Visit visit, String purpose, PersonRef person) {
    Actor actor = visit.warrant().actor();
    reads.leave(
        parts.clock().instant(),
        actor.subject(),
        purpose,
        visit.warrant().action().word(),
        actor.division(),
        List.of(person));
  }

  /** Forgets who somebody is. */
  Reply erase(Visit visit) {
    PersonRef person = PersonRef.of(visit.text("person"));
    leave(visit, visit.text("purpose"), person);
    return switch (parts
        .engine()
        .resolve(person, transaction -> Resolution.of(Identities.erase(transaction, person)))) {
      case ERASED -> new Reply.Done();
      case NOT_THERE -> GONE;
      case NOT_GREEN ->
          Reply.refused(
              409,
              "not-green",
              "The code of this person is not green",
              "Who they are is needed until it is; nobody begins anew by being forgotten.");
    };
  }
}
