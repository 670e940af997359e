package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.credential.MessageCheck;
import io.scangate.credential.PeerMessage;
import io.scangate.credential.SignedMessage;
import io.scangate.engine.Answers;
import io.scangate.engine.Body;
import io.scangate.engine.Problem;
import io.scangate.engine.Routes;
import io.scangate.ledger.PeerKeyDesk;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * Where other cities come to: {@code POST /v1/peers/messages} takes their signed messages, {@code
 * GET /v1/peers/keys} tells our own public keys, signed. Shared.
 */
public final class PeerRoutes implements Routes {
  static final String KEYS = "/v1/peers/keys";

  private static final int MOST_REQUESTS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Problem FULL =
      Problem.of(503, "busy", "Too much is asked at once", "Come again in a moment.")
          .with("retry-after", "1");
  private static final Problem NOBODY =
      Problem.of(
          403,
          "not-trusted",
          "The message is of no city that is trusted here",
          "It is to be signed by a key of messages that is registered here, for this city, now.");

  private final CaseworkParts parts;
  private final Answers answers;
  private final PeerInbox inbox;
  private final PeerKeyDesk keys;
  private final Semaphore room = new Semaphore(MOST_REQUESTS);

  /** Over what the procedures work with. */
  public PeerRoutes(CaseworkParts parts, Answers answers) {
    this.parts = parts;
    this.answers = answers;
    this.inbox = new PeerInbox(parts);
    this.keys = new PeerKeyDesk(parts.ledger());
  }

  @Override
  public void on(Router router) {
    var _ = router.post(PeerLine.MESSAGES).handler(this::take);
    var _ = router.get(KEYS).handler(this::tellKeys);
  }

  private void tellKeys(RoutingContext context) {
    if (!room.tryAcquire()) {
      answers.tell(context, FULL);
      return;
    }
    try {
      answer(context, parts.peers().signing().keys(parts.clock().instant()));
    } finally {
      room.release();
    }
  }

  private void take(RoutingContext context) {
    context.request().pause();
    if (!room.tryAcquire()) {
      answers.tell(context, FULL);
      return;
    }
    try {
      switch (new Body(context.vertx(), context.request())
          .whole(SignedMessage.MOST_BYTES, PATIENCE)) {
        case Body.Whole.Refused(var problem) -> answers.tell(context, problem);
        case Body.Whole.Bytes(var bytes) -> take(context, bytes.getBytes());
      }
    } finally {
      room.release();
    }
  }

  private void take(RoutingContext context, byte[] bytes) {
    Instant now = parts.clock().instant();
    if (!(SignedMessage.verify(bytes, keys.ofMessages(), parts.peers().crypto())
            instanceof MessageCheck.Verified(var message))
        || !message.to().equals(parts.city())
        || !parts.peers().settings().has(message.from())
        || !PeerLine.isOfNow(message.at(), now)) {
      answers.tell(context, NOBODY);
      return;
    }
    JsonObject body;
    try {
      body = new JsonObject(message.body());
    } catch (DecodeException e) {
      body = new JsonObject();
    }
    PeerInbox.Answer said = inbox.answer(message, body);
    PeerMessage back =
        message.answer(
            said.kind(), Instant.ofEpochSecond(now.getEpochSecond()), said.body().encode());
    answer(context, parts.peers().signing().sign(back));
  }

  private static void answer(RoutingContext context, byte[] signed) {
    var _ =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, PeerLine.TYPE)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(Buffer.buffer(signed));
  }
}
