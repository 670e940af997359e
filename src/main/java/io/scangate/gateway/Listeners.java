package io.scangate.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of a gateway as one event loop listens on them. Confined to it.
 *
 * <p>The main port speaks HTTP/1.1, and with a certificate TLS with HTTP/1.1 and HTTP/2. HTTP/2 in
 * clear text has a port of its own, for proxies: to tell it from HTTP/1.1 the server must wait for
 * the first bytes of a peer, which until then nobody counts, and scanners need not pay for that.
 */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final int LONGEST_LINE = 1_024;
  private static final int LARGEST_HEADERS = 8_192;
  private static final int BACKLOG = 4_096;
  private static final int MOST_STREAMS = 128;

  /** Beyond what a line takes, so that who sends a little more than that is told. */
  private static final int LARGEST_FRAME = 2 * ScanHandler.MOST_BYTES;

  private final GatewaySettings settings;
  private final List<HttpServer> servers = new ArrayList<>();
  private Runnable unfollow = () -> {};

  private Listeners(GatewaySettings settings) {
    this.settings = settings;
  }

  /** Listens on all ports. */
  static Future<Listeners> open(
      Vertx vertx, SharedParts shared, Handler<HttpConnection> opened, Entrance entrance) {
    GatewaySettings settings = shared.settings();
    Listeners listeners = new Listeners(settings);
    HttpServerOptions main = listeners.options().setHttp2ClearTextEnabled(false);
    shared.certificate().ifPresent(certificate -> secure(main, settings, certificate));
    HttpServer server = listeners.server(vertx, main, opened, entrance);
    return server
        .listen(settings.port(), settings.host())
        .compose(
            listening -> {
              shared.certificate().ifPresent(listeners::follow);
              return listeners.listenForProxies(vertx, opened, entrance);
            })
        .map(listeners);
  }

  private Future<?> listenForProxies(
      Vertx vertx, Handler<HttpConnection> opened, Entrance entrance) {
    if (settings.http2Port().isEmpty()) {
      return Future.succeededFuture();
    }
    HttpServerOptions options =
        options()
            .setHttp2ClearTextEnabled(true)
            .setReadIdleTimeout((int) settings.idle().toSeconds())
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return server(vertx, options, opened, entrance)
        .listen(settings.http2Port().getAsInt(), settings.host());
  }

  private HttpServer server(
      Vertx vertx, HttpServerOptions options, Handler<HttpConnection> opened, Entrance entrance) {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .connectionHandler(opened)
            .requestHandler(entrance::handle)
            .invalidRequestHandler(entrance::handleInvalid);
    servers.add(server);
    return server;
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(LONGEST_LINE)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MOST_STREAMS)
                .setMaxHeaderListSize(LARGEST_HEADERS))
        .setAcceptBacklog(BACKLOG)
        .setTcpNoDelay(true)
        .setMaxWebSocketFrameSize(LARGEST_FRAME)
        .setMaxWebSocketMessageSize(LARGEST_FRAME)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setRegisterWebSocketWriteHandlers(false);
  }

  private static void secure(
      HttpServerOptions options, GatewaySettings settings, ServerCertificate certificate) {
    ServerSSLOptions shown = certificate.options();
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(shown.getKeyCertOptions())
        .setTrustOptions(shown.getTrustOptions())
        .setClientAuth(shown.getClientAuth())
        .setSslHandshakeTimeout(settings.patience().toSeconds())
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
  }

  /** Connections that are open keep the certificate that they were made with. */
  private void follow(ServerCertificate certificate) {
    HttpServer server = servers.getFirst();
    Consumer<ServerSSLOptions> follower =
        shown -> {
          var _ =
              server
                  .updateSSLOptions(shown, true)
                  .onFailure(failure -> LOG.error("a new certificate is not shown", failure));
        };
    certificate.follow(follower);
    unfollow = () -> certificate.unfollow(follower);
  }

  /** Closes when what is under way is answered, or the time for it is over. */
  Future<?> close() {
    unfollow.run();
    long millis = settings.drain().toMillis();
    return Future.join(
        servers.stream().map(server -> server.shutdown(millis, TimeUnit.MILLISECONDS)).toList());
  }

  /** The main port. */
  int port() {
    return servers.getFirst().actualPort();
  }

  /** The port of HTTP/2 in clear text, where there is one. */
  int http2Port() {
    return servers.getLast().actualPort();
  }
}
