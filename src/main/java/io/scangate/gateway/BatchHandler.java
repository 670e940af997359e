package io.scangate.gateway;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.verdict.Language;
import io.scangate.verdict.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/scans/batch}: many codes in one request, answered in order. Confined to its event
 * loop.
 *
 * <p>A batch is scanned in slices, so that the scans of people who stand at a door come between.
 */
final class BatchHandler {
  /** The most codes of a batch. */
  static final int MOST_CODES = 1_000;

  /** The largest body, in bytes. */
  static final int MOST_BYTES = 640 * 1_024;

  /** How many batches an event loop takes in at once: what their bodies may take of its memory. */
  static final int MOST_UNDER_WAY = 16;

  private static final Logger LOG = LoggerFactory.getLogger(BatchHandler.class);
  private static final CharSequence JSON = createOptimized("application/json");

  /** Long enough for the event loop to look at its sockets between. */
  private static final long A_MOMENT_MILLIS = 1;

  private final Vertx vertx;
  private final SharedParts shared;
  private final Connections connections;
  private final Doorkeeper doorkeeper;
  private final SeveralScans scans;
  private final Refusals refusals;
  private final Turn turn;
  private final LoopMeters meters;
  private final VerdictJson json = new VerdictJson();
  private int underWay;

  BatchHandler(
      Vertx vertx,
      SharedParts shared,
      Connections connections,
      SeveralScans scans,
      Refusals refusals,
      Turn turn,
      LoopMeters meters) {
    this.vertx = vertx;
    this.turn = turn;
    this.shared = shared;
    this.connections = connections;
    this.doorkeeper = new Doorkeeper(shared.lists());
    this.scans = scans;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** Answers a request to this address. */
  void handle(HttpServerRequest request, Seat seat) {
    if (!request.method().equals(HttpMethod.POST)) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      refusals.refuse(request, seat, Problem.WRONG_METHOD);
      return;
    }
    Device device = doorkeeper.identify(request.getHeader(HttpHeaders.AUTHORIZATION), seat);
    if (device == null) {
      refusals.refuse(request, seat, Problem.UNKNOWN_DEVICE);
      return;
    }
    if (!hasTime()) {
      refusals.shed(request, seat, Shed.OVERLOAD);
      return;
    }
    if (!device.mayScan(shared.nanos().getAsLong())) {
      meters.shed(Shed.DEVICE_RATE);
      refusals.refuse(request, seat, Problem.OVER_RATE);
      return;
    }
    BodyType type = BodyType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (type == null) {
      refusals.refuse(request, seat, Problem.WRONG_TYPE);
    } else if (Refusals.announcesMoreThan(MOST_BYTES, request)) {
      refusals.refuse(request, seat, Problem.TOO_MANY);
    } else if (underWay >= MOST_UNDER_WAY) {
      refusals.shed(request, seat, Shed.BATCHES);
    } else {
      underWay++;
      Language language = AcceptLanguage.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
      new BatchRequest(this, request, seat, refusals, device, type, language).read(connections);
    }
  }

  /** A batch is answered, or its sender has gone. */
  void over() {
    underWay--;
  }

  /**
   * Does something when the event loop has seen to what else there is. What is run on the loop at
   * once comes before its sockets, for up to a second where it goes on and on.
   */
  void later(Runnable then) {
    var _ = vertx.setTimer(A_MOMENT_MILLIS, timer -> then.run());
  }

  /** Whether one code more may be scanned before others have their turn. */
  boolean hasTime() {
    return turn.hasTime(Turn.Priority.BATCH);
  }

  SeveralScans scans() {
    return scans;
  }

  LoopMeters meters() {
    return meters;
  }

  /** A verdict as JSON. */
  Buffer write(Verdict verdict, long skewSeconds, long idHigh, long idLow, Language language) {
    String policy = shared.lists().rules().version();
    return json.write(verdict, policy, skewSeconds, idHigh, idLow, language);
  }

  /** Tells the log of a failure that nobody expected. */
  void logFailure(Throwable why) {
    LOG.error("a batch failed", why);
  }

  /** Answers with what there is to each code. */
  void tell(HttpServerRequest request, Seat seat, Buffer[] answers) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    Buffer body = Buffer.buffer("{\"answers\":[");
    for (int i = 0; i < answers.length; i++) {
      body.appendBuffer(answers[i]).appendByte((byte) (i == answers.length - 1 ? ']' : ','));
    }
    refusals.tellEnd(request, seat);
    var _ = response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.appendByte((byte) '}'));
  }
}
