package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.identity.Documents;
import io.scangate.credential.PeerMessage;
import io.scangate.engine.Resolution;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.ledger.GivenCode;
import io.scangate.ledger.GivenCodes;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.AskedReleases;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.scangate.ledger.cases.Recognition;
import io.scangate.ledger.cases.Recognitions;
import io.scangate.ledger.cases.ReleaseRequest;
import io.scangate.ledger.cases.ReleaseRequests;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What other cities say to us, and what they are answered, as {@link Asking} draws it. Whoever asks
 * is known by a signature; what they may know follows from the consent of the holder: of no other
 * code of ours anything is told, and no reason why not. Shared.
 */
final class PeerInbox {
  private static final int MOST_GROUND = 2_000;

  /** An answer: its kind and its body. */
  record Answer(String kind, JsonObject body) {
    private static final Answer UNKNOWN = new Answer(Asking.UNKNOWN, new JsonObject());
    private static final Answer RECEIVED = new Answer(Asking.RECEIVED, new JsonObject());
  }

  private final CaseworkParts parts;
  private final GivenCodes codes;
  private final Identities identities;
  private final AskedReleases asked;
  private final ReleaseRequests requests;

  PeerInbox(CaseworkParts parts) {
    this.parts = parts;
    this.codes = new GivenCodes(parts.ledger());
    this.identities = new Identities(parts.ledger());
    this.asked = new AskedReleases(parts.ledger());
    this.requests = new ReleaseRequests(parts.ledger());
  }

  /** Answers a message that was checked. */
  Answer answer(PeerMessage message, JsonObject body) {
    return switch (message.kind()) {
      case Asking.RECOGNIZE ->
          code(message, body)
              .filter(code -> isOf(code, body))
              .map(this::tell)
              .orElse(Answer.UNKNOWN);
      case Asking.COLOUR -> code(message, body).map(this::tell).orElse(Answer.UNKNOWN);
      case Asking.RELEASE ->
          code(message, body).map(code -> take(code, message, body)).orElse(Answer.UNKNOWN);
      case Asking.RELEASE_ANSWER -> replied(message, body);
      default -> Answer.UNKNOWN;
    };
  }

  /** The code of ours that a message names, where that city may ask about it. */
  private Optional<GivenCode> code(PeerMessage message, JsonObject body) {
    Instant now = parts.clock().instant();
    return Asking.serial(body)
        .flatMap(codes::find)
        .filter(code -> code.speaksTo(message.from(), now));
  }

  /** Whether a code is that of the person of a document, under the name that is registered. */
  private boolean isOf(GivenCode code, JsonObject body) {
    try {
      return body.getValue("document") instanceof JsonObject document
          && document.getValue("type") instanceof String
          && document.getValue("number") instanceof String
          && identities
              .find(parts.pepper().lookup(Documents.of(document)))
              .filter(code.person()::equals)
              .flatMap(identities::read)
              .filter(
                  kept ->
                      parts
                          .seal()
                          .whole(kept.identity())
                          .getString("name")
                          .equals(body.getValue("name")))
              .isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Answer tell(GivenCode code) {
    return codes
        .tell(code, parts.clock().instant())
        .map(colour -> new Answer(Asking.COLOUR, new JsonObject().put("colour", colour.name())))
        .orElse(Answer.UNKNOWN);
  }

  /** A request for a release is put to the procedure. */
  private Answer take(GivenCode code, PeerMessage message, JsonObject body) {
    Optional<Division> community = identities.community(code.person());
    if (community.isEmpty()
        || !(body.getValue("ground") instanceof String ground)
        || ground.isBlank()
        || ground.length() > MOST_GROUND) {
      return Answer.UNKNOWN;
    }
    asked.receive(code, message.id(), community.get(), ground, parts.clock().instant());
    return Answer.RECEIVED;
  }

  /** The answer to a request of ours: where the colour is lifted, that is a fact. */
  private Answer replied(PeerMessage message, JsonObject body) {
    Optional<ReleaseRequest> request = requests.find(message.id());
    Optional<Recognition> recognition =
        request
            .flatMap(it -> new Recognitions(parts.ledger()).find(it.recognition()))
            .filter(it -> it.issuer().equals(message.from()));
    if (request.isEmpty()
        || recognition.isEmpty()
        || request.get().forwarded().filter(ReleaseRequest.Said::yes).isEmpty()
        || !(body.getValue("released") instanceof Boolean released)
        || !(body.getValue("note") instanceof String note)
        || note.length() > MOST_GROUND) {
      return Answer.UNKNOWN;
    }
    return parts
        .engine()
        .resolve(
            recognition.get().person(),
            transaction -> replied(transaction, request.get(), recognition.get(), released, note));
  }

  private Resolution<Answer> replied(
      PartitionTransaction transaction,
      ReleaseRequest request,
      Recognition recognition,
      boolean released,
      String note) {
    // Sent again, it is the same answer.
    boolean isNew = ReleaseRequests.reply(transaction, request.id(), released, note);
    Recognition now = Recognitions.find(transaction, recognition.id()).orElseThrow();
    if (!isNew || !released || now.colour() == Colour.GREEN) {
      return Resolution.of(Answer.RECEIVED);
    }
    Recognitions.say(transaction, recognition.id(), Colour.GREEN, "message " + request.message());
    return new Resolution<>(
        Answer.RECEIVED,
        List.of(
            PeerFacts.colour(
                recognition.person(),
                recognition.issuer(),
                Identities.read(transaction, recognition.person())
                    .flatMap(Kept::community)
                    .orElse(parts.city()),
                Colour.GREEN,
                request.message())));
  }
}
