package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.health.Colour;
import io.scangate.ops.PrometheusScanMeters;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand connections that say nothing: scans go on, and in time they are all closed. */
@Timeout(180)
class IdleConnectionsIT {
  private static final int CONNECTIONS = 10_000;
  private static final int FILES_BESIDE = 1_000;

  /** As many as the limit of open files leaves room for. */
  private static int connections() {
    long files =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    return (int) Math.min(CONNECTIONS, files - FILES_BESIDE);
  }

  @Test
  void scansGoOnWhileTheyAreOpenAndTheyAreClosedInTime() throws Exception {
    Vertx vertx = Vertx.vertx();
    TestCity city = new TestCity(Instant.now());
    Lists lists = new Lists(TestDoors.RULES, System::nanoTime);
    lists.takeOver(TestDoors.checkpoints());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    GatewaySettings settings =
        new GatewaySettings(
            "127.0.0.1",
            0,
            Duration.ofSeconds(2),
            2 * CONNECTIONS,
            64,
            1_024,
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));
    GatewayVerticle gateway =
        new GatewayVerticle(
            SharedParts.of(
                settings,
                Duration.ofSeconds(30),
                lists,
                PrometheusScanMeters.in(registry),
                InstantSource.system(),
                System::nanoTime),
            city::open);
    Process peers = null;
    try (HttpClient client = HttpClient.newHttpClient()) {
      var _ =
          vertx
              .deployVerticle(gateway)
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      peers = start(gateway.port(), connections());
      BufferedReader said = peers.inputReader();
      assertThat(said.readLine()).isEqualTo("open");
      CompletableFuture<String> closed = CompletableFuture.supplyAsync(() -> lineOf(said));
      int scans = 0;
      do {
        assertThat(scan(client, gateway.port(), city)).contains("\"verdict\":\"ADMIT\"");
        scans++;
      } while (!closed.isDone());
      assertThat(closed.get()).isEqualTo("closed");
      assertThat(scans).isGreaterThan(10);
      assertThat(peers.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(registry.scrape()).contains("scangate_connections 1.0");
    } finally {
      if (peers != null) {
        peers.destroyForcibly();
      }
      var _ = vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  private static String lineOf(BufferedReader said) {
    try {
      return String.valueOf(said.readLine());
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private static Process start(int port, int connections) throws Exception {
    Path classes =
        Path.of(IdlePeers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes.toString(),
            IdlePeers.class.getName(),
            Integer.toString(port),
            Integer.toString(connections))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String scan(HttpClient client, int port, TestCity city) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/scans"))
            .header("Authorization", "Bearer " + TestDoors.key("north"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(city.code(TestCity.GREEN, Colour.GREEN, Instant.now())))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
