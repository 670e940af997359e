package io.scangate.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;

/**
 * The reference of the HTTP measurements: a bare Vert.x handler that reads the body of a request
 * and answers a constant of a given size. What the gateway does on top is what the measurement
 * shows.
 */
public final class BareServer {
  private BareServer() {}

  /**
   * Serves until the process ends.
   *
   * @param args port, bytes of the answer, number of event loops
   */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    Buffer answer = Buffer.buffer("x".repeat(Integer.parseInt(args[1])));
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Integer.parseInt(args[2])));
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(
            request ->
                request
                    .body()
                    .onSuccess(
                        body ->
                            request
                                .response()
                                .putHeader("content-type", "application/json")
                                .end(answer)))
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    System.out.println("bare server on 127.0.0.1:" + port);
  }
}
