package io.scangate.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.ops.Check.State;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and balancers ask, on a port of its own: {@code /metrics}, {@code /health/live},
 * {@code /health/ready}, {@code /health/fresh}. Shared.
 */
public final class ManagementServer {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final int IDLE_SECONDS = 60;
  private static final int SHUTDOWN_SECONDS = 2;

  private final Vertx vertx;
  private final HttpServer server;
  private final PrometheusMeterRegistry registry;
  private final Health health;

  private ManagementServer(Vertx vertx, PrometheusMeterRegistry registry, Health health) {
    this.vertx = vertx;
    this.registry = registry;
    this.health = health;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setHttp2ClearTextEnabled(false))
            .requestHandler(this::answer);
  }

  /**
   * Starts listening.
   *
   * @param port 0 for any free one
   */
  public static Future<ManagementServer> listen(
      Vertx vertx, String host, int port, PrometheusMeterRegistry registry, Health health) {
    ManagementServer management = new ManagementServer(vertx, registry, health);
    return management.server.listen(port, host).map(management);
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops; what is being answered is answered. */
  public Future<Void> close() {
    return server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private void answer(HttpServerRequest request) {
    boolean reads = READS.contains(request.method());
    switch (String.valueOf(request.path())) {
      case "/metrics" -> whenRead(request, reads, () -> metrics(request));
      case "/health/live" -> whenRead(request, reads, () -> tell(request, health.live()));
      case "/health/ready" -> whenRead(request, reads, () -> tell(request, health.ready()));
      case "/health/fresh" -> whenRead(request, reads, () -> tell(request, health.fresh()));
      default -> problem(request, 404, "There is nothing at this address");
    }
  }

  private void whenRead(HttpServerRequest request, boolean reads, Runnable answer) {
    if (reads) {
      answer.run();
    } else {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      problem(request, 405, "This address is only read");
    }
  }

  /** Writing a few hundred series takes milliseconds, which no event loop has to spare. */
  private void metrics(HttpServerRequest request) {
    vertx
        .executeBlocking(() -> registry.scrape(), false)
        .onSuccess(text -> send(request, 200, TEXT, text))
        .onFailure(
            failure -> {
              LOG.warn("The metrics could not be collected", failure);
              problem(request, 500, "The metrics could not be collected");
            });
  }

  private static void tell(HttpServerRequest request, List<Check> checks) {
    JsonArray states = new JsonArray();
    boolean passed = true;
    for (Check check : checks) {
      JsonObject told = new JsonObject().put("name", check.name());
      switch (check.state().get()) {
        case State.Passed() -> told.put("status", "UP");
        case State.Failed(String why) -> {
          passed = false;
          told.put("status", "DOWN").put("why", why);
        }
      }
      states.add(told);
    }
    JsonObject body = new JsonObject().put("status", passed ? "UP" : "DOWN").put("checks", states);
    send(request, passed ? 200 : 503, "application/json", body.encode());
  }

  private static void problem(HttpServerRequest request, int status, String title) {
    JsonObject body =
        new JsonObject().put("type", "about:blank").put("title", title).put("status", status);
    send(request, status, "application/problem+json", body.encode());
  }

  private static void send(HttpServerRequest request, int status, String type, String body) {
    var _ =
        request
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, type)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(body);
  }
}
