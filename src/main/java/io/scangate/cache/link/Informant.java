package io.scangate.cache.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks one of several servers a question about the topology, and stays with the one that answered.
 * Confined to its event loop.
 */
final class Informant {
  private record Talk(HostPort with, Connector.Connection connection) {}

  private final Vertx vertx;
  private final Connector connector;
  private final LinkSettings settings;
  private final Optional<RedisCredentials> user;
  private @Nullable Talk talk;
  private boolean closed;

  Informant(
      Vertx vertx, Connector connector, LinkSettings settings, Optional<RedisCredentials> user) {
    this.vertx = vertx;
    this.connector = connector;
    this.settings = settings;
    this.user = user;
  }

  /**
   * Asks them in turn until one gives an answer that can be read.
   *
   * @param read makes something of the reply, knowing who gave it; it throws what it cannot read
   */
  <T> Future<T> ask(List<HostPort> whom, Request question, BiFunction<HostPort, Response, T> read) {
    Talk current = talk;
    if (current == null) {
      return askNext(whom.iterator(), question, read);
    }
    return put(current, question, read)
        .recover(failure -> askNext(whom.iterator(), question, read));
  }

  /** Ends the conversation. */
  Future<Void> close() {
    closed = true;
    Talk current = talk;
    talk = null;
    return current == null ? Future.succeededFuture() : current.connection().close();
  }

  private <T> Future<T> askNext(
      Iterator<HostPort> left, Request question, BiFunction<HostPort, Response, T> read) {
    if (closed || !left.hasNext()) {
      return Future.failedFuture(new RedisUnavailable(RedisUnavailable.Reason.NOT_CONNECTED));
    }
    HostPort next = left.next();
    return connector
        .connect(next, user)
        .compose(
            connection -> {
              Talk begun = new Talk(next, connection);
              talk = begun;
              return put(begun, question, read);
            })
        .recover(failure -> askNext(left, question, read));
  }

  private <T> Future<T> put(Talk with, Request question, BiFunction<HostPort, Response, T> read) {
    long timer = vertx.setTimer(settings.handshake().toMillis(), fired -> with.connection().drop());
    return with.connection()
        .wire()
        .send(question)
        .map(
            reply -> {
              if (reply == null) {
                throw new RedisUnavailable(RedisUnavailable.Reason.NOT_SERVING);
              }
              return read.apply(with.with(), reply);
            })
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              if (done.failed()) {
                leave(with);
              }
            });
  }

  private void leave(Talk failed) {
    failed.connection().drop();
    if (failed.equals(talk)) {
      talk = null;
    }
  }
}
