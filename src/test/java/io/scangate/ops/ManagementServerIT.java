package io.scangate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerIT {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean caughtUp = new AtomicBoolean();
  private ManagementServer server;

  @BeforeEach
  void start() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var _ = PrometheusScanMeters.in(registry).forLoop();
    Health health =
        new Health(
            List.of(),
            List.of(
                new Check("keys", () -> Check.when(true, "no key")),
                new Check(
                    "caught-up", () -> Check.when(caughtUp.get(), "the feed was never read"))),
            List.of(new Check("fresh", () -> Check.when(false, "older than PT2S"))));
    server = await(ManagementServer.listen(vertx, "127.0.0.1", 0, registry, health));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    await(server.close());
    await(vertx.close());
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  @Test
  void metricsAreTheTextThatPrometheusReads() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(answer.body()).contains("# TYPE scangate_scan_seconds histogram");
  }

  @Test
  void readinessTellsEachOfItsChecks() throws Exception {
    HttpResponse<String> before = send("GET", "/health/ready");
    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(before.body())
        .isEqualTo(
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"keys\",\"status\":\"UP\"},{\"name\":\"caught-up\",\"status\":\"DOWN\",\"why\":\"the"
                + " feed was never read\"}]}");
    caughtUp.set(true);
    HttpResponse<String> after = send("GET", "/health/ready");
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body()).startsWith("{\"status\":\"UP\"");
  }

  @Test
  void liveAndFreshAreQuestionsOfTheirOwn() throws Exception {
    assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/health/fresh").statusCode()).isEqualTo(503);
    assertThat(send("HEAD", "/health/fresh").statusCode()).isEqualTo(503);
  }

  @Test
  void anythingElseIsAProblem() throws Exception {
    HttpResponse<String> unknown = send("GET", "/health");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("content-type")).contains("application/problem+json");
    HttpResponse<String> written = send("POST", "/metrics");
    assertThat(written.statusCode()).isEqualTo(405);
    assertThat(written.headers().firstValue("allow")).contains("GET, HEAD");
  }
}
