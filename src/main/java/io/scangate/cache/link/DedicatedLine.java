package io.scangate.cache.link;

import io.scangate.cache.link.RedisUnavailable.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection that one blocking command at a time has to itself. Confined to its event loop. */
final class DedicatedLine implements BlockingLine {
  private final Vertx vertx;
  private final Connector.Connection connection;
  private final Master master;
  private final Promise<Void> over = Promise.promise();
  private @Nullable Promise<@Nullable Response> waiting;

  DedicatedLine(Vertx vertx, Connector.Connection connection, Master master) {
    this.vertx = vertx;
    this.connection = connection;
    this.master = master;
    connection
        .wire()
        .handler(unasked -> end(Reason.MISMATCH))
        .exceptionHandler(failure -> end(Reason.CONNECTION_LOST))
        .endHandler(end -> end(Reason.CONNECTION_LOST));
  }

  @Override
  public Master master() {
    return master;
  }

  @Override
  public Future<@Nullable Response> send(Request request, Duration atMost) {
    if (over.future().isComplete() || waiting != null) {
      return Future.failedFuture(
          new RedisUnavailable(waiting == null ? Reason.NOT_CONNECTED : Reason.BUSY));
    }
    Promise<@Nullable Response> promise = Promise.promise();
    waiting = promise;
    long timer = vertx.setTimer(Math.max(1, atMost.toMillis()), fired -> end(Reason.DEADLINE));
    connection
        .wire()
        .send(request)
        .onComplete(
            reply -> {
              vertx.cancelTimer(timer);
              if (promise.future().isComplete()) {
                return;
              }
              if (reply.succeeded()) {
                waiting = null;
                promise.tryComplete(reply.result());
              } else {
                failed(promise, reply.cause());
              }
            });
    return promise.future();
  }

  @Override
  public Future<Void> ended() {
    return over.future();
  }

  @Override
  public Future<Void> close() {
    end(Reason.CLOSED);
    return connection.close();
  }

  private void failed(Promise<@Nullable Response> promise, Throwable cause) {
    boolean refused =
        cause instanceof Response reply
            && reply.type() == ResponseType.ERROR
            && BatchErrors.isCode(String.valueOf(cause.getMessage()));
    if (!refused) {
      end(Reason.CONNECTION_LOST);
      return;
    }
    waiting = null;
    promise.tryFail(new RedisRefusal(String.valueOf(cause.getMessage())));
  }

  private void end(Reason why) {
    Promise<@Nullable Response> open = waiting;
    waiting = null;
    if (over.tryComplete()) {
      connection.drop();
    }
    if (open != null) {
      open.tryFail(new RedisUnavailable(why));
    }
  }
}
