package io.scangate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, alerts and dashboards speak of metrics that there are, and of pages that there are. */
class OperatorsFilesTest {
  private static final Path CONFIG = Path.of("config");
  private static final Path ALERTS = CONFIG.resolve("prometheus/alerts.yml");
  private static final Path RUNBOOK = Path.of("src/docs/runbook");
  private static final Pattern METRIC = Pattern.compile("\\bscangate_[a-z_]+\\b");
  private static final Pattern RECORDED = Pattern.compile("\\bscangate:[a-z0-9_:]+\\b");
  private static final Pattern ROW = Pattern.compile("^\\| `(scangate_\\w+)` \\| (\\w+)");
  private static final Pattern SERIES_OF_HISTOGRAM = Pattern.compile("_(bucket|count|sum)$");

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher match = pattern.matcher(text); match.find(); ) {
      found.add(match.group(match.groupCount() == 0 ? 0 : 1));
    }
    return found;
  }

  private static Set<String> described() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("src/docs/metrics.md"))) {
      names.addAll(found(ROW, line));
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus/recording.yml",
        "prometheus/alerts.yml",
        "prometheus/alerts_test.yml",
        "grafana/dashboards/scangate.json"
      })
  void everyMetricIsOneOfThePage(String file) throws IOException {
    String text = Files.readString(CONFIG.resolve(file));
    Set<String> used = new TreeSet<>();
    for (String name : found(METRIC, text)) {
      used.add(SERIES_OF_HISTOGRAM.matcher(name).replaceFirst(""));
    }
    used.removeAll(described());
    assertThat(used).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus/alerts.yml", "grafana/dashboards/scangate.json"})
  void everyRecordedSeriesIsRecorded(String file) throws IOException {
    Set<String> used = found(RECORDED, Files.readString(CONFIG.resolve(file)));
    used.removeAll(
        found(
            Pattern.compile("record: (scangate:[a-z0-9_:]+)"),
            Files.readString(CONFIG.resolve("prometheus/recording.yml"))));
    assertThat(used).isEmpty();
  }

  @Test
  void everyAlertNamesAPageThatSpeaksOfIt() throws IOException {
    String text = Files.readString(ALERTS);
    Set<String> pages = found(Pattern.compile("runbook: (\\S+)"), text);
    assertThat(pages).isNotEmpty();
    StringBuilder runbook = new StringBuilder();
    try (Stream<Path> files = Files.list(RUNBOOK)) {
      for (Path file : files.toList()) {
        runbook.append(Files.readString(file));
        pages.remove(file.getFileName().toString());
      }
    }
    assertThat(pages).isEmpty();
    assertThat(found(Pattern.compile("alert: (\\w+)"), text))
        .allSatisfy(alert -> assertThat(runbook).contains("`" + alert + "`"));
  }

  @Test
  void everyAlertIsRaisedInATest() throws IOException {
    Set<String> alerts = found(Pattern.compile("alert: (\\w+)"), Files.readString(ALERTS));
    String tests = Files.readString(CONFIG.resolve("prometheus/alerts_test.yml"));
    alerts.removeAll(
        found(Pattern.compile("alertname: (\\w+)\\s+exp_alerts:\\s+- exp_labels"), tests));
    assertThat(alerts).isEmpty();
  }
}
