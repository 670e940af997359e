package io.scangate.signin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A key set at an address. No redirect is followed: whoever may redirect could name another issuer.
 */
final class HttpDocuments implements KeyDocuments {
  private static final int OK = 200;

  private final HttpClient client;
  private final URI uri;
  private final Duration patience;

  /**
   * @param trust PEM file of the authorities that sign the issuer's certificate; absent: the JDK's
   * @param patience how long a fetch may take as a whole
   */
  HttpDocuments(Vertx vertx, URI uri, Optional<Path> trust, Duration patience) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl("https".equals(uri.getScheme()))
            .setKeepAlive(false)
            .setConnectTimeout((int) patience.toMillis())
            .setMaxHeaderSize(16 * 1024);
    trust.ifPresent(
        pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
    this.uri = uri;
    this.patience = patience;
  }

  @Override
  public Future<Fetched> fetch() {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(uri.toString())
            .setFollowRedirects(false)
            .putHeader("accept", "application/jwk-set+json, application/json");
    return client
        .request(options)
        .compose(this::send)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(e -> new Fetched.Unreachable(reason(e)));
  }

  private Future<Fetched> send(HttpClientRequest request) {
    Future<Fetched> fetched =
        request
            .send()
            .compose(HttpDocuments::read)
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    // What was not read to its end is cut off, so that no answer trickles on behind our back.
    return fetched.onComplete(
        done -> {
          if (!(done.result() instanceof Fetched.Document)) {
            var _ = request.reset();
          }
        });
  }

  private static Future<Fetched> read(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      // It is cut off next, which would be logged as an error that nobody took.
      response.exceptionHandler(cutOff -> {});
      return Future.succeededFuture(new Fetched.Unreachable("it answers " + response.statusCode()));
    }
    Promise<Fetched> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > MOST_BYTES) {
            promise.tryComplete(new Fetched.TooLarge());
          } else {
            body.appendBuffer(chunk);
          }
        });
    response.endHandler(end -> promise.tryComplete(new Fetched.Document(body)));
    response.exceptionHandler(promise::tryFail);
    return promise.future();
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  @Override
  public void close() {
    var _ = client.close();
  }
}
