package io.scangate.cache.link;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.Optional;

/**
 * Makes connections to Redis: TCP, TLS where asked for, {@code HELLO 2} with the user's
 * credentials, all within one deadline. Confined to its event loop.
 *
 * <p>Each connection has a client of the library to itself. The library's pool would put a
 * connection that we give up back for the next borrower, with replies still on their way; closing
 * the client closes the socket. RESP2, because the library hands replies to the wrong caller when a
 * RESP3 push arrives among them.
 */
final class Connector {
  /** A connection and the client that it is the only one of. */
  record Connection(Redis client, RedisConnection wire) {
    /** Closes the socket. */
    Future<Void> close() {
      return client.close();
    }

    /** Closes the socket without waiting until that is done. */
    void drop() {
      client.close();
    }
  }

  private final Vertx vertx;
  private final LinkSettings settings;

  Connector(Vertx vertx, LinkSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  /** Connects as that user; fails when it is not done by the deadline for handshakes. */
  Future<Connection> connect(HostPort to, Optional<RedisCredentials> user) {
    Redis client = Redis.createClient(vertx, options(to, user));
    Promise<Connection> promise = Promise.promise();
    long timer =
        vertx.setTimer(
            settings.handshake().toMillis(),
            fired -> {
              if (promise.tryFail(new RedisUnavailable(RedisUnavailable.Reason.DEADLINE))) {
                client.close();
              }
            });
    client
        .connect()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              if (done.failed()) {
                promise.tryFail(done.cause());
                client.close();
                return;
              }
              // The library would log what our own handlers are about to deal with.
              done.result().exceptionHandler(failure -> {});
              if (!promise.tryComplete(new Connection(client, done.result()))) {
                client.close();
              }
            });
    return promise.future();
  }

  private RedisOptions options(HostPort to, Optional<RedisCredentials> user) {
    boolean tls = settings.address().tls();
    NetClientOptions net =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setConnectTimeout((int) settings.handshake().toMillis());
    if (tls) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      settings
          .trust()
          .ifPresent(pem -> net.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
    }
    RedisOptions options =
        new RedisOptions()
            .setType(RedisClientType.STANDALONE)
            .setConnectionString((tls ? "rediss://" : "redis://") + to)
            .setNetClientOptions(net)
            .setPreferredProtocolVersion(ProtocolVersion.RESP2)
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(1)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1)
            // Every batch adds a nonce, so commands in flight may double on the wire.
            .setMaxWaitingHandlers(2 * settings.inFlight() + 16);
    user.ifPresent(it -> options.setUser(it.user()).setPassword(it.password()));
    return options;
  }
}
