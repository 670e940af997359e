package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.StaticCodes.Made;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.credential.Kind;
import io.scangate.engine.Resolution;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.GivenCode;
import io.scangate.ledger.GivenCodes;
import io.scangate.ledger.PartitionTransaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Codes of ours for the doors of another city: given to holders who let that city ask for their
 * colour, and taken back by them. Shared.
 */
final class GivenCodeProcedure {
  private static final int MOST = 8;

  private final CaseworkParts parts;
  private final GivenCodes codes;
  private final Household household;
  private final PeerLimits limits;

  GivenCodeProcedure(CaseworkParts parts) {
    this.parts = parts;
    this.codes = new GivenCodes(parts.ledger());
    this.household = new Household(parts);
    this.limits = new PeerLimits(parts.clock());
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("giveRecognitionCode", Action.TAKE_CODE_ABROAD, this::give),
        Endpoint.of("listRecognitionCodes", Action.TAKE_CODE_ABROAD, this::list),
        Endpoint.of("endRecognitionCode", Action.TAKE_CODE_ABROAD, this::end));
  }

  private Reply give(Visit visit) {
    return limits.enter(visit).orElseGet(() -> giveNow(visit));
  }

  private Reply giveNow(Visit visit) {
    Optional<PersonRef> person = household.member(visit);
    if (person.isEmpty()) {
      return PeerRefusals.NO_MEMBER;
    }
    Division peer = new Division(visit.body().getString("city"));
    if (!parts.peers().settings().has(peer)) {
      return PeerRefusals.NO_PEER;
    }
    Instant now = parts.clock().instant();
    if (codes.of(person.get()).stream().filter(code -> code.speaksTo(code.peer(), now)).count()
        >= MOST) {
      return PeerRefusals.conflict(
          "too-many-codes",
          "There are as many codes as may count at a time",
          "End one that is not needed any more.");
    }
    int days = visit.body().getInteger("days");
    return parts
        .engine()
        .resolve(
            person.get(),
            transaction -> Resolution.of(give(transaction, person.get(), peer, days)));
  }

  private Reply give(PartitionTransaction transaction, PersonRef person, Division peer, int days) {
    Optional<Code> code =
        Optional.ofNullable(transaction.codes(List.of(person)).get(person))
            .filter(it -> it.registered() && !it.withdrawn() && it.colour() != Colour.NONE);
    if (code.isEmpty()) {
      return PeerRefusals.NOT_FOUND;
    }
    Instant from = transaction.now().truncatedTo(ChronoUnit.SECONDS);
    Instant until = from.plus(Duration.ofDays(days));
    Made made = parts.codes().make(person, Kind.RECOGNITION, code.get().colour(), from, until);
    long number = GivenCodes.give(transaction, made.serial(), person, peer, until);
    return Reply.created(
        new JsonObject()
            .put("number", number)
            .put("city", peer.code())
            .put("code", made.text())
            .put("expiresAt", until.toString()));
  }

  private Reply list(Visit visit) {
    Optional<PersonRef> person = household.member(visit);
    if (person.isEmpty()) {
      return PeerRefusals.NO_MEMBER;
    }
    JsonArray rows = new JsonArray();
    codes.of(person.get()).forEach(code -> rows.add(json(code)));
    return Reply.of(new JsonObject().put("codes", rows));
  }

  private static JsonObject json(GivenCode code) {
    JsonObject json =
        new JsonObject()
            .put("number", code.id())
            .put("city", code.peer().code())
            .put("givenAt", code.given().toString())
            .put("expiresAt", code.expires().toString());
    code.end().ifPresent(end -> json.put("endedAt", end.toString()));
    return json;
  }

  private Reply end(Visit visit) {
    Optional<PersonRef> person = household.member(visit);
    Optional<GivenCode> code =
        codes
            .find(visit.number("code").orElseThrow())
            .filter(it -> person.equals(Optional.of(it.person())));
    if (code.isEmpty()) {
      return PeerRefusals.NOT_FOUND;
    }
    return codes.end(code.get(), visit.body().getString("reason"), parts.clock().instant())
        ? new Reply.Done()
        : PeerRefusals.ENDED;
  }
}
