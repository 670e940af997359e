package io.scangate.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The generator against a real gateway, as {@code load-tests/run.sh smoke} plays it. */
@Timeout(180)
class LoadTestsIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Plays a scenario whose report is to be there afterwards. */
  private JsonNode report(String scenario, Path folder, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(scenario, "--reports", folder.toString()));
    Collections.addAll(arguments, more);
    int exit = run(arguments.toArray(String[]::new));
    Path file = folder.resolve(scenario + ".json");
    assertThat(file).as("the report, where the run said: %s", err).exists();
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(exit).isEqualTo(json.path("met").asBoolean() ? 0 : 1);
    return json;
  }

  private int run(String... arguments) {
    CommandLine line = LoadTests.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  /** How soon it is served depends on the machine; that all of it is right does not. */
  @Test
  void aSmokeTestIsServedRightlyAndReported(@TempDir Path folder) throws Exception {
    JsonNode json = report("smoke", folder);
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

  /** Of a hundred scans ninety are of regulars, and of the others the near cache holds few. */
  @Test
  void aCorpusHasTheHitsAndColoursThatItIsAskedFor(@TempDir Path folder) throws Exception {
    JsonNode json =
        report(
            "soak",
            folder,
            "--rate",
            "300",
            "--seconds",
            "8",
            "--people",
            "200000",
            "--near-cache",
            "1",
            "--mix",
            "regulars=0.9,zipf=0,red=0.3,shows=0");
    assertThat(json.path("settings").path("mix").asText()).contains("regulars=0.9", "red=0.3");
    JsonNode seen = json.path("samples").path(json.path("samples").size() - 1).path("values");
    double hits = seen.path("gateway.lookups.hit").asDouble();
    double misses = seen.path("gateway.lookups.miss").asDouble();
    assertThat(hits / (hits + misses)).isBetween(0.7, 0.97);
    double admitted = seen.path("gateway.verdicts.ADMIT").asDouble();
    double all = 0;
    for (Map.Entry<String, JsonNode> each : seen.properties()) {
      all += each.getKey().startsWith("gateway.verdicts.") ? each.getValue().asDouble() : 0;
    }
    // Of a hundred 30 are red, 2 yellow, and of the green ones 2 have no good code.
    assertThat(admitted / all).isBetween(0.55, 0.75);
  }

  @Test
  void aMixOrACityThatCannotBeIsWrongUsage() {
    assertThat(run("saturation", "--mix", "paper=0.7,forged=0.5")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--mix: the shares of paper and forged are more than 1 together");
    assertThat(run("soak", "--mix", "red=1.5")).isEqualTo(2);
    assertThat(err.toString()).contains("the share of red is from 0 to 1, not 1.5");
    assertThat(run("soak", "--people", "10")).isEqualTo(2);
    assertThat(err.toString()).contains("--people is 1,000 at least, not 10");
    assertThat(run("half", "--mix", "red=0.5")).isEqualTo(2);
    assertThat(err.toString()).contains("half has a crowd of its own");
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
