package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.embedded.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus looks at a real city through the rules and the dashboard that we ship. */
class PrometheusIT {
  private static final Path DASHBOARD = Path.of("config/grafana/dashboards/scangate.json");

  /** What an alert compares with: without it, the expression is what is looked at. */
  private static final Pattern THRESHOLD = Pattern.compile("\\s+(>|<|==)\\s+[-0-9.e+* ]+");

  private static List<String> panels() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
    }
    return expressions;
  }

  @Test
  void everyExpressionHasDataAndADeadRedisRaisesItsAlert(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.isExecutable(PrometheusProcess.PROGRAM),
        "skipped: there is no " + PrometheusProcess.PROGRAM + " (Debian's package 'prometheus')");
    try (ServedCity city = new ServedCity(folder);
        PrometheusProcess prometheus = new PrometheusProcess(folder, city.management)) {
      List<String> expressions = new ArrayList<>(panels());
      for (String rule : prometheus.expressions()) {
        expressions.add(THRESHOLD.matcher(rule).replaceAll(""));
      }
      assertThat(expressions).hasSizeGreaterThan(50);
      awaitData(city, prometheus, expressions);
      assertThat(prometheus.firing()).doesNotContain("RedisAway", "CodesStale");

      ProcessHandle.of(city.redis()).ifPresent(ProcessHandle::destroyForcibly);
      Await.until(
          "the alerts of a dead Redis are raised",
          () -> prometheus.firing().containsAll(List.of("RedisAway", "CodesStale")));
    }
  }

  private static void awaitData(
      ServedCity city, PrometheusProcess prometheus, List<String> expressions) throws Exception {
    try {
      Await.until(
          "every expression has data",
          () -> {
            assertThat(city.scan("GREEN").statusCode()).isEqualTo(200);
            return missing(prometheus, expressions).isEmpty();
          });
    } catch (AssertionError late) {
      assertThat(missing(prometheus, expressions)).isEmpty();
      throw late;
    }
  }

  private static List<String> missing(PrometheusProcess prometheus, List<String> expressions)
      throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (String expression : expressions) {
      if (!prometheus.hasData(expression)) {
        missing.add(expression);
      }
    }
    return missing;
  }
}
