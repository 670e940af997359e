package io.scangate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.policy.Policies;
import io.scangate.policy.PolicyFile;
import io.scangate.transition.Decision;
import io.scangate.transition.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario file, judged by the shipped policy. */
class ScenariosTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/scenarios");
  private static final Policies POLICIES =
      Policies.of(PolicyFile.read(Path.of("config/policy.yaml")));

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> !file.toString().endsWith(".md"))
          .map(Path::getFileName)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExpectationIsMet(Path file) {
    Scenario scenario = ScenarioFile.read(DIRECTORY.resolve(file));
    SoftAssertions.assertSoftly(
        softly -> {
          for (Expectation expected : scenario.expectations()) {
            Decision decision = Transition.decide(POLICIES, scenario.timeline(), expected.at());
            softly
                .assertThat(expected.isMetBy(decision))
                .as("%s:%s expected, %s decided", file, expected, decision)
                .isTrue();
          }
        });
  }

  @Test
  void theFilesAreThere() throws IOException {
    assertThat(files()).hasSize(71);
  }
}
