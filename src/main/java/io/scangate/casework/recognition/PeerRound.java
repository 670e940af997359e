package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.recognition.Asking.Told;
import io.scangate.engine.Resolution;
import io.scangate.engine.Rounds;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.SerialDesk;
import io.scangate.ledger.cases.AskedRelease;
import io.scangate.ledger.cases.AskedReleases;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.scangate.ledger.cases.Recognition;
import io.scangate.ledger.cases.Recognitions;
import io.scangate.ledger.cases.ReleaseRequest;
import io.scangate.ledger.cases.ReleaseRequest.Said;
import io.scangate.ledger.cases.ReleaseRequests;
import io.scangate.ops.PeerMeters;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings other cities what waits for them, and asks them for the colours of the codes that are
 * recognized here. A city that cannot be reached is left out for that round. Confined to its
 * thread.
 */
public final class PeerRound implements Rounds.Round {
  private static final Duration REST = Duration.ofSeconds(1);
  private static final int AT_ONCE = 200;

  private final CaseworkParts parts;
  private final BooleanSupplier ours;
  private final Asking asking;
  private final Identities identities;
  private final Recognitions recognitions;
  private final ReleaseRequests requests;
  private final AskedReleases asked;
  private final PeersAway away;

  /**
   * @param ours whether this engine does it now: one of several does
   */
  public PeerRound(CaseworkParts parts, BooleanSupplier ours, PeerMeters meters) {
    this.parts = parts;
    this.ours = ours;
    this.away = new PeersAway(parts.clock(), meters);
    this.asking = new Asking(parts);
    this.identities = new Identities(parts.ledger());
    this.recognitions = new Recognitions(parts.ledger());
    this.requests = new ReleaseRequests(parts.ledger());
    this.asked = new AskedReleases(parts.ledger());
  }

  @Override
  public Duration go() {
    away.begin();
    if (ours.getAsBoolean() && !parts.peers().settings().peers().isEmpty()) {
      bringRequests();
      bringAnswers();
      refresh();
    }
    away.end();
    return REST;
  }

  private void bringRequests() {
    for (ReleaseRequest request : requests.undelivered(AT_ONCE)) {
      Recognition about = recognitions.find(request.recognition()).orElseThrow();
      JsonObject body =
          new JsonObject()
              .put("serial", Asking.text(about.serial()))
              .put("ground", request.ground());
      if (brought(about.issuer(), Asking.RELEASE, request.message(), body)) {
        requests.delivered(request.id(), parts.clock().instant());
      }
    }
  }

  private void bringAnswers() {
    for (AskedRelease release : asked.undelivered(AT_ONCE)) {
      Said decision = release.decision().orElseThrow();
      JsonObject body =
          new JsonObject().put("released", decision.yes()).put("note", decision.note());
      if (brought(release.peer(), Asking.RELEASE_ANSWER, release.message(), body)) {
        asked.delivered(release.id(), parts.clock().instant());
      }
    }
  }

  private boolean brought(Division to, String kind, String id, JsonObject body) {
    if (away.has(to)) {
      return false;
    }
    Optional<String> fault = asking.bring(to, kind, id, body);
    fault.ifPresent(why -> away.add(to, why));
    return fault.isEmpty();
  }

  private void refresh() {
    Instant now = parts.clock().instant();
    Instant since = now.minus(parts.peers().settings().refresh());
    for (Recognition recognition : recognitions.due(since, now, AT_ONCE)) {
      if (!away.has(recognition.issuer())) {
        refresh(recognition, now);
      }
    }
  }

  private void refresh(Recognition recognition, Instant now) {
    if (identities.read(recognition.person()).isEmpty()) {
      end(recognition, now, "the person was forgotten");
      return;
    }
    switch (asking.colour(recognition.issuer(), recognition.serial())) {
      case Told.Away(var why) -> away.add(recognition.issuer(), why);
      case Told.OfColour(var colour, _) when colour == recognition.colour() ->
          recognitions.heard(recognition.id(), now);
      case Told.OfColour(var colour, var message) -> change(recognition, colour, message);
      case Told.Unknown() -> end(recognition, now, "the other city ended it");
    }
  }

  /** The other city's colour has changed: what it says now is a fact. */
  private void change(Recognition recognition, Colour colour, String message) {
    var _ =
        parts
            .engine()
            .resolve(
                recognition.person(),
                transaction -> say(transaction, recognition, colour, message));
  }

  private Resolution<Boolean> say(
      PartitionTransaction transaction, Recognition asked, Colour colour, String message) {
    Recognition recognition = Recognitions.find(transaction, asked.id()).orElseThrow();
    Recognitions.say(transaction, recognition.id(), colour, "message " + message);
    if (recognition.colour() == colour) {
      return Resolution.of(false);
    }
    PersonRef person = recognition.person();
    Optional<Division> community = Identities.read(transaction, person).flatMap(Kept::community);
    return new Resolution<>(
        true,
        List.of(
            PeerFacts.colour(
                person, recognition.issuer(), community.orElse(parts.city()), colour, message)));
  }

  /** Nobody may be asked any more: the code stands for nobody here; its last colour stays. */
  private void end(Recognition recognition, Instant now, String why) {
    recognitions.heard(recognition.id(), now);
    if (recognitions.end(recognition.id(), why, now)) {
      var _ =
          new SerialDesk(parts.ledger())
              .endRecognition(recognition.issuer(), recognition.serial(), why, "an engine", now);
    }
  }
}
