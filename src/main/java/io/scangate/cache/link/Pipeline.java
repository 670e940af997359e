package io.scangate.cache.link;

import io.scangate.cache.link.RedisUnavailable.Reason;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.LinkMeters.Loss;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests and replies in order on one connection, until it ends for whatever reason. Confined to
 * its event loop.
 *
 * <p>Behind each batch goes an {@code ECHO} of a number that nobody else on the connection has. If
 * what comes back is not that number, replies and requests are out of step: the connection ends and
 * everything in flight fails, so that no caller is given the reply of another.
 */
final class Pipeline {
  private final Vertx vertx;
  private final Connector.Connection connection;
  private final LinkMeters meters;
  private final int limit;
  private final long overdue;
  private final Consumer<Loss> ended;
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();
  private long nonce = ThreadLocalRandom.current().nextLong();
  private int inFlight;
  private boolean over;
  private long timer = -1;
  private long timerAt;

  /**
   * @param ended called once, when the connection ended by itself or was given up
   */
  Pipeline(
      Vertx vertx,
      Connector.Connection connection,
      LinkSettings settings,
      LinkMeters meters,
      Consumer<Loss> ended) {
    this.vertx = vertx;
    this.connection = connection;
    this.meters = meters;
    this.limit = settings.inFlight();
    this.overdue = settings.overdue().toNanos();
    this.ended = ended;
    connection
        .wire()
        .handler(unasked -> end(Loss.MISMATCH))
        .exceptionHandler(failure -> end(Loss.ENDED))
        .endHandler(end -> end(Loss.ENDED));
  }

  /**
   * Sends a batch in one write. The future fails with {@link RedisUnavailable} or, when the server
   * answered some command with an error, with {@link BatchErrors}.
   *
   * @param due monotonic nanoseconds
   */
  Future<List<@Nullable Response>> send(List<Request> requests, long due) {
    if (over || inFlight + requests.size() > limit) {
      meters.turnedAway(requests.size());
      return Future.failedFuture(new RedisUnavailable(over ? Reason.NOT_CONNECTED : Reason.BUSY));
    }
    String echo = HexFormat.of().toHexDigits(nonce++);
    Promise<List<@Nullable Response>> promise = Promise.promise();
    Flight flight = new Flight(promise, requests.size(), echo, System.nanoTime(), due);
    List<Request> batch = new ArrayList<>(requests.size() + 1);
    batch.addAll(requests);
    batch.add(Request.cmd(Command.ECHO).arg(echo));
    flights.add(flight);
    inFlight += flight.commands();
    wakeAt(due);
    connection.wire().batch(batch).onComplete(replies -> landed(flight, replies));
    return promise.future();
  }

  /** Whether it can be used. */
  boolean isOpen() {
    return !over;
  }

  /** Ends it; what is in flight fails. */
  Future<Void> close() {
    if (over) {
      return Future.succeededFuture();
    }
    finish(Reason.CLOSED);
    return connection.close();
  }

  /** Gives the connection up for that reason and says so to its owner. */
  void end(Loss why) {
    if (over) {
      return;
    }
    finish(why == Loss.MISMATCH ? Reason.MISMATCH : Reason.CONNECTION_LOST);
    connection.drop();
    meters.lost(why);
    ended.accept(why);
  }

  private void finish(Reason reason) {
    over = true;
    vertx.cancelTimer(timer);
    List<Flight> open = List.copyOf(flights);
    flights.clear();
    open.forEach(flight -> flight.refuse(new RedisUnavailable(reason)));
  }

  private void landed(Flight flight, AsyncResult<List<Response>> replies) {
    if (over) {
      return;
    }
    if (replies.succeeded()) {
      arrived(flight, replies.result());
    } else {
      BatchErrors.read(replies.cause())
          .ifPresentOrElse(
              errors -> refused(flight, errors),
              // The library found the request malformed and sent nothing of this batch.
              () -> take(flight).refuse(replies.cause()));
    }
  }

  private void arrived(Flight flight, List<Response> replies) {
    Response echo = replies.get(flight.commands());
    if (echo == null
        || echo.type() != ResponseType.BULK
        || !echo.toString().equals(flight.nonce())) {
      end(Loss.MISMATCH);
      return;
    }
    meters.roundTrip(flight.commands(), System.nanoTime() - flight.sentAt());
    take(flight).land(new ArrayList<>(replies.subList(0, flight.commands())));
  }

  private void refused(Flight flight, BatchErrors errors) {
    if (errors.at(flight.commands())) {
      // An echo is never refused: either the connection is gone or the replies are out of step.
      end(errors.sentByServer(flight.commands()) ? Loss.MISMATCH : Loss.ENDED);
      return;
    }
    meters.roundTrip(flight.commands(), System.nanoTime() - flight.sentAt());
    take(flight).refuse(errors);
  }

  private Flight take(Flight flight) {
    flights.remove(flight);
    inFlight -= flight.commands();
    return flight;
  }

  /** Keeps the one timer set to the earliest instant at which something is due. */
  private void wakeAt(long instant) {
    if (timer >= 0 && timerAt - instant <= 0) {
      return;
    }
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
    timerAt = instant;
    long nanos = Math.max(0, instant - System.nanoTime());
    timer = vertx.setTimer(Math.max(1, (nanos + 999_999) / 1_000_000), fired -> wake());
  }

  private void wake() {
    timer = -1;
    long now = System.nanoTime();
    Flight oldest = flights.peek();
    if (oldest == null) {
      return;
    }
    long next = oldest.due() + overdue;
    if (next - now <= 0) {
      expire(now);
      end(Loss.OVERDUE);
      return;
    }
    for (Flight flight : List.copyOf(flights)) {
      if (!flight.isTold() && flight.due() - now > 0) {
        next = flight.due() - next < 0 ? flight.due() : next;
      }
    }
    wakeAt(next);
    expire(now);
  }

  private void expire(long now) {
    for (Flight flight : List.copyOf(flights)) {
      if (flight.due() - now <= 0 && flight.refuse(new RedisUnavailable(Reason.DEADLINE))) {
        meters.deadlineMissed(flight.commands());
      }
    }
  }
}
