package io.scangate.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays one scenario: {@code load-tests/run.sh SCENARIO}. */
@Command(
    name = "load-tests/run.sh",
    sortOptions = false,
    description = "Plays one scenario against gateways of its own, on this machine alone.")
final class LoadTests implements Callable<Integer> {
  /** The words of the scenarios. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Scenario.values()).map(LoadTests::word).iterator();
    }
  }

  @Parameters(
      paramLabel = "SCENARIO",
      description = "One of ${COMPLETION-CANDIDATES}.",
      completionCandidates = Words.class,
      converter = ScenarioWord.class)
  private Scenario scenario;

  @Spec private CommandSpec spec;

  @Option(names = "--seed", description = "People, arrivals and doors follow from it. Default: 7.")
  private long seed = 7;

  @Option(names = "--people", description = "How many people live in the city.")
  private int people;

  @Option(names = "--connections", description = "How many scanners connect over HTTP/1.1.")
  private int connections;

  @Option(names = "--seconds", description = "How long a step takes; with smoke the whole test.")
  private double seconds;

  @Option(
      names = "--rate",
      description = "Requests a second, where a scenario does not find its own.")
  private double rate;

  @Option(names = "--only", description = "The one part of a scenario that is played.")
  private String only = "";

  @Option(
      names = "--reports",
      paramLabel = "FOLDER",
      description = "Where SCENARIO.html and SCENARIO.json are put. Default: target/load-tests.")
  private Path reports = Path.of("target", "load-tests");

  /** Reads the word of a scenario. */
  static final class ScenarioWord implements CommandLine.ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String text) {
      return Arrays.stream(Scenario.values())
          .filter(each -> word(each).equals(text))
          .findAny()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "'" + text + "' is not allowed; allowed: " + String.join(", ", new Words())));
    }
  }

  static String word(Scenario scenario) {
    return scenario.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Integer call() throws Exception {
    Report report = new Report(word(scenario), scenario.about(), seed);
    Scenario.Options options = scenario.options(people, connections, seconds, rate, only);
    report.setting("connections", options.connections());
    report.setting("seconds", options.seconds());
    report.setting("only", only);
    try (Rig rig = new Rig(report, options.people(), seed)) {
      scenario.play(rig, options);
    }
    spec.commandLine().getOut().println(report.write(reports));
    spec.commandLine().getOut().flush();
    return report.isMet() ? 0 : 1;
  }

  /** The command as it is run. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new LoadTests());
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this and ends.")
                .build())
        .usageMessage()
        .footer(
            Arrays.stream(Scenario.values())
                    .map(each -> "  %-16s %s%n".formatted(word(each), each.about()))
                    .reduce("%nScenarios:%n".formatted(), String::concat)
                + "%nExit codes: 0 every objective was met, 1 one was missed or it failed, 2 wrong usage."
                    .formatted());
    return line;
  }

  /** Plays it and ends the process. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
