package io.scangate.command.policy;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.command.ReaderOption;
import io.scangate.health.PersonRef;
import io.scangate.ledger.StaffReads;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @ArgGroup(multiplicity = "1")
  private People people = new People();

  /** Whose histories are judged. */
  static final class People {
    @Option(
        names = "--on",
        required = true,
        arity = "1..*",
        paramLabel = "FILE|DIR",
        description = "Scenario files; a folder means its .yaml, .yml and .json.")
    private List<Path> files = List.of();

    @Option(
        names = "--ledger",
        required = true,
        description =
            "Everybody in the ledger, as it stands now: counts alone; who it is only where"
                + " --operator and --purpose are said.")
    private boolean ledger;
  }

  @Mixin private LedgerOption ledger;
  @Mixin private ReaderOption reader;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (people.ledger && json && reader.isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "People of a ledger are named in text, as they are found; leave out --json");
    }
    Policy first = PolicyFile.read(before);
    Policy second = PolicyFile.read(after);
    if (people.ledger) {
      return ofLedger(first, second, out);
    }
    List<Comparison.Person> differing = new ArrayList<>();
    OnScenarios on = new OnScenarios(new Comparison(first, second, differing::add));
    new ScenarioPass(spec.commandLine().getErr()).read(people.files, on);
    if (json) {
      out.println(DiffJson.of(on.comparison, differing).toPrettyString());
    } else {
      differing.forEach(person -> DiffText.print(person, on.comparison.times(), out));
      DiffText.print(on.comparison, out);
    }
    return on.refused ? 1 : 0;
  }

  private int ofLedger(Policy first, Policy second, PrintWriter out) {
    List<Comparison.Person> differing = new ArrayList<>();
    Optional<ReaderOption.Reader> named =
        reader.isGiven() ? Optional.of(reader.required(spec)) : Optional.empty();
    Comparison comparison =
        new Comparison(
            first,
            second,
            person -> {
              if (named.isPresent()) {
                differing.add(person);
              }
            });
    try (OpenLedger open = ledger.open()) {
      StaffReads reads = new StaffReads(open.ledger());
      new LedgerPass(open, spec.commandLine().getErr())
          .read(
              page -> {
                page.forEach(
                    chronicle ->
                        comparison.compare(
                            Optional.empty(), chronicle.person().text(), chronicle.history()));
                named
                    .filter(who -> !differing.isEmpty())
                    .ifPresent(
                        who ->
                            who.leave(
                                reads,
                                clock.instant(),
                                "policy diff",
                                differing.stream()
                                    .map(person -> PersonRef.of(person.name()))
                                    .toList()));
                differing.forEach(person -> DiffText.print(person, comparison.times(), out));
                differing.clear();
              });
    }
    if (json) {
      out.println(DiffJson.of(comparison, List.of()).toPrettyString());
    } else {
      DiffText.print(comparison, out);
    }
    return 0;
  }

  /** Compares the people of scenarios. Confined to one thread. */
  private static final class OnScenarios implements ScenarioPass.Reader {
    private final Comparison comparison;
    private boolean refused;

    OnScenarios(Comparison comparison) {
      this.comparison = comparison;
    }

    @Override
    public void read(Path file, Scenario scenario) {
      comparison.compare(Optional.of(file), scenario.name(), scenario.timeline());
    }

    @Override
    public void refused(Path file, String message) {
      refused = true;
    }
  }
}
