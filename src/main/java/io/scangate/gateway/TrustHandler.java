package io.scangate.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/trust}: what gates without a connection need to check static codes. Shared. */
final class TrustHandler implements Handler<RoutingContext> {
  private final Lists lists;

  TrustHandler(Lists lists) {
    this.lists = lists;
  }

  @Override
  public void handle(RoutingContext context) {
    var _ =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/cose-key-set")
            .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=60")
            .end(Buffer.buffer(lists.trust()));
  }
}
