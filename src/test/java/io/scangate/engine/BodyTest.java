package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.Body.Next;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final int PIECES = 3_000;
  private static final Duration BARELY = Duration.ofMillis(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger nothings = new AtomicInteger();
  private int port;

  @BeforeEach
  void serve() throws Exception {
    VerticleBase server =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return vertx
                .createHttpServer()
                .requestHandler(request -> answer(vertx, request))
                .listen(0, "127.0.0.1")
                .onSuccess(BodyTest.this::isAt);
          }
        };
    var _ =
        get(
            vertx.deployVerticle(
                server, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  private void isAt(HttpServer listening) {
    port = listening.actualPort();
  }

  @AfterEach
  void close() throws Exception {
    var _ = get(vertx.close());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** Sends back what it has read, with hardly any patience. */
  private void answer(Vertx serving, HttpServerRequest request) {
    Body body = new Body(serving, request);
    Buffer read = Buffer.buffer();
    while (true) {
      switch (body.next(BARELY)) {
        case Next.Piece(var bytes) -> read.appendBuffer(bytes);
        case Next.Nothing() -> nothings.incrementAndGet();
        case Next.End() -> {
          var _ = request.response().end(read);
          return;
        }
        case Next.Gone() -> {
          return;
        }
      }
    }
  }

  @Test
  void noPieceIsLostThatArrivesWhenThePatienceIsOver() throws Exception {
    HttpClientRequest request =
        get(vertx.createHttpClient().request(HttpMethod.POST, port, "127.0.0.1", "/"));
    request.setChunked(true);
    Buffer sent = Buffer.buffer();
    AtomicInteger left = new AtomicInteger(PIECES);
    // As often as the patience ends: sooner or later both happen in one instant.
    vertx.setPeriodic(
        BARELY.toMillis(),
        timer -> {
          String piece = left.get() + " pieces are left\n";
          sent.appendString(piece);
          var _ = request.write(piece);
          if (left.decrementAndGet() == 0) {
            vertx.cancelTimer(timer);
            var _ = request.end();
          }
        });
    Buffer read = get(request.response().compose(response -> response.body()));
    assertThat(read.toString()).isEqualTo(sent.toString());
    assertThat(nothings).hasPositiveValue();
  }
}
