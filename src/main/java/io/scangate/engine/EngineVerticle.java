package io.scangate.engine;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One instance of the engine's server, from its start to its end. Confined to its context. */
final class EngineVerticle extends VerticleBase {
  private static final int LONGEST_LINE = 4_096;
  private static final int LARGEST_HEADERS = 16_384;

  private final ServerSettings settings;
  private final Answers answers;
  private final List<Routes> routes;
  private @Nullable HttpServer server;

  /** An instance. */
  EngineVerticle(ServerSettings settings, Answers answers, List<Routes> routes) {
    this.settings = settings;
    this.answers = answers;
    this.routes = List.copyOf(routes);
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    answers.on(router);
    routes.forEach(part -> part.on(router));
    HttpServer starting =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(LONGEST_LINE)
                    .setMaxHeaderSize(LARGEST_HEADERS)
                    .setIdleTimeout((int) settings.idle().toSeconds())
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setTcpNoDelay(true))
            .requestHandler(router);
    server = starting;
    return starting.listen(settings.port(), settings.host());
  }

  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(settings.drain().toMillis(), TimeUnit.MILLISECONDS);
  }
}
