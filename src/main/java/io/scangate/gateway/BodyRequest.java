package io.scangate.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is collected before anything is done with it: up to a size, and within the
 * patience of the gateway. Confined to its event loop.
 */
abstract class BodyRequest {
  private static final CharSequence CONTINUE = HttpHeaders.createOptimized("100-continue");

  private final HttpServerRequest request;
  private final Seat seat;
  private final Refusals refusals;
  private final int mostBytes;
  private final Problem tooLarge;
  private @Nullable Buffer body;
  private boolean answered;
  private long readingSince;

  /**
   * @param mostBytes the largest body
   * @param tooLarge what is answered to a larger one
   */
  BodyRequest(
      HttpServerRequest request, Seat seat, Refusals refusals, int mostBytes, Problem tooLarge) {
    this.request = request;
    this.seat = seat;
    this.refusals = refusals;
    this.mostBytes = mostBytes;
    this.tooLarge = tooLarge;
  }

  /** Takes the body in. */
  final void read(Connections connections) {
    readingSince = connections.second();
    seat.awaits(this);
    request
        .handler(this::arrived)
        .endHandler(
            end -> {
              seat.hasSpoken(this, connections.second());
              ended();
            });
    if (request.headers().contains(HttpHeaders.EXPECT, CONTINUE, true)) {
      var _ = request.response().writeContinue();
    }
  }

  /** The body is whole. */
  abstract void whole(@Nullable Buffer body);

  /** It is answered, or refused. */
  void over() {}

  /** It failed in a way that nobody expected. */
  abstract void failed(Throwable why);

  private void arrived(Buffer part) {
    if (answered) {
      return;
    }
    if (part.length() + (body == null ? 0 : body.length()) > mostBytes) {
      refuse(tooLarge);
    } else {
      body = body == null ? part : body.appendBuffer(part);
    }
  }

  private void ended() {
    if (answered) {
      return;
    }
    try {
      whole(body);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** Refuses it where its body has not come within the patience. */
  final void sweep(long now, long patience) {
    if (now - readingSince > patience) {
      refuse(Problem.SLOW_BODY);
    }
  }

  /** Refuses it, unless it is answered. */
  final void refuse(Problem problem) {
    if (!answered) {
      answered = true;
      seat.forget(this);
      refusals.refuse(request, seat, problem);
      over();
    }
  }

  /** The connection that it came on. */
  final Seat seat() {
    return seat;
  }

  /** Marks it as answered; the request is what the answer goes to. */
  final HttpServerRequest answer() {
    answered = true;
    over();
    return request;
  }
}
