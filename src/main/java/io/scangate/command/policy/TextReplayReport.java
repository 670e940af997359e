package io.scangate.command.policy;

import io.scangate.command.LackingText;
import io.scangate.command.LocalTimes;
import io.scangate.policy.Category;
import io.scangate.policy.Policies;
import io.scangate.scenario.Missed;
import io.scangate.scenario.Scenario;
import io.scangate.scenario.Timeline;
import io.scangate.transition.Decision;
import io.scangate.transition.Episode;
import io.scangate.transition.Lacking;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Replayed scenarios as text: a timeline a person, then what was not met. */
final class TextReplayReport implements ReplayReport {
  private final PrintWriter out;
  private final Policies policies;
  private final boolean quiet;
  private final LocalTimes times;

  /**
   * @param quiet whether only what failed is told
   */
  TextReplayReport(PrintWriter out, Policies policies, boolean quiet) {
    this.out = out;
    this.policies = policies;
    this.quiet = quiet;
    this.times = LocalTimes.in(policies.all().getLast().zone());
  }

  @Override
  public void judged(Path file, Scenario scenario, List<Missed> missed) {
    if (!quiet) {
      out.printf("%s: %s%n", file, scenario.name());
      Timeline.of(policies, scenario.timeline()).decisions().forEach(this::step);
    }
    for (Missed one : missed) {
      out.printf(
          "%s:%d: FAILED at %s: expected %s%s, decided %s%s%n",
          file,
          one.expected().line(),
          times.text(one.expected().at()),
          one.expected().colour(),
          one.expected().because().map(TextReplayReport::because).orElse(""),
          one.decided().colour(),
          because(one.decided().because()));
    }
    if (!quiet) {
      out.println();
    }
  }

  @Override
  public void refused(Path file, String message) {
    // Told on standard error, and counted.
  }

  @Override
  public void close(ReplayCount count) {
    out.printf(
        "scenarios: %d met, %d failed; files refused: %d; expectations: %d%n",
        count.scenarios() - count.failed(), count.failed(), count.refused(), count.expectations());
  }

  private void step(Decision decision) {
    out.printf("  %s  %s%n", times.text(decision.at()), decision.colour());
    for (Episode episode : decision.open()) {
      out.printf(
          "    %s %s, phase %d of %d, lacks %s%n",
          episode.colour(),
          episode.category().text(),
          episode.phaseIndex() + 1,
          episode.path().phases().size(),
          lacking(episode.lacking()));
    }
  }

  private String lacking(List<Lacking> lacking) {
    LackingText text = new LackingText(times);
    return lacking.stream().map(text::text).collect(Collectors.joining("; "));
  }

  private static String because(Collection<Category> categories) {
    return categories.isEmpty()
        ? " because of nothing"
        : " because of "
            + categories.stream().sorted().map(Category::text).collect(Collectors.joining(", "));
  }
}
