package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.engine.Resolution;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.AskedRelease;
import io.scangate.ledger.cases.AskedReleases;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Recognition;
import io.scangate.ledger.cases.Recognitions;
import io.scangate.ledger.cases.ReleaseRequest;
import io.scangate.ledger.cases.ReleaseRequests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What staff do about releases: the community forwards those of its people to another city; those
 * that another city asks for get the community's opinion and the district's decision, and are
 * answered. No decision sets a colour: only who is green by the rules can be released. Shared.
 */
final class ReleaseProcedure {
  private static final int MOST = 100;

  private final CaseworkParts parts;
  private final Identities identities;
  private final Recognitions recognitions;
  private final ReleaseRequests requests;
  private final AskedReleases asked;

  ReleaseProcedure(CaseworkParts parts) {
    this.parts = parts;
    this.identities = new Identities(parts.ledger());
    this.recognitions = new Recognitions(parts.ledger());
    this.requests = new ReleaseRequests(parts.ledger());
    this.asked = new AskedReleases(parts.ledger());
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of(
            "listReleaseRequests",
            Action.LIST_RELEASE_REQUESTS,
            visit -> Optional.of(visit.division("division")),
            this::listOurs),
        Endpoint.of("forwardRelease", Action.FORWARD_RELEASE, this::placeOfOurs, this::forward),
        Endpoint.of(
            "listAskedReleases",
            Action.LIST_RELEASE_REQUESTS,
            visit -> Optional.of(visit.division("division")),
            this::listAsked),
        Endpoint.of("opineOnRelease", Action.OPINE_ON_RELEASE, this::placeOfAsked, this::opine),
        Endpoint.of("decideRelease", Action.DECIDE_RELEASE, this::placeOfAsked, this::decide));
  }

  private Optional<Recognition> about(ReleaseRequest request) {
    return recognitions.find(request.recognition());
  }

  private Optional<Division> placeOfOurs(Visit visit) {
    return requests
        .find(visit.number("release").orElseThrow())
        .flatMap(this::about)
        .flatMap(recognition -> identities.community(recognition.person()));
  }

  private Optional<Division> placeOfAsked(Visit visit) {
    return asked.find(visit.number("release").orElseThrow()).map(AskedRelease::community);
  }

  private Reply listOurs(Visit visit) {
    long before = visit.number("before").orElse(Long.MAX_VALUE);
    List<ReleaseRequest> found = requests.in(visit.division("division"), before, MOST);
    JsonArray rows = new JsonArray();
    found.forEach(request -> rows.add(ReleaseJson.of(request, about(request))));
    return page(rows, found.size() == MOST ? found.getLast().id() : 0);
  }

  private Reply listAsked(Visit visit) {
    long before = visit.number("before").orElse(Long.MAX_VALUE);
    List<AskedRelease> found = asked.in(visit.division("division"), before, MOST);
    JsonArray rows = new JsonArray();
    found.forEach(release -> rows.add(ReleaseJson.of(release)));
    return page(rows, found.size() == MOST ? found.getLast().id() : 0);
  }

  private static Reply page(JsonArray rows, long before) {
    JsonObject body = new JsonObject().put("releases", rows);
    return Reply.of(before > 0 ? body.put("before", before) : body);
  }

  private Reply forward(Visit visit) {
    long id = visit.number("release").orElseThrow();
    if (!requests.forward(
        id,
        visit.body().getBoolean("yes"),
        visit.body().getString("note"),
        visit.warrant().actor().subject(),
        parts.clock().instant())) {
      return answered();
    }
    ReleaseRequest request = requests.find(id).orElseThrow();
    return Reply.of(ReleaseJson.of(request, about(request)));
  }

  private Reply opine(Visit visit) {
    long id = visit.number("release").orElseThrow();
    return asked.opine(
            id,
            visit.body().getBoolean("yes"),
            visit.body().getString("note"),
            visit.warrant().actor().subject(),
            parts.clock().instant())
        ? told(id)
        : answered();
  }

  private Reply decide(Visit visit) {
    AskedRelease release = asked.find(visit.number("release").orElseThrow()).orElseThrow();
    String by = visit.warrant().actor().subject();
    if (release.opinion().isEmpty()) {
      return PeerRefusals.conflict(
          "no-opinion",
          "The community has not said anything yet",
          "The district decides after the community's opinion.");
    }
    if (isSame(release.opinion().get().by().orElse(""), by)) {
      return PeerRefusals.SAME_PERSON;
    }
    Optional<Reply> refusal =
        parts
            .engine()
            .resolve(
                release.person(),
                transaction -> Resolution.of(decide(transaction, visit, release, by)));
    return refusal.orElseGet(() -> told(release.id()));
  }

  private static Optional<Reply> decide(
      PartitionTransaction transaction, Visit visit, AskedRelease release, String by) {
    boolean released = visit.body().getBoolean("yes");
    boolean green =
        Optional.ofNullable(transaction.codes(List.of(release.person())).get(release.person()))
            .filter(code -> code.colour() == Colour.GREEN && !code.withdrawn())
            .isPresent();
    if (released && !green) {
      return Optional.of(
          PeerRefusals.conflict(
              "not-green",
              "The code is not green",
              "Nobody sets a colour: what it lacks has to come first, or a correction."));
    }
    return AskedReleases.decide(
            transaction, release.id(), released, visit.body().getString("note"), by)
        ? Optional.empty()
        : Optional.of(answered());
  }

  private Reply told(long id) {
    return Reply.of(ReleaseJson.of(asked.find(id).orElseThrow()));
  }

  /** A name in other letters is no second person. */
  private static boolean isSame(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }

  private static Reply answered() {
    return PeerRefusals.conflict("answered", "It is answered already", "It is answered once.");
  }
}
