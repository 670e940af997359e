package io.scangate.gateway;

import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Answers requests with problems, and sees to it that a body nobody wants is not taken in. Confined
 * to its event loop.
 */
final class Refusals {
  /** What may still come of a refused request on a connection that stays open. */
  private static final int SMALL = 4_096;

  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

  private final Connections connections;
  private final Drain drain;
  private final LoopMeters meters;

  Refusals(Connections connections, Drain drain, LoopMeters meters) {
    this.connections = connections;
    this.drain = drain;
    this.meters = meters;
  }

  /** Refuses a request for want of room or time, before anything is done for it. */
  void shed(HttpServerRequest request, Seat seat, Shed why) {
    meters.shed(why);
    refuse(request, seat, Problem.BUSY);
  }

  /**
   * Refuses a request. Where a large body may follow, the connection ends: what comes of it within
   * the next sweep is thrown away, so that the peer reads the answer and no reset, and then it is
   * closed.
   */
  void refuse(HttpServerRequest request, Seat seat, Problem problem) {
    meters.problem(problem.status());
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      refuseStream(request, seat, problem);
      return;
    }
    boolean unwanted =
        !request.isEnded()
            && (problem == Problem.TOO_LARGE
                || problem == Problem.TOO_MANY
                || problem == Problem.SLOW_BODY
                || mayBeLarge(request));
    if (unwanted) {
      seat.leave();
      request.handler(part -> {}).endHandler(end -> request.connection().close());
      problem.answerAndClose(response);
    } else if (drain.hasBegun() || !seat.isServed()) {
      seat.leave();
      problem.answerAndClose(response);
    } else {
      seat.hasSpoken(connections.second());
      problem.answer(response);
    }
  }

  /**
   * Other requests of the connection go on; what still comes of this one is thrown away, and
   * completes nothing, so that a connection that does nothing else ends with the idle time.
   */
  private void refuseStream(HttpServerRequest request, Seat seat, Problem problem) {
    if (!request.isEnded()) {
      request.handler(part -> {}).endHandler(end -> {});
    }
    if (seat.isServed()) {
      seat.hasSpoken(connections.second());
    } else {
      seat.leave();
    }
    problem.answer(request.response());
  }

  /**
   * Tells the peer of an answer that the connection ends, where this gateway is on its way out or
   * the connection has become old; over HTTP/2 a frame tells the one, and proxies see to the other.
   */
  void tellEnd(HttpServerRequest request, Seat seat) {
    boolean old = seat.isOld(connections.second());
    if ((old || drain.hasBegun()) && request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, CLOSE);
      if (old) {
        // The peer closes it, or else the next sweep.
        seat.leave();
      }
    }
  }

  private static boolean mayBeLarge(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || announcesMoreThan(SMALL, request);
  }

  /** Whether the length that a request announces is more than that, or is no number. */
  static boolean announcesMoreThan(int bytes, HttpServerRequest request) {
    String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (announced == null) {
      return false;
    }
    try {
      return Long.parseLong(announced) > bytes;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
