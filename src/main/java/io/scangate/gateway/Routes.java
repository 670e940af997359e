package io.scangate.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The addresses that are not called by a whole city at once. Confined to its event loop. */
final class Routes {
  private static final String TRUST = "/v1/trust";

  private final Lists lists;
  private final Connections connections;
  private final Refusals refusals;

  Routes(Lists lists, Connections connections, Refusals refusals) {
    this.lists = lists;
    this.connections = connections;
    this.refusals = refusals;
  }

  /** The router of this event loop. */
  Handler<HttpServerRequest> router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get(TRUST).handler(this::trust);
    router.route(TRUST).handler(this::onlyRead);
    router.route().handler(context -> refuse(context, Problem.NOT_FOUND));
    router.route().failureHandler(context -> refuse(context, Problem.FAILED));
    return router;
  }

  /** What gates without a connection need to check static codes. */
  private void trust(RoutingContext context) {
    Buffer trust = lists.trust();
    if (trust == null) {
      refuse(context, Problem.BUSY);
      return;
    }
    var _ =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/cbor")
            .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=60")
            .end(trust.copy());
  }

  private void onlyRead(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, "GET");
    refuse(context, Problem.WRONG_METHOD);
  }

  private void refuse(RoutingContext context, Problem problem) {
    HttpServerRequest request = context.request();
    refusals.refuse(request, connections.of(request.connection()), problem);
  }
}
