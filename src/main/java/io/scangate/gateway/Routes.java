package io.scangate.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The addresses that are not called by a whole city at once. */
final class Routes {
  private Routes() {}

  /** The router of one event loop. */
  static Handler<HttpServerRequest> of(
      Vertx vertx, SharedParts shared, Connections connections, Refusals refusals) {
    Router router = Router.router(vertx);
    router.get("/v1/trust").handler(new TrustHandler(shared.lists()));
    router
        .route("/v1/trust")
        .handler(
            context -> {
              context.response().putHeader(HttpHeaders.ALLOW, "GET");
              refuse(context, connections, refusals, Problem.WRONG_METHOD);
            });
    router.route().handler(context -> refuse(context, connections, refusals, Problem.NOT_FOUND));
    router
        .route()
        .failureHandler(context -> refuse(context, connections, refusals, Problem.FAILED));
    return router;
  }

  private static void refuse(
      RoutingContext context, Connections connections, Refusals refusals, Problem problem) {
    HttpServerRequest request = context.request();
    refusals.refuse(request, connections.of(request.connection()), problem);
  }
}
