package io.scangate.signin;

import io.scangate.embedded.Loop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An issuer's server of keys that a test makes behave well or badly. Shared. */
final class KeyServer implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Consumer<HttpServerRequest> answer = request -> status(request, 404);

  KeyServer(Vertx vertx, int port, Optional<SelfSignedCertificate> certificate) {
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    certificate.ifPresent(own -> options.setSsl(true).setKeyCertOptions(own.keyCertOptions()));
    scheme = certificate.isPresent() ? "https" : "http";
    server =
        Loop.join(
            vertx
                .createHttpServer(options)
                .requestHandler(
                    request -> {
                      asked.incrementAndGet();
                      answer.accept(request);
                    })
                .listen());
  }

  KeyServer(Vertx vertx) {
    this(vertx, 0, Optional.empty());
  }

  static void status(HttpServerRequest request, int status) {
    var _ = request.response().setStatusCode(status).end();
  }

  void answers(Consumer<HttpServerRequest> other) {
    answer = other;
  }

  void answers(String body) {
    answers(request -> request.response().end(body));
  }

  int port() {
    return server.actualPort();
  }

  URI uri() {
    return URI.create(scheme + "://localhost:" + port() + "/jwks.json");
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    Loop.join(server.close());
  }
}
