package io.scangate.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.scangate.gateway.Turn.Priority;
import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every request of an event loop comes in: scans go straight to their handler, everything
 * else to the router. Confined to its event loop.
 */
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final String SCANS = "/v1/scans";
  private static final String BATCHES = "/v1/scans/batch";
  private static final String GATE = "/v1/gate";
  private static final String CODE = "/v1/code";

  private final Connections connections;
  private final ScanHandler scans;
  private final BatchHandler batches;
  private final LineHandler lines;
  private final ShowHandler shows;
  private final Handler<HttpServerRequest> router;
  private final Refusals refusals;
  private final Turn turn;
  private final LoopMeters meters;

  Entrance(
      Connections connections,
      ScanHandler scans,
      BatchHandler batches,
      LineHandler lines,
      ShowHandler shows,
      Handler<HttpServerRequest> router,
      Refusals refusals,
      Turn turn,
      LoopMeters meters) {
    this.connections = connections;
    this.scans = scans;
    this.batches = batches;
    this.lines = lines;
    this.shows = shows;
    this.router = router;
    this.refusals = refusals;
    this.turn = turn;
    this.meters = meters;
  }

  /** A request has come. */
  void handle(HttpServerRequest request) {
    Seat seat = connections.of(request.connection());
    try {
      if (!seat.isServed()) {
        refusals.shed(request, seat, Shed.CONNECTIONS);
      } else if (SCANS.equals(request.path()) && seat.mayScan()) {
        scans.handle(request, seat);
      } else {
        handleElse(request, seat);
      }
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      refusals.refuse(request, seat, Problem.FAILED);
    }
  }

  private void handleElse(HttpServerRequest request, Seat seat) {
    String path = request.path();
    boolean scans = SCANS.equals(path) || BATCHES.equals(path) || GATE.equals(path);
    if (scans && !seat.mayScan()) {
      refusals.refuse(request, seat, Problem.NO_CERTIFICATE);
      return;
    }
    if (BATCHES.equals(path)) {
      batches.handle(request, seat);
      return;
    }
    seat.hasSpoken(connections.second());
    if (!turn.serves(CODE.equals(path) ? Priority.SHOW : Priority.OTHER)) {
      refusals.shed(request, seat, Shed.OVERLOAD);
      return;
    }
    switch (path) {
      case GATE -> lines.handle(request, seat);
      case CODE -> shows.handle(request, seat);
      case null, default -> router.handle(request);
    }
  }

  /** Something has come that is no request of HTTP/1.1, or is too long for one. */
  void handleInvalid(HttpServerRequest request) {
    Throwable why = request.decoderResult().cause();
    Problem problem =
        switch (why) {
          case TooLongHttpLineException _ -> Problem.LONG_ADDRESS;
          case TooLongHttpHeaderException _ -> Problem.LARGE_HEADERS;
          case null, default -> Problem.BAD_REQUEST;
        };
    meters.problem(problem.status());
    problem.answerAndClose(request.response());
  }
}
