package io.scangate.casework.identity;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.identity.Statement.Telling;
import io.scangate.engine.Problem;
import io.scangate.engine.Resolution;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Report;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What holders see, change and declare of themselves and their family. Shared. */
final class OwnIdentity {
  /** The days of modifications are those of Beijing time, which every division keeps. */
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

  private final IdentityParts parts;

  OwnIdentity(IdentityParts parts) {
    this.parts = parts;
  }

  /** The holder and the family, the ends of their numbers only. */
  Reply list(Visit visit) {
    JsonArray identities = new JsonArray();
    List<PersonRef> household = parts.household(visit);
    for (PersonRef person : household) {
      parts
          .identities()
          .read(person)
          .ifPresent(kept -> identities.add(json(kept).put("member", household.indexOf(person))));
    }
    return household.isEmpty()
        ? IdentityParts.NOT_REGISTERED
        : Reply.of(new JsonObject().put("identities", identities));
  }

  private JsonObject json(Kept kept) {
    JsonObject json = parts.seal().open(kept.identity()).masked();
    kept.community().ifPresent(it -> json.put("community", it.code()));
    json.put("registeredAt", kept.registeredAt().toString());
    kept.modifiedOn().ifPresent(it -> json.put("modifiedOn", it.toString()));
    return json;
  }

  /** Changes what may be changed, once a day. */
  Reply modify(Visit visit) {
    boolean self = visit.number("member").orElseThrow() == 0;
    JsonObject form = visit.body();
    if (form.containsKey("document") || (self && form.containsKey("name"))) {
      return Reply.refused(
          409,
          "immutable",
          "This cannot be changed here",
          self
              ? "Of yourself neither name nor document; go to your community with the document."
              : "Of a relative not the document; go to your community with it.");
    }
    Optional<Division> community =
        Optional.ofNullable(form.getString("community")).map(Division::new);
    Optional<Problem> elsewhere = community.flatMap(it -> Newcomer.elsewhere(it, parts.city()));
    if (elsewhere.isPresent()) {
      return new Reply.Refused(elsewhere.get());
    }
    Optional<PersonRef> person = parts.member(visit);
    if (person.isEmpty()) {
      return IdentityParts.NO_MEMBER;
    }
    return parts
        .engine()
        .resolve(person.get(), transaction -> modify(transaction, visit, person.get(), community));
  }

  private Resolution<Reply> modify(
      PartitionTransaction transaction,
      Visit visit,
      PersonRef person,
      Optional<Division> community) {
    Optional<Kept> kept = Identities.read(transaction, person);
    if (kept.isEmpty()) {
      return Resolution.of(IdentityParts.NO_MEMBER);
    }
    JsonObject form = visit.body();
    Particulars changed =
        parts
            .seal()
            .open(kept.get().identity())
            .named(Optional.ofNullable(form.getString("name")).map(String::strip))
            .reachedAt(Optional.ofNullable(form.getString("phone")))
            .writtenTo(Optional.ofNullable(form.getString("email")));
    LocalDate today = LocalDate.ofInstant(transaction.now(), BEIJING);
    if (!Identities.modify(
        transaction,
        kept.get().identity(),
        parts.seal().reseal(kept.get().identity(), changed),
        today)) {
      return Resolution.of(
          Reply.refused(
              409,
              "modified-today",
              "There is one modification a day",
              "The next is from " + today.plusDays(1) + " on."));
    }
    List<Report> reports =
        community.stream()
            .map(it -> new Telling("the holder", it, visit.id()).residence(person))
            .toList();
    return new Resolution<>(new Reply.Done(), reports);
  }

  /** Takes what is said of one's health; nobody has to wait a day to say that they are ill. */
  Reply declare(Visit visit) {
    Optional<Reply> tooOften = parts.limits().enter(visit);
    if (tooOften.isPresent()) {
      return tooOften.get();
    }
    Optional<PersonRef> person = parts.member(visit);
    Optional<Division> community = person.flatMap(parts.identities()::community);
    if (person.isEmpty() || community.isEmpty()) {
      return IdentityParts.NO_MEMBER;
    }
    Report report =
        Statement.read(visit.body())
            .report(person.get(), new Telling("the holder", community.get(), visit.id()));
    return parts
        .engine()
        .resolve(person.get(), transaction -> new Resolution<>(new Reply.Done(), List.of(report)));
  }
}
