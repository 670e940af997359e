package io.scangate.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
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

  private final Connections connections;
  private final ScanHandler scans;
  private final Handler<HttpServerRequest> router;
  private final Refusals refusals;
  private final LoopMeters meters;

  Entrance(
      Connections connections,
      ScanHandler scans,
      Handler<HttpServerRequest> router,
      Refusals refusals,
      LoopMeters meters) {
    this.connections = connections;
    this.scans = scans;
    this.router = router;
    this.refusals = refusals;
    this.meters = meters;
  }

  /** A request has come. */
  void handle(HttpServerRequest request) {
    Seat seat = connections.of(request.connection());
    try {
      if (!seat.isServed()) {
        meters.shed(Shed.CONNECTIONS);
        refusals.refuse(request, seat, Problem.BUSY);
      } else if (SCANS.equals(request.path())) {
        scans.handle(request, seat);
      } else {
        seat.hasSpoken(connections.second());
        router.handle(request);
      }
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      refusals.refuse(request, seat, Problem.FAILED);
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
