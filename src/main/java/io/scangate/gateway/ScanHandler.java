package io.scangate.gateway;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Language;
import io.scangate.verdict.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/scans}: who asks, what is asked, what is answered. Confined to its event loop.
 *
 * <p>It stands in front of the router, since this is the one address that a whole city calls at
 * once; whatever is refused is refused before anything is done for it.
 */
final class ScanHandler {
  /** The largest body, in bytes. */
  static final int MOST_BYTES = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(ScanHandler.class);
  private static final CharSequence JSON = createOptimized("application/json");

  private final SharedParts shared;
  private final Connections connections;
  private final Doorkeeper doorkeeper;
  private final Scanner scanner;
  private final Refusals refusals;
  private final LoopMeters meters;
  private final VerdictJson json = new VerdictJson();
  private final byte[] text = new byte[MOST_BYTES];
  private String askedLanguage = "";
  private Language language = AcceptLanguage.of(null);

  ScanHandler(
      SharedParts shared,
      Connections connections,
      Scanner scanner,
      Refusals refusals,
      LoopMeters meters) {
    this.shared = shared;
    this.connections = connections;
    this.doorkeeper = new Doorkeeper(shared.lists());
    this.scanner = scanner;
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
    if (!device.mayScan(shared.nanos().getAsLong())) {
      meters.shed(Shed.DEVICE_RATE);
      refusals.refuse(request, seat, Problem.OVER_RATE);
      return;
    }
    BodyType type = BodyType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (type == null) {
      refusals.refuse(request, seat, Problem.WRONG_TYPE);
    } else if (Refusals.announcesMoreThan(MOST_BYTES, request)) {
      refusals.refuse(request, seat, Problem.TOO_LARGE);
    } else {
      new ScanRequest(this, request, seat, refusals, device, type).read(connections);
    }
  }

  /** Scans a body that has come whole. */
  void scan(Gate gate, BodyType type, @Nullable Buffer body, ScanRequest scan) {
    int length = body == null ? 0 : body.length();
    if (body != null) {
      body.getBytes(text);
    }
    switch (type) {
      case TEXT -> scan(gate, text, length, scan);
      case JSON -> {
        byte[] code = length == 0 ? text : CodeText.inJson(text, length);
        if (code == null) {
          scan.refuse(Problem.NOT_JSON);
        } else {
          scan(gate, code, length == 0 ? 0 : code.length, scan);
        }
      }
    }
  }

  private void scan(Gate gate, byte[] code, int length, ScanRequest scan) {
    int end = CodeText.withoutLineEnd(code, length);
    if (end == 0) {
      scan.refuse(Problem.EMPTY_BODY);
    } else {
      scanner.scan(gate, code, end, scan);
    }
  }

  /** Answers with a verdict. */
  void tell(
      HttpServerRequest request,
      Seat seat,
      Verdict verdict,
      long skewSeconds,
      long idHigh,
      long idLow) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    refusals.tellEnd(request, seat);
    String policy = shared.lists().rules().version();
    var _ =
        response
            .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
            .end(json.write(verdict, policy, skewSeconds, idHigh, idLow, languageOf(request)));
  }

  /** Counts a scan that was shed. */
  void countShed(Shed why) {
    meters.shed(why);
  }

  /** Tells the log of a failure that nobody expected. */
  void logFailure(Throwable why) {
    LOG.error("a scan failed", why);
  }

  /** Scanners of a make send the same header for ever: the last one is kept. */
  private Language languageOf(HttpServerRequest request) {
    String asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (asked != null && !asked.equals(askedLanguage)) {
      language = AcceptLanguage.of(asked);
      askedLanguage = asked;
    }
    return asked == null ? Language.CHINESE : language;
  }
}
