package io.scangate.engine;

import io.vertx.ext.web.Router;

/** What a part of the engine answers over HTTP. */
@FunctionalInterface
public interface Routes {
  /** Adds them to a router; called once for every instance of the server. */
  void on(Router router);
}
