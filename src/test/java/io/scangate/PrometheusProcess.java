package io.scangate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Prometheus with the rules of {@code config/prometheus}, looking every second. Shared. */
final class PrometheusProcess implements AutoCloseable {
  /** Where Debian's package puts it. */
  static final Path PROGRAM = Path.of("/usr/bin/prometheus");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port = FreePorts.next();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;

  /** Starts it over one management port. */
  PrometheusProcess(Path folder, int management) throws IOException {
    Path rules = Path.of("config/prometheus").toAbsolutePath();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: [%s, %s]
        scrape_configs:
          - job_name: scangate
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(rules.resolve("recording.yml"), rules.resolve("alerts.yml"), management));
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Await.until("Prometheus answers", this::isReady);
  }

  private boolean isReady() throws IOException, InterruptedException {
    try {
      return client
              .send(HttpRequest.newBuilder(at("/-/ready")).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private JsonNode data(String path) throws IOException, InterruptedException {
    String body =
        client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString()).body();
    return JSON.readTree(body).path("data");
  }

  /** Whether an expression has any value now. */
  boolean hasData(String expression) throws IOException, InterruptedException {
    return !data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .path("result")
        .isEmpty();
  }

  /** The expressions of all rules that it has loaded. */
  List<String> expressions() throws IOException, InterruptedException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode group : data("/api/v1/rules").path("groups")) {
      group.path("rules").forEach(rule -> expressions.add(rule.path("query").asText()));
    }
    return expressions;
  }

  /** The names of the alerts that are raised. */
  List<String> firing() throws IOException, InterruptedException {
    List<String> firing = new ArrayList<>();
    for (JsonNode alert : data("/api/v1/alerts").path("alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        firing.add(alert.path("labels").path("alertname").asText());
      }
    }
    return firing;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
