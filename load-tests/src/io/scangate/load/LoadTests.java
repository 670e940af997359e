package io.scangate.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  /** With fewer there may be nobody of a colour. */
  private static final int LEAST_PEOPLE = 1_000;

  /** The words of the scenarios. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Scenario.values()).map(LoadTests::word).iterator();
    }
  }

  /** The words of the parts of a mix. */
  static final class Parts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Mix.Part.values()).map(Mix.Part::text).iterator();
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
      names = "--mix",
      paramLabel = "PART=SHARE",
      split = ",",
      completionCandidates = Parts.class,
      description = {
        "Who comes with what, with saturation and soak: shares of all requests, by"
            + " ${COMPLETION-CANDIDATES}.",
        "With regulars, the share of near-cache hits follows from it where --near-cache is small."
      })
  private Map<Mix.Part, Double> mix = Map.of();

  @Option(
      names = "--near-cache",
      paramLabel = "MIB",
      description = "What the near cache of a gateway may take, with saturation and soak.")
  private int nearCache;

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
    Scenario.Options options = options();
    Report report = new Report(word(scenario), scenario.about(), seed);
    report.setting("connections", options.connections());
    report.setting("seconds", options.seconds());
    report.setting("only", only);
    if (scenario.takesMix()) {
      report.setting("mix", options.mix().toString());
      report.setting("nearCacheBytes", options.nearCache());
    }
    try (Rig rig = new Rig(report, options.people(), seed)) {
      scenario.play(rig, options);
    }
    spec.commandLine().getOut().println(report.write(reports));
    spec.commandLine().getOut().flush();
    return report.isMet() ? 0 : 1;
  }

  /** What is set for this run, and where nothing is, what is usual. */
  private Scenario.Options options() {
    if (!scenario.takesMix() && (!mix.isEmpty() || nearCache != 0)) {
      List<String> taking =
          Arrays.stream(Scenario.values()).filter(Scenario::takesMix).map(LoadTests::word).toList();
      throw refused(
          "%s has a crowd of its own: --mix and --near-cache go with %s"
              .formatted(word(scenario), String.join(" and ", taking)));
    }
    atLeast("--people", LEAST_PEOPLE, people);
    atLeast("--connections", 1, connections);
    atLeast("--near-cache", 1, nearCache);
    if (seconds < 0 || rate < 0) {
      throw refused("--seconds and --rate are more than 0");
    }
    Scenario.Options usual = scenario.usual();
    try {
      return new Scenario.Options(
          people > 0 ? people : usual.people(),
          connections > 0 ? connections : usual.connections(),
          seconds > 0 ? seconds : usual.seconds(),
          rate,
          only,
          usual.mix().with(mix),
          nearCache > 0 ? (long) nearCache << 20 : usual.nearCache());
    } catch (IllegalArgumentException e) {
      throw refused("--mix: " + e.getMessage());
    }
  }

  /** Refuses a number that is too small; 0 is one that was not given. */
  private void atLeast(String option, int least, int given) {
    if (given != 0 && given < least) {
      throw refused("%s is %,d at least, not %,d".formatted(option, least, given));
    }
  }

  private CommandLine.ParameterException refused(String why) {
    return new CommandLine.ParameterException(spec.commandLine(), why);
  }

  /** The command as it is run. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new LoadTests());
    line.setCaseInsensitiveEnumValuesAllowed(true);
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
