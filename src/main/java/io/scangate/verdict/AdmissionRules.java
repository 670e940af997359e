package io.scangate.verdict;

import io.scangate.config.ConfigFile;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The admission rules of the installation, by kind of checkpoint; the file {@code
 * config/admission.yaml}. Immutable.
 *
 * @param version named in every verdict
 * @param otherwise the rule of every kind that is not named
 * @param kinds kind to rule
 */
public record AdmissionRules(
    String version, AdmissionRule otherwise, Map<String, AdmissionRule> kinds) {
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.-]{1,32}");
  private static final long MOST_TEST_HOURS = 24 * 14;
  private static final long MOST_RATE = 1_000_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final AdmissionRule DEFAULTS =
      new AdmissionRule(
          Optional.empty(),
          Outcome.ADMIT,
          Duration.ofMinutes(5),
          Outcome.CHECK,
          Duration.ofSeconds(5),
          10_000);

  /** Takes a copy. */
  public AdmissionRules {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "a version has 1 to 32 letters, digits, dots and hyphens, not '" + version + "'");
    }
    kinds = Map.copyOf(kinds);
  }

  /** Reads the file. */
  public static AdmissionRules read(Path file) {
    return of(ConfigFile.read(file));
  }

  /** The rules of a file that is read already. */
  public static AdmissionRules of(Mapping file) {
    Mapping top = file.allowing("version", "otherwise", "kinds");
    String version = top.scalar("version").as(AdmissionRules::version);
    AdmissionRule otherwise = rule(top.mapping("otherwise"));
    Map<String, AdmissionRule> kinds = new LinkedHashMap<>();
    top.mapping("kinds").entries().forEach((kind, node) -> kinds.put(kind, rule(node.mapping())));
    return new AdmissionRules(version, otherwise, kinds);
  }

  /** The rule of a kind of checkpoint. */
  public AdmissionRule ruleFor(String kind) {
    return kinds.getOrDefault(kind, otherwise);
  }

  private static String version(String text) {
    return new AdmissionRules(text, DEFAULTS, Map.of()).version();
  }

  private static AdmissionRule rule(Mapping kind) {
    Mapping node =
        kind.allowing(
            "colours", "testWithinHours", "onStale", "staleFor", "onCode", "retryWindow", "rate");
    checkColours(node.required("colours"));
    Optional<Duration> testWithin =
        node.optional("testWithinHours")
            .map(hours -> Duration.ofHours(hours.scalar().integer(1, MOST_TEST_HOURS)));
    Outcome onStale = outcome(node, "onStale", DEFAULTS.onStale());
    Outcome onCode = outcome(node, "onCode", DEFAULTS.onCode());
    Duration staleFor = duration(node, "staleFor", DEFAULTS.staleFor());
    Duration retryWindow = duration(node, "retryWindow", DEFAULTS.retryWindow());
    int rate =
        node.optional("rate")
            .map(perSecond -> (int) perSecond.scalar().integer(1, MOST_RATE))
            .orElse(DEFAULTS.rate());
    try {
      return new AdmissionRule(testWithin, onStale, staleFor, onCode, retryWindow, rate);
    } catch (IllegalArgumentException e) {
      throw node.place().refuse(String.valueOf(e.getMessage()));
    }
  }

  /** GREEN and nothing else; the file says it so that whoever reads it sees it. */
  private static void checkColours(Node colours) {
    for (Node colour : colours.items()) {
      switch (colour.scalar().text()) {
        case "green" -> {}
        case "yellow", "red" ->
            throw colour.scalar().refuse("green; yellow and red pass nowhere, on no basis");
        default -> throw colour.scalar().refuse("green");
      }
    }
    if (colours.items().size() != 1) {
      throw colours.place().refuse("the list is [green], once");
    }
  }

  private static Outcome outcome(Mapping node, String key, Outcome otherwise) {
    return node.optional(key)
        .map(value -> value.scalar().oneOf(Outcome.values(), Outcome::name))
        .orElse(otherwise);
  }

  private static Duration duration(Mapping node, String key, Duration otherwise) {
    return node.optional(key).map(value -> within(value.scalar())).orElse(otherwise);
  }

  private static Duration within(Scalar value) {
    Duration duration = value.duration();
    if (duration.compareTo(LONGEST) > 0) {
      throw value.refuse("an ISO 8601 duration of at most " + LONGEST.toHours() + " hours");
    }
    return duration;
  }
}
