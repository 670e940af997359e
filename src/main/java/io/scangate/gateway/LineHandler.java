package io.scangate.gateway;

import io.scangate.ops.LoopMeters;
import io.scangate.verdict.KeyHash;
import io.scangate.verdict.Language;
import io.scangate.verdict.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/gate}: opens turnstile lines, and has what all lines of an event loop share.
 * Confined to it.
 */
final class LineHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LineHandler.class);
  private static final int KEY_CHARACTERS = 24;
  private static final long WHILE_MILLIS = 100;

  private final Vertx vertx;
  private final Context loop;
  private final SharedParts shared;
  private final Connections connections;
  private final Doorkeeper doorkeeper;
  private final SeveralScans scans;
  private final Refusals refusals;
  private final LoopMeters meters;
  private final VerdictJson json = new VerdictJson();
  private final byte[] text = new byte[Line.MOST_BYTES];
  private int open;

  LineHandler(
      Vertx vertx,
      SharedParts shared,
      Connections connections,
      SeveralScans scans,
      Refusals refusals,
      LoopMeters meters) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.shared = shared;
    this.connections = connections;
    this.doorkeeper = new Doorkeeper(shared.lists());
    this.scans = scans;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** Answers a request to this address. */
  void handle(HttpServerRequest request, Seat seat) {
    if (!request.method().equals(HttpMethod.GET)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET");
      refusals.refuse(request, seat, Problem.WRONG_METHOD);
      return;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (doorkeeper.identify(authorization, seat) == null) {
      refusals.refuse(request, seat, Problem.UNKNOWN_DEVICE);
    } else if (!isHandshake(request)) {
      if (request.version() == HttpVersion.HTTP_1_1) {
        request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
      }
      refusals.refuse(request, seat, Problem.NO_WEBSOCKET);
    } else if (shared.drain().hasBegun()) {
      refusals.refuse(request, seat, Problem.LEAVING);
    } else {
      open(request, seat, doorkeeper.hashOf(authorization));
    }
  }

  private static boolean isHandshake(HttpServerRequest request) {
    String key = request.getHeader("sec-websocket-key");
    String connection = request.getHeader(HttpHeaders.CONNECTION);
    return request.version() == HttpVersion.HTTP_1_1
        && request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)
        && connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade")
        && "13".equals(request.getHeader("sec-websocket-version"))
        && key != null
        && key.length() == KEY_CHARACTERS
        && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        && !Refusals.announcesMoreThan(0, request);
  }

  private void open(HttpServerRequest request, Seat seat, KeyHash key) {
    Language language = AcceptLanguage.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    var _ =
        request
            .toWebSocket()
            .onSuccess(socket -> opened(request, seat, socket, key, language))
            .onFailure(failure -> LOG.debug("no WebSocket was opened: {}", failure.toString()));
  }

  private void opened(
      HttpServerRequest request,
      Seat seat,
      ServerWebSocket socket,
      KeyHash key,
      Language language) {
    meters.lines(++open);
    HttpConnection connection = request.connection();
    Line line =
        new Line(
            this, (WebSocketInternal) socket, key, language, () -> connections.closed(connection));
    seat.becomes(line);
    line.devicesChanged();
  }

  /** Scans the text in a message, which begins after so many bytes. */
  void scan(Device device, Buffer message, int from, ScanOfSeveral scan) {
    int length = message.length() - from;
    message.getBytes(from, message.length(), text, 0);
    scans.scan(device, text, length, scan);
  }

  /** Puts a verdict into an outbox, as JSON. */
  void write(
      Outbox outbox,
      Verdict verdict,
      long skewSeconds,
      long idHigh,
      long idLow,
      Language language,
      long seq) {
    String policy = shared.lists().rules().version();
    outbox.text(
        json.bytes(), json.fill(verdict, policy, skewSeconds, idHigh, idLow, language, seq));
  }

  /** A line has ended. */
  void closed() {
    meters.lines(--open);
  }

  /** Does something a moment later. */
  void afterAWhile(Runnable then) {
    var _ = vertx.setTimer(WHILE_MILLIS, timer -> then.run());
  }

  Devices devices() {
    return shared.lists().devices();
  }

  LoopMeters meters() {
    return meters;
  }

  Context loop() {
    return loop;
  }

  /** The present second, as the sweep counts. */
  long second() {
    return connections.second();
  }

  /** How long a peer may take none of its answers, in seconds. */
  long patience() {
    return shared.settings().patience().toSeconds();
  }

  /** How long a line may be silent, in seconds. */
  long idle() {
    return shared.settings().idle().toSeconds();
  }

  /** Whether lines must close that are not quiet by themselves. */
  boolean isDrainHalfOver() {
    Drain drain = shared.drain();
    return drain.hasBegun()
        && shared.nanos().getAsLong() - drain.since()
            > TimeUnit.MILLISECONDS.toNanos(shared.settings().drain().toMillis() / 2);
  }
}
