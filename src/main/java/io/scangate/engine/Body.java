package io.scangate.engine;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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

  private final HttpServerRequest request;
  private final Queue<Next> arrived = new ArrayDeque<>();
  private @Nullable Promise<Next> awaited;

  /** Takes over a request of which nothing was read; whoever waits for our word to send gets it. */
  public Body(HttpServerRequest request) {
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
    Promise<Next> waiting = awaited;
    if (waiting != null) {
      awaited = null;
      waiting.complete(next);
    } else {
      arrived.add(next);
    }
  }

  /** Waits for what comes next, so long at most. */
  public Next next(Duration patience) {
    Next already = arrived.poll();
    if (already != null) {
      return already;
    }
    Promise<Next> waiting = awaited;
    if (waiting == null) {
      waiting = Promise.promise();
      awaited = waiting;
      request.fetch(1);
    }
    try {
      return waiting.future().timeout(patience.toMillis(), TimeUnit.MILLISECONDS).await();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception late) {
      if (late instanceof TimeoutException) {
        return new Next.Nothing();
      }
      throw new IllegalStateException(late);
    }
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
