package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.recognition.Asking.Told;
import io.scangate.casework.who.Action;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.KeyRing;
import io.scangate.credential.Kind;
import io.scangate.credential.Reading;
import io.scangate.credential.Serial;
import io.scangate.credential.TrustList;
import io.scangate.engine.Resolution;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.PeerKeyDesk;
import io.scangate.ledger.Report;
import io.scangate.ledger.SerialDesk;
import io.scangate.ledger.SerialDesk.Foreign;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.scangate.ledger.cases.Recognition;
import io.scangate.ledger.cases.Recognitions;
import io.scangate.ledger.cases.ReleaseRequest;
import io.scangate.ledger.cases.ReleaseRequests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Codes of other cities for doors of ours: a holder consents and applies, the other city says whose
 * the code is and of which colour, and from then on it stands for the holder here. Shared.
 */
final class RecognitionProcedure {
  private final CaseworkParts parts;
  private final Household household;
  private final PeerLimits limits;
  private final Asking asking;
  private final Identities identities;
  private final Recognitions recognitions;
  private final ReleaseRequests requests;
  private final SerialDesk serials;

  RecognitionProcedure(CaseworkParts parts, Asking asking) {
    this.parts = parts;
    this.household = new Household(parts);
    this.limits = new PeerLimits(parts.clock());
    this.asking = asking;
    this.identities = new Identities(parts.ledger());
    this.recognitions = new Recognitions(parts.ledger());
    this.requests = new ReleaseRequests(parts.ledger());
    this.serials = new SerialDesk(parts.ledger());
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("applyForRecognition", Action.APPLY_FOR_RECOGNITION, this::apply),
        Endpoint.of("listRecognitions", Action.APPLY_FOR_RECOGNITION, this::list),
        Endpoint.of("endRecognition", Action.APPLY_FOR_RECOGNITION, this::end),
        Endpoint.of("applyForRelease", Action.APPLY_FOR_RELEASE, this::applyForRelease));
  }

  private Reply apply(Visit visit) {
    return limits.enter(visit).orElseGet(() -> applyNow(visit));
  }

  private Reply applyNow(Visit visit) {
    Optional<PersonRef> person = household.member(visit);
    Optional<Kept> kept = person.flatMap(identities::read);
    if (person.isEmpty() || kept.isEmpty()) {
      return PeerRefusals.NO_MEMBER;
    }
    return switch (read(visit.body().getString("code"))) {
      case Reading.Rejected rejected ->
          PeerRefusals.conflict(
              rejected.fault().text(),
              "The code cannot be taken",
              "Have the other city give out another one.");
      case Claims claims -> apply(person.get(), kept.get(), claims);
    };
  }

  /** By the keys of other cities alone: a code of our own has an issuer that is not known. */
  private Reading read(String code) {
    KeyRing ring =
        KeyRing.of(parts.city(), Duration.ofSeconds(30))
            .withTrust(new TrustList(0, new PeerKeyDesk(parts.ledger()).ofCodes()))
            .offline();
    byte[] text = code.getBytes(StandardCharsets.ISO_8859_1);
    return new CodeReader(() -> ring, parts.peers().crypto(), 1)
        .read(text, 0, text.length, parts.clock().instant().getEpochSecond());
  }

  private Reply apply(PersonRef person, Kept kept, Claims claims) {
    if (claims.kind() != Kind.RECOGNITION) {
      return PeerRefusals.conflict(
          "wrong-kind",
          "The code was not made for recognition",
          "Have the other city give out one for this city.");
    }
    Division issuer = new Division(claims.issuer());
    if (!parts.peers().settings().has(issuer)) {
      return PeerRefusals.NO_PEER;
    }
    Serial serial = new Serial(claims.serialHigh(), claims.serialLow());
    return switch (asking.recognize(issuer, serial, parts.seal().whole(kept.identity()))) {
      case Told.Away(var why) -> PeerRefusals.away(why);
      case Told.Unknown() ->
          PeerRefusals.conflict(
              "not-recognized",
              "The other city does not know the code as yours",
              "It must be given out to you there, for this city, and not be taken back.");
      case Told.OfColour(var colour, var message) ->
          begin(
              person,
              new Foreign(issuer, serial, Instant.ofEpochSecond(claims.exp())),
              colour,
              message);
    };
  }

  /** First what the other city says is a fact, then doors take the code for the person's. */
  private Reply begin(PersonRef person, Foreign code, Colour colour, String message) {
    var _ =
        parts
            .engine()
            .resolve(person, transaction -> begin(transaction, person, code, colour, message));
    // Whoever was cut short between the two applies again.
    Optional<Recognition> own =
        recognitions.of(person).stream()
            .filter(it -> it.issuer().equals(code.issuer()) && it.serial().equals(code.serial()))
            .findFirst();
    if (own.filter(it -> it.end().isEmpty()).isEmpty()
        || !serials.recognize(
            code, person, "message " + message, "the holder", parts.clock().instant())) {
      return PeerRefusals.conflict(
          "recognized", "The code is recognized already", "It stands for whoever applied first.");
    }
    return Reply.created(json(own.get()));
  }

  private Resolution<Optional<Long>> begin(
      PartitionTransaction transaction,
      PersonRef person,
      Foreign code,
      Colour colour,
      String message) {
    Optional<Long> begun =
        Recognitions.begin(
            transaction, code.issuer(), code.serial(), person, code.expires(), colour, message);
    List<Report> reports =
        begun.isPresent() && colour != Colour.GREEN
            ? List.of(
                PeerFacts.colour(
                    person,
                    code.issuer(),
                    Identities.read(transaction, person)
                        .flatMap(Kept::community)
                        .orElse(parts.city()),
                    colour,
                    message))
            : List.of();
    return new Resolution<>(begun, reports);
  }

  private Reply list(Visit visit) {
    Optional<PersonRef> person = household.member(visit);
    if (person.isEmpty()) {
      return PeerRefusals.NO_MEMBER;
    }
    JsonArray rows = new JsonArray();
    recognitions.of(person.get()).forEach(recognition -> rows.add(json(recognition)));
    return Reply.of(new JsonObject().put("recognitions", rows));
  }

  private JsonObject json(Recognition recognition) {
    JsonArray releases = new JsonArray();
    requests
        .of(recognition.id())
        .forEach(request -> releases.add(ReleaseJson.of(request, Optional.empty())));
    JsonObject json =
        new JsonObject()
            .put("number", recognition.id())
            .put("city", recognition.issuer().code())
            .put("colour", recognition.colour().name())
            .put("since", recognition.since().toString())
            .put("heardAt", recognition.heard().toString())
            .put("expiresAt", recognition.expires().toString())
            .put("releases", releases);
    recognition.end().ifPresent(end -> json.put("endedAt", end.toString()));
    return json;
  }

  private Optional<Recognition> own(Visit visit) {
    Optional<PersonRef> person = household.member(visit);
    return recognitions
        .find(visit.number("recognition").orElseThrow())
        .filter(it -> person.equals(Optional.of(it.person())));
  }

  private Reply end(Visit visit) {
    Optional<Recognition> found = own(visit);
    if (found.isEmpty()) {
      return PeerRefusals.NOT_FOUND;
    }
    Recognition recognition = found.get();
    if (recognition.colour() != Colour.GREEN) {
      return PeerRefusals.conflict(
          "not-green",
          "The other city's colour is not green",
          "It is followed until that city lifts it; nobody begins anew by ending this.");
    }
    Instant now = parts.clock().instant();
    String reason = visit.body().getString("reason");
    if (!recognitions.end(recognition.id(), reason, now)) {
      return PeerRefusals.ENDED;
    }
    var _ =
        serials.endRecognition(
            recognition.issuer(), recognition.serial(), reason, "the holder", now);
    return new Reply.Done();
  }

  private Reply applyForRelease(Visit visit) {
    Optional<Recognition> found = own(visit);
    if (found.isEmpty()) {
      return PeerRefusals.NOT_FOUND;
    }
    String ground = visit.body().getString("ground");
    Optional<Reply> refusal =
        parts
            .engine()
            .resolve(
                found.get().person(),
                transaction ->
                    Resolution.of(applyForRelease(transaction, found.get().id(), ground)));
    return refusal.orElseGet(
        () -> Reply.created(json(recognitions.find(found.get().id()).orElseThrow())));
  }

  private Optional<Reply> applyForRelease(
      PartitionTransaction transaction, long recognition, String ground) {
    if (Recognitions.find(transaction, recognition).orElseThrow().colour() == Colour.GREEN) {
      return Optional.of(
          PeerRefusals.conflict(
              "nothing-to-lift",
              "The other city's colour is green",
              "If your code is not, something here is behind it."));
    }
    if (ReleaseRequests.of(transaction, recognition).stream().anyMatch(ReleaseRequest::isOpen)) {
      return Optional.of(
          PeerRefusals.conflict(
              "requested", "A release is asked for already", "Wait for the other city's answer."));
    }
    var _ = ReleaseRequests.apply(transaction, recognition, ground, asking.id());
    return Optional.empty();
  }
}
