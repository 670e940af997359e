package io.scangate.engine;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * The engine's server: what sources and, later, staff ask. Parts contribute what they answer;
 * problems are answered in one place. Shared.
 */
public final class EngineServer {
  private final Vertx vertx;
  private final String deployment;
  private final Drain drain;

  private EngineServer(Vertx vertx, String deployment, Drain drain) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.drain = drain;
  }

  /**
   * Starts listening.
   *
   * @param drain begins when the server is closed
   * @param routes what parts answer, in the order in which they are asked
   */
  public static Future<EngineServer> start(
      Vertx vertx, ServerSettings settings, Answers answers, Drain drain, List<Routes> routes) {
    return vertx
        .deployVerticle(
            () -> new EngineVerticle(settings, answers, routes),
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
                .setInstances(settings.instances()))
        .map(deployment -> new EngineServer(vertx, deployment, drain));
  }

  /** Stops; what is being answered is answered, as long as its settings say. */
  public Future<Void> close() {
    drain.begin();
    return vertx.undeploy(deployment);
  }
}
