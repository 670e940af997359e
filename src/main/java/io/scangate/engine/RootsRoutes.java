package io.scangate.engine;

import io.scangate.credential.LedgerRoot;
import io.scangate.credential.SignedRoot;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.RootShelf;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /v1/roots?since=}: the signed roots of the minutes after an instant, the
 * oldest first. Open to everybody: they are worth something only where others keep them. Shared.
 */
public final class RootsRoutes implements Routes {
  /** The address. */
  public static final String PATH = "/v1/roots";

  /** A day and a little more. */
  static final int MOST = 1_500;

  private static final Problem BAD_SINCE =
      Problem.of(
          400,
          "bad-since",
          "The instant cannot be read",
          "Send since=2022-03-01T08:00:00Z, or leave it out.");

  private final RootShelf shelf;
  private final Answers answers;

  /** The roots of a ledger. */
  public RootsRoutes(Ledger ledger, Answers answers) {
    this.shelf = new RootShelf(ledger);
    this.answers = answers;
  }

  @Override
  public void on(Router router) {
    var _ = router.get(PATH).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    Optional<Instant> since = since(context.request().getParam("since"));
    if (since.isEmpty()) {
      answers.tell(context, BAD_SINCE);
      return;
    }
    shelf
        .since(since.get(), MOST)
        .map(RootsRoutes::body)
        .onSuccess(body -> answer(context.response(), body))
        .onFailure(context::fail);
  }

  private static Optional<Instant> since(@Nullable String text) {
    if (text == null) {
      return Optional.of(Instant.EPOCH);
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.isBefore(Instant.EPOCH) ? Optional.of(Instant.EPOCH) : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static JsonObject body(List<RootShelf.Kept> kept) {
    JsonArray roots = new JsonArray();
    kept.forEach(root -> roots.add(root(root)));
    JsonObject body = new JsonObject().put("roots", roots);
    if (kept.size() == MOST) {
      body.put("next", PATH + "?since=" + kept.getLast().minute());
    }
    return body;
  }

  private static JsonObject root(RootShelf.Kept kept) {
    byte[] signed = kept.signed().getBytes();
    JsonObject json = new JsonObject().put("minute", kept.minute().toString());
    SignedRoot.read(signed).ifPresent(root -> plain(root, json));
    return json.put("signed", Base64.getUrlEncoder().withoutPadding().encodeToString(signed));
  }

  /** What the signed bytes say, for who only wants to look. */
  private static void plain(LedgerRoot root, JsonObject json) {
    JsonArray heads = new JsonArray();
    for (LedgerRoot.Head head : root.heads()) {
      heads.add(
          new JsonObject()
              .put("partition", head.partition())
              .put("link", head.link())
              .put("at", head.at().toString())
              .put("hash", head.hash()));
    }
    json.put("at", root.at().toString()).put("heads", heads);
  }

  private static void answer(HttpServerResponse response, JsonObject body) {
    var _ =
        response
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=30")
            .end(body.toBuffer());
  }
}
