package io.scangate.engine;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The body of a request, taken piece by piece: the socket is read no faster than {@link #next} is
 * called. Confined to the context of the request, on a virtual thread.
 */
public final class Body {
  /** What comes next. */
  public sealed interface Next {
    /** Some bytes. */
    record Piece(Buffer bytes) implements Next {}

    /** The body is complete. */
    record End() implements Next {}

    /** Nothing came in time; it may still. */
    record Nothing() implements Next {}

    /** The sender has gone away. */
    record Gone() implements Next {}
  }

  /** A body as a whole. */
  public sealed interface Whole {
    /** All its bytes. */
    record Bytes(Buffer bytes) implements Whole {}

    /** It is larger than allowed, or came too slowly. */
    record Refused(Problem problem) implements Whole {}
  }

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Queue<Next> arrived = new ArrayDeque<>();
  private Promise<Void> signal = Promise.promise();
  private boolean askedFor;

  /** Takes over a request of which nothing was read; whoever waits for our word to send gets it. */
  public Body(Vertx vertx, HttpServerRequest request) {
    this.vertx = vertx;
    this.request = request;
    request.pause();
    request.handler(bytes -> arrive(new Next.Piece(bytes)));
    request.endHandler(end -> arrive(new Next.End()));
    request.exceptionHandler(failure -> arrive(new Next.Gone()));
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      var _ = request.response().writeContinue();
    }
  }

  private void arrive(Next next) {
    arrived.add(next);
    askedFor = false;
    var _ = signal.tryComplete();
  }

  /**
   * Waits for what comes next, so long at most. What arrives in the instant in which the patience
   * is over waits for the next call: it is in the queue, and never in the hands of nobody.
   */
  public Next next(Duration patience) {
    if (arrived.isEmpty()) {
      Promise<Void> waiting = Promise.promise();
      signal = waiting;
      if (!askedFor) {
        askedFor = true;
        request.fetch(1);
      }
      long timer = vertx.setTimer(patience.toMillis(), late -> waiting.tryComplete());
      var _ = waiting.future().await();
      vertx.cancelTimer(timer);
    }
    Next next = arrived.poll();
    return next == null ? new Next.Nothing() : next;
  }

  /**
   * Waits for all of it.
   *
   * @param most how many bytes it may have; more are refused before they are read
   */
  public Whole whole(long most, Duration patience) {
    Buffer all = Buffer.buffer();
    while (true) {
      switch (next(patience)) {
        case Next.Piece(var bytes) -> {
          if (all.length() + bytes.length() > most) {
            return new Whole.Refused(tooLarge(most));
          }
          all.appendBuffer(bytes);
        }
        case Next.End() -> {
          return new Whole.Bytes(all);
        }
        case Next.Nothing() -> {
          return new Whole.Refused(
              Problem.of(408, "slow-body", "The body came too slowly", "Send it in one go."));
        }
        case Next.Gone() -> {
          return new Whole.Refused(
              Problem.of(400, "gone", "The body is not complete", "Send all of it."));
        }
      }
    }
  }

  /** The answer to a body that is larger than allowed. */
  public static Problem tooLarge(long most) {
    return Problem.of(
        413, "too-large", "The body is too large", "At most " + most + " bytes; send it in parts.");
  }

  /** Whether its sender says that it is larger than that. */
  public static boolean isDeclaredLarger(HttpServerRequest request, long most) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && (length.length() > 18 || Long.parseLong(length) > most);
  }
}
