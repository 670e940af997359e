package io.scangate.casework.recognition;

import io.scangate.ledger.cases.AskedRelease;
import io.scangate.ledger.cases.Recognition;
import io.scangate.ledger.cases.ReleaseRequest;
import io.scangate.ledger.cases.ReleaseRequest.Said;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** Requests for a release as they are told. Stateless. */
final class ReleaseJson {
  private ReleaseJson() {}

  /**
   * A request of ours.
   *
   * @param about for staff: whose it is
   */
  static JsonObject of(ReleaseRequest request, Optional<Recognition> about) {
    JsonObject json =
        new JsonObject()
            .put("number", request.id())
            .put("status", word(request.status()))
            .put("ground", request.ground())
            .put("appliedAt", request.applied().toString());
    about.ifPresent(
        it ->
            json.put("city", it.issuer().code())
                .put("person", it.person().text())
                .put("colour", it.colour().name()));
    request.forwarded().ifPresent(said -> json.put("forwarded", said(said, about.isPresent())));
    request.delivered().ifPresent(at -> json.put("deliveredAt", at.toString()));
    request.reply().ifPresent(said -> json.put("reply", said(said, false)));
    return json;
  }

  /** A request of another city. */
  static JsonObject of(AskedRelease release) {
    JsonObject json =
        new JsonObject()
            .put("number", release.id())
            .put("city", release.peer().code())
            .put("person", release.person().text())
            .put("community", release.community().code())
            .put("status", word(release.status()))
            .put("ground", release.ground())
            .put("receivedAt", release.received().toString());
    release.opinion().ifPresent(said -> json.put("opinion", said(said, true)));
    release.decision().ifPresent(said -> json.put("decision", said(said, true)));
    release.delivered().ifPresent(at -> json.put("deliveredAt", at.toString()));
    return json;
  }

  /** The applicant is not told who of the staff did something. */
  private static JsonObject said(Said said, boolean forStaff) {
    JsonObject json =
        new JsonObject()
            .put("yes", said.yes())
            .put("note", said.note())
            .put("at", said.at().toString());
    said.by().filter(by -> forStaff).ifPresent(by -> json.put("by", by));
    return json;
  }

  private static String word(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
