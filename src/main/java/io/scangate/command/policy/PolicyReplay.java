package io.scangate.command.policy;

import io.scangate.policy.Policies;
import io.scangate.scenario.Missed;
import io.scangate.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code scangate policy replay}: judges scenarios and holds the answers against what is expected.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Judges scenario files and prints what was decided at every instant at which it could"
          + " change.",
      "Ends with 1 where an expectation of a scenario is not met."
    })
final class PolicyReplay implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyOption policy;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Scenario files; a folder means its .yaml, .yml and .json.")
  private List<Path> files;

  @Option(names = "--quiet", description = "Prints only what failed, and a closing count.")
  private boolean quiet;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Policies policies = policy.read();
    Judging judging =
        new Judging(
            policies,
            json
                ? new JsonReplayReport(out, policies, quiet)
                : new TextReplayReport(out, policies, quiet));
    new ScenarioPass(spec.commandLine().getErr()).read(files, judging);
    judging.report.close(judging.count);
    return judging.count.isClean() ? 0 : 1;
  }

  /** Judges each scenario and keeps count. Confined to one thread. */
  private static final class Judging implements ScenarioPass.Reader {
    private final Policies policies;
    private final ReplayReport report;
    private ReplayCount count = ReplayCount.NONE;

    Judging(Policies policies, ReplayReport report) {
      this.policies = policies;
      this.report = report;
    }

    @Override
    public void read(Path file, Scenario scenario) {
      List<Missed> missed = Missed.in(scenario, policies);
      count = count.judged(scenario.expectations().size(), missed);
      report.judged(file, scenario, missed);
    }

    @Override
    public void refused(Path file, String message) {
      count = count.oneRefused();
      report.refused(file, message);
    }
  }
}
