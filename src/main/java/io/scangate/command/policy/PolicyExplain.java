package io.scangate.command.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.command.DecisionJson;
import io.scangate.command.ExplanationView;
import io.scangate.command.LocalTimes;
import io.scangate.command.OffsetInstant;
import io.scangate.explain.Explainer;
import io.scangate.explain.Explanation;
import io.scangate.explain.Language;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import io.scangate.scenario.Scenario;
import io.scangate.scenario.ScenarioFile;
import io.scangate.transition.Decision;
import io.scangate.transition.Transition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scangate policy explain}: tells a person why the code has its colour. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Tells the person of a scenario why the code has its colour, what turns it green, and"
            + " when.")
final class PolicyExplain implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyOption policy;

  @Parameters(paramLabel = "FILE", description = "A scenario file.")
  private Path file;

  @Option(
      names = "--at",
      required = true,
      paramLabel = "T",
      converter = OffsetInstant.class,
      description = "The instant asked about, with its offset: 2022-03-01T08:00:00+08:00.")
  private Instant at;

  @Option(
      names = "--lang",
      defaultValue = "en",
      description = "The language: ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
  private Language language;

  @Option(names = "--json", description = "Answers in JSON, with every figure.")
  private boolean json;

  @Override
  public Integer call() {
    Policies policies = policy.read();
    Scenario scenario = ScenarioFile.read(file);
    Decision decision = Transition.decide(policies, scenario.timeline(), at);
    Policy judging = policies.inForceAt(at);
    Explanation explanation = Explainer.of(judging, language).explain(decision);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode answer = new DecisionJson(LocalTimes.in(judging.zone())).decision(decision);
      answer.put("language", language.text()).set("explanation", ExplanationView.json(explanation));
      out.println(answer.toPrettyString());
    } else {
      ExplanationView.print(out, explanation);
    }
    return 0;
  }
}
