package io.scangate.cache.link;

import io.scangate.cache.link.RedisUnavailable.Reason;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.LinkMeters.Loss;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one master, made again whenever it ends. Confined to its event loop.
 *
 * <p>A server that says it is a replica is not used: its owner is told, since another server may be
 * the master now.
 */
final class Line {
  /** Who uses the line. */
  interface Owner {
    /** The master is connected. */
    void up(Master master);

    /** The connection to the master was lost. */
    void down(Master master);

    /** There is no master at this address, as far as can be told. */
    void vacant();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  private final Vertx vertx;
  private final Connector connector;
  private final LinkSettings settings;
  private final LinkMeters meters;
  private final HostPort address;
  private final Owner owner;
  private final Backoff backoff;
  private @Nullable Pipeline pipeline;
  private @Nullable Master master;
  private @Nullable String told;
  private boolean closed;
  private long retry = -1;

  Line(
      Vertx vertx,
      Connector connector,
      LinkSettings settings,
      LinkMeters meters,
      HostPort address,
      Owner owner) {
    this.vertx = vertx;
    this.connector = connector;
    this.settings = settings;
    this.meters = meters;
    this.address = address;
    this.owner = owner;
    this.backoff =
        new Backoff(settings.firstRetry(), settings.lastRetry(), ThreadLocalRandom.current());
  }

  /** Begins to connect. */
  Line start() {
    connect();
    return this;
  }

  /** The conversation, while the master is connected. */
  @Nullable Pipeline pipeline() {
    return pipeline;
  }

  /** The master, while it is connected. */
  @Nullable Master master() {
    return master;
  }

  /** Sends nothing but an echo, so that a connection that died in silence is noticed. */
  void probe() {
    if (pipeline != null) {
      var _ = pipeline.send(List.of(), System.nanoTime() + settings.deadline().toNanos());
    }
  }

  /** Gives up the present connection for that reason and makes another. */
  void remake(Loss why) {
    if (pipeline != null) {
      pipeline.end(why);
    }
  }

  /** Ends the line for good, because another server is the master now. */
  void retire() {
    closed = true;
    vertx.cancelTimer(retry);
    remake(Loss.TOPOLOGY);
  }

  /** Ends the line for good. */
  Future<Void> close() {
    closed = true;
    vertx.cancelTimer(retry);
    Pipeline open = pipeline;
    pipeline = null;
    master = null;
    return open == null ? Future.succeededFuture() : open.close();
  }

  private void connect() {
    connector
        .connect(address, settings.credentials())
        .onComplete(
            attempt -> {
              if (attempt.failed()) {
                failed(attempt.cause());
              } else {
                greet(attempt.result());
              }
            });
  }

  private void greet(Connector.Connection connection) {
    Greeting.of(vertx, connection, settings.handshake())
        .onComplete(
            answer -> {
              if (closed || answer.failed() || !answer.result().master()) {
                connection.drop();
                failed(
                    answer.failed() ? answer.cause() : new RedisUnavailable(Reason.NOT_A_MASTER));
              } else {
                established(connection, answer.result());
              }
            });
  }

  private void established(Connector.Connection connection, Greeting greeting) {
    backoff.reset();
    if (told != null) {
      told = null;
      LOG.info("Redis at {} is connected", address);
    }
    Master reached = new Master(address, greeting.runId());
    pipeline = new Pipeline(vertx, connection, settings, meters, why -> lost(reached, why));
    master = reached;
    meters.connected();
    owner.up(reached);
  }

  private void lost(Master reached, Loss why) {
    told = "";
    LOG.warn("The connection to Redis at {} ended: {}", address, why.tag());
    pipeline = null;
    master = null;
    owner.down(reached);
    again();
  }

  private void failed(Throwable why) {
    if (closed) {
      return;
    }
    tell(reason(why));
    meters.connectFailed();
    owner.vacant();
    again();
  }

  /** Says why there is no connection, once for each cause and not for each attempt. */
  private void tell(String cause) {
    if (!cause.equals(told)) {
      told = cause;
      LOG.warn("No connection to Redis at {}: {}", address, cause);
    }
  }

  /** TLS failures say what is wrong in their cause only. */
  private static String reason(Throwable why) {
    Throwable cause = why.getCause();
    return cause == null
        ? String.valueOf(why.getMessage())
        : why.getMessage() + ": " + cause.getMessage();
  }

  private void again() {
    if (!closed) {
      retry = vertx.setTimer(backoff.next(), fired -> connect());
    }
  }
}
