package io.scangate.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The generator against a real gateway, as {@code load-tests/run.sh smoke} plays it. */
@Timeout(180)
class LoadTestsIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = LoadTests.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  /** How soon it is served depends on the machine; that all of it is right does not. */
  @Test
  void aSmokeTestIsServedRightlyAndReported(@TempDir Path folder) throws Exception {
    int exit = run("smoke", "--reports", folder.toString());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("smoke.json").toFile());
    assertThat(exit).isEqualTo(json.path("met").asBoolean() ? 0 : 1);
    assertThat(json.path("seed").asLong()).isEqualTo(7);
    assertThat(json.path("phases")).hasSize(3);
    for (JsonNode phase : json.path("phases")) {
      assertThat(phase.path("fates").path("good").asLong()).isPositive();
      assertThat(phase.path("fates").path("wrong").asLong()).isZero();
      assertThat(phase.path("open").asLong()).isZero();
      assertThat(phase.path("latencyMillis").path("p50").asDouble()).isPositive();
    }
    assertThat(json.path("machine").path("processors").asInt()).isPositive();
    assertThat(json.path("versions").path("vertx").asText()).isNotEmpty();
    String page = Files.readString(folder.resolve("smoke.html"));
    assertThat(page).contains("<svg", "Latency from the intended start").doesNotContain("src=");
    assertThat(out.toString()).contains("smoke.html");
  }

  @Test
  void aScenarioThatIsNoneIsWrongUsageAndTheHelpNamesThemAll() {
    assertThat(run("picnic")).isEqualTo(2);
    assertThat(err.toString()).contains("'picnic' is not allowed; allowed: smoke");
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(List.of(Scenario.values()).stream().map(LoadTests::word).toList());
  }
}
