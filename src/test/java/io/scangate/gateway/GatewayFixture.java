package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.health.Colour;
import io.scangate.health.Standing;
import io.scangate.ops.PrometheusScanMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A gateway on real sockets of one event loop, for the tests of its ports. */
final class GatewayFixture {
  static final int MOST_SHOWS = 50;
  static final GatewaySettings SETTINGS = settings(GatewaySettings.DEFAULT.connectionAge());

  /** What was answered. */
  record Told(int status, String body) {}

  final Vertx vertx = Vertx.vertx();
  final TestCity city = new TestCity(Instant.now());
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final SharedParts shared;
  final GatewayVerticle gateway;
  private final String deployment;

  /** With the usual parts and settings. */
  GatewayFixture() throws Exception {
    this(SETTINGS);
  }

  /** With the usual parts. */
  GatewayFixture(GatewaySettings settings) throws Exception {
    this(settings, UnaryOperator.identity());
  }

  /** With the usual settings, and parts that are changed. */
  GatewayFixture(UnaryOperator<SharedParts> change) throws Exception {
    this(SETTINGS, change);
  }

  private GatewayFixture(GatewaySettings settings, UnaryOperator<SharedParts> change)
      throws Exception {
    Lists lists = new Lists(TestDoors.RULES, System::nanoTime);
    lists.takeOver(TestDoors.checkpoints());
    shared =
        change.apply(
            SharedParts.of(
                settings,
                Duration.ofSeconds(30),
                lists,
                PrometheusScanMeters.in(registry),
                InstantSource.system(),
                System::nanoTime));
    gateway = new GatewayVerticle(shared, city::open);
    deployment = await(vertx.deployVerticle(gateway));
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Settings for tests, with connections that become so old. */
  static GatewaySettings settings(Duration connectionAge) {
    return new GatewaySettings(
        "127.0.0.1",
        0,
        Duration.ofSeconds(2),
        64,
        1_000,
        1 << 14,
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        MOST_SHOWS,
        connectionAge,
        OptionalInt.of(0));
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the wait is over").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  String code(long person) {
    return city.code(person, Colour.GREEN, Instant.now());
  }

  /** A request that scans at the checkpoint north, whose body is still to be sent. */
  static Future<HttpClientRequest> scan(HttpClient client, int port) {
    return client
        .request(HttpMethod.POST, port, "localhost", "/v1/scans")
        .map(
            request ->
                request
                    .putHeader("Authorization", "Bearer " + TestDoors.key("north"))
                    .putHeader("Content-Type", "text/plain"));
  }

  static Future<Told> told(HttpClientRequest request) {
    return request
        .response()
        .compose(
            response ->
                response.body().map(body -> new Told(response.statusCode(), body.toString())));
  }

  static Future<Told> scan(HttpClient client, int port, String code) {
    return scan(client, port)
        .compose(
            request -> {
              Future<Told> told = told(request);
              return request.end(Buffer.buffer(code)).compose(sent -> told);
            });
  }

  /** Redis answers all who wait for it. */
  void answerFetches(Standing standing) {
    vertx.runOnContext(
        loop -> {
          while (!city.fetches.isEmpty()) {
            city.fetches.remove().complete(standing);
          }
        });
  }

  Future<Void> shutdown() {
    return vertx.undeploy(deployment);
  }

  void stop() throws Exception {
    await(vertx.close());
  }
}
