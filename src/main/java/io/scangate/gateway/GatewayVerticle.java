package io.scangate.gateway;

import io.scangate.ops.LoopLag;
import io.scangate.ops.LoopMeters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The gateway on one event loop, from its start to its end. Confined to that loop. */
public final class GatewayVerticle extends VerticleBase {
  private static final int LONGEST_LINE = 1_024;
  private static final int LARGEST_HEADERS = 8_192;
  private static final int BACKLOG = 4_096;

  private final SharedParts shared;
  private final LoopParts.Opening opening;
  private @Nullable LoopParts own;
  private @Nullable HttpServer server;

  /** A gateway that is to be deployed once for each event loop. */
  public GatewayVerticle(SharedParts shared, LoopParts.Opening opening) {
    this.shared = shared;
    this.opening = opening;
  }

  @Override
  public Future<?> start() {
    return opening.open(vertx).compose(this::listen);
  }

  private Future<HttpServer> listen(LoopParts parts) {
    own = parts;
    GatewaySettings settings = shared.settings();
    LoopMeters meters = shared.meters().forLoop();
    Connections connections = new Connections(settings, shared.connections(), meters);
    Refusals refusals = new Refusals(connections, shared.drain(), meters);
    ScanHandler scans =
        new ScanHandler(shared, connections, new Scanner(shared, parts, meters), refusals, meters);
    Routes routes = new Routes(shared.lists(), connections, refusals);
    Entrance entrance = new Entrance(connections, scans, routes.router(vertx), refusals, meters);
    connections.sweepWith(vertx);
    LoopLag.watch(vertx, meters, shared.nanos());
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::opened)
            .requestHandler(entrance::handle)
            .invalidRequestHandler(entrance::handleInvalid);
    return server.listen(settings.port(), settings.host());
  }

  /** Connections end when what they asked is answered, or when the time for it is over. */
  @Override
  public Future<?> stop() {
    shared.drain().begin();
    Future<Void> drained =
        server == null
            ? Future.succeededFuture()
            : server.shutdown(shared.settings().drain().toMillis(), TimeUnit.MILLISECONDS);
    return drained.eventually(() -> own == null ? Future.succeededFuture() : own.close());
  }

  /** The port that it listens on. */
  public int port() {
    return server == null ? shared.settings().port() : server.actualPort();
  }

  /** Without HTTP/2 in clear text the connection handler sees a peer before its first byte. */
  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(LONGEST_LINE)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setAcceptBacklog(BACKLOG)
        .setTcpNoDelay(true);
  }
}
