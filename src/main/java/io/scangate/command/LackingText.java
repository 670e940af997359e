package io.scangate.command;

import io.scangate.policy.Setting;
import io.scangate.transition.Lacking;
import io.scangate.transition.Uncounted;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a phase lacks, in the few words of a timeline. Immutable. */
public record LackingText(LocalTimes times) {
  public String text(Lacking lacking) {
    return switch (lacking) {
      case Lacking.Duration(var until) -> "duration until " + times.text(until);
      case Lacking.Tests tests -> tests(tests);
      case Lacking.Report _ -> "report";
      case Lacking.Release(var settings) ->
          "release " + settings.stream().map(Setting::text).collect(Collectors.joining(" or "));
      case Lacking.Discharge _ -> "discharge";
      case Lacking.Diagnosis _ -> "diagnosis";
      case Lacking.Authority(var province) -> "authority of province " + province.code();
    };
  }

  private String tests(Lacking.Tests tests) {
    String last =
        tests
            .last()
            .map(sample -> ", not " + times.text(sample.sampledAt()) + " (" + why(sample) + ")")
            .orElse("");
    return "tests %d of %d%s, next from %s"
        .formatted(tests.counted(), tests.needed(), last, times.text(tests.earliestNext()));
  }

  static String why(Uncounted sample) {
    return sample.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
