package io.scangate;

import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.scenario.Difference;
import io.scangate.scenario.Scenario;
import io.scangate.scenario.Timeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scangate policy diff}: who would have another colour under another policy. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Shows who would have another colour under another policy, with counts by category and by"
          + " day.",
      "Each policy judges alone, as though it had always been in force."
    })
final class PolicyDiff implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD", description = "The policy file to compare with.")
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "The policy file to compare.")
  private Path after;

  @Option(
      names = "--on",
      required = true,
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Scenario files; a folder means its .yaml, .yml and .json.")
  private List<Path> files;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Comparing comparing = new Comparing(PolicyFile.read(before), PolicyFile.read(after));
    new ScenarioPass(spec.commandLine().getErr()).read(files, comparing);
    if (json) {
      out.println(DiffJson.of(comparing.comparison).toPrettyString());
    } else {
      DiffText.print(comparing.comparison, out);
    }
    return comparing.refused ? 1 : 0;
  }

  /** Compares the timelines of each person. Confined to one thread. */
  private static final class Comparing implements ScenarioPass.Reader {
    private final Policies before;
    private final Policies after;
    private final Comparison comparison;
    private boolean refused;

    Comparing(Policy before, Policy after) {
      this.before = Policies.of(before);
      this.after = Policies.of(after);
      this.comparison = new Comparison(before, after);
    }

    @Override
    public void read(Path file, Scenario scenario) {
      Timeline first = Timeline.of(before, scenario.timeline());
      Timeline second = Timeline.of(after, scenario.timeline());
      comparison.add(
          file, scenario.name(), Difference.between(first, second), Comparison.last(first, second));
    }

    @Override
    public void refused(Path file, String message) {
      refused = true;
    }
  }
}
