package io.scangate.load;

import io.scangate.policy.Policies;
import io.scangate.policy.PolicyFile;
import io.scangate.scenario.ScenarioFile;
import io.scangate.transition.Decision;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import io.scangate.transition.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What deciding a person costs, by the number of their facts: the histories of the random
 * scenarios, one behind the other until there are enough, decided at the end.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecideBench {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

  /** How many facts the person has. */
  @Param({"30", "100", "1000", "10000"})
  private int facts;

  private Policies policies;
  private Facts history;
  private Instant at;

  /** Reads the histories. */
  @Setup(Level.Trial)
  public void prepare() {
    policies = PolicyFile.readAll(List.of(Path.of("config/policy.yaml")));
    List<Fact> all = new ArrayList<>();
    Instant last = Instant.EPOCH;
    for (int round = 0; all.size() < facts; round++) {
      for (Fact fact :
          ScenarioFile.read(SCENARIOS.resolve("random-7-%04d.json".formatted(round % 60)))
              .timeline()
              .all()) {
        if (all.size() < facts) {
          all.add(fact);
          last = fact.at().isAfter(last) ? fact.at() : last;
        }
      }
    }
    history = Facts.of(all);
    at = last.plus(Duration.ofHours(1));
  }

  /** One decision. */
  @Benchmark
  public Decision decide() {
    return Transition.decide(policies, history, at);
  }
}
