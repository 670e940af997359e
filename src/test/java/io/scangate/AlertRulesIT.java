package io.scangate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Prometheus' own tool says of the configuration, rules and alerts that we ship. */
@Timeout(60)
class AlertRulesIT {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Path FOLDER = Path.of("config/prometheus");

  /** Its exit code is part of what it says. */
  private static String promtool(String... arguments) throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(PROMTOOL),
        "skipped: there is no " + PROMTOOL + " (Debian's package 'prometheus')");
    List<String> command = new ArrayList<>(List.of(PROMTOOL.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return said + "exit code " + process.waitFor();
  }

  @Test
  void theConfigurationAndItsRulesAreValid() throws Exception {
    assertThat(promtool("check", "config", "prometheus.yml")).endsWith("exit code 0");
    assertThat(promtool("check", "rules", "recording.yml", "alerts.yml")).endsWith("exit code 0");
  }

  @Test
  void everyAlertIsRaisedWhenItShouldAndNotBefore() throws Exception {
    assertThat(promtool("test", "rules", "alerts_test.yml"))
        .contains("SUCCESS")
        .endsWith("exit code 0");
  }
}
