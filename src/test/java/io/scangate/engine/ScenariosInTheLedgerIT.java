package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.Report;
import io.scangate.scenario.Expectation;
import io.scangate.scenario.Scenario;
import io.scangate.scenario.ScenarioFile;
import io.scangate.scenario.ScenarioFolder;
import io.scangate.transition.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The people of all scenario files live in one ledger, their facts arrive when the files say so,
 * and what time alone changes is left to the clock work.
 */
class ScenariosInTheLedgerIT {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");

  /** Facts of one instant get places one after the other; by then all of them are known. */
  private static final Duration ALL_PLACED = Duration.ofMillis(1);

  private record Awaited(PersonRef person, String file, Expectation expectation) {}

  @Test
  void everyCodeIsWhatItsScenarioExpects() throws Exception {
    TreeMap<Instant, List<Report>> facts = new TreeMap<>();
    TreeMap<Instant, List<Awaited>> expected = new TreeMap<>();
    try (TestLedger test = new TestLedger(Instant.parse("2019-01-01T00:00:00Z"));
        Engine engine =
            new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {})) {
      for (Path file : ScenarioFolder.files(FOLDER)) {
        Scenario scenario = ScenarioFile.read(file);
        PersonRef person = test.somebody();
        for (Fact fact : scenario.timeline().all()) {
          facts.computeIfAbsent(fact.at(), at -> new ArrayList<>()).add(test.report(person, fact));
        }
        for (Expectation expectation : scenario.expectations()) {
          if (isAskedWhenAllIsPlaced(scenario, expectation)) {
            expected
                .computeIfAbsent(expectation.at(), at -> new ArrayList<>())
                .add(new Awaited(person, file.getFileName().toString(), expectation));
          }
        }
      }
      TreeMap<Instant, Boolean> steps = new TreeMap<>();
      facts.keySet().forEach(at -> steps.put(at, true));
      expected.keySet().forEach(at -> steps.put(at, true));
      SoftAssertions softly = new SoftAssertions();
      for (Instant step : steps.keySet()) {
        test.goTo(step);
        List<Report> learned = facts.getOrDefault(step, List.of());
        if (!learned.isEmpty()) {
          assertThat(engine.record(learned).get()).containsOnly(Outcome.STORED);
        }
        List<Awaited> asked = expected.getOrDefault(step, List.of());
        if (!asked.isEmpty()) {
          while (engine.clockWork().round() > 0) {}
          Map<PersonRef, Code> codes = codes(test);
          for (Awaited awaited : asked) {
            Code code = codes.get(awaited.person);
            softly
                .assertThat(code == null ? Colour.NONE : code.colour())
                .as("%s line %d", awaited.file, awaited.expectation.line())
                .isEqualTo(awaited.expectation.colour());
          }
        }
      }
      softly.assertAll();
    }
  }

  /**
   * Not while facts of one instant are placed one after the other; nor where a band of a special
   * area ends in the very microsecond, for the fact may get the next one.
   */
  private static boolean isAskedWhenAllIsPlaced(Scenario scenario, Expectation expectation) {
    List<Fact> placing =
        scenario.timeline().all().stream()
            .filter(fact -> !fact.at().isAfter(expectation.at()))
            .filter(fact -> fact.at().plus(ALL_PLACED).isAfter(expectation.at()))
            .toList();
    return placing.size() < 2 && placing.stream().noneMatch(Fact.SpecialArea.class::isInstance);
  }

  private static Map<PersonRef, Code> codes(TestLedger test) {
    Map<PersonRef, Code> codes = new HashMap<>();
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      for (Code code : new Outbox(test.ledger, partition).codes()) {
        codes.put(code.person(), code);
      }
    }
    return codes;
  }
}
