package io.scangate.explain;

import io.scangate.policy.Policy;
import io.scangate.transition.Bar;
import io.scangate.transition.Decision;
import io.scangate.transition.Episode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts decisions into words for the person whom they concern. Immutable. */
public final class Explainer {
  private final Words words;
  private final GroundWords grounds;
  private final Advice advice;
  private final BarWords bars;

  private Explainer(Words words, Policy policy) {
    this.words = words;
    this.grounds = new GroundWords(words);
    this.advice = new Advice(words, policy);
    this.bars = new BarWords(words);
  }

  /**
   * Explains in a language what a policy decided.
   *
   * @param policy the one that judged; days are told in its zone
   */
  public static Explainer of(Policy policy, Language language) {
    return new Explainer(Words.of(language, policy.zone()), policy);
  }

  /** The decision in words. */
  public Explanation explain(Decision decision) {
    List<Episode> bySeverity =
        decision.open().stream().sorted(Comparator.comparing(Episode::colour).reversed()).toList();
    return new Explanation(
        decision.colour(),
        words.text("headline." + decision.colour().name()),
        words.text("basis", words.past(decision.at()), words.zone(), decision.policy()),
        bySeverity.stream().map(episode -> grounds.ground(episode, decision.at())).toList(),
        outlook(bySeverity),
        advice.next(decision));
  }

  /** Why a code is not corrected for now, a sentence or two for each bar. */
  public List<String> bars(List<Bar> standing) {
    return standing.stream().map(bars::sentence).toList();
  }

  private List<String> outlook(List<Episode> open) {
    if (open.isEmpty()) {
      return List.of();
    }
    Optional<Instant> green = Outlook.earliestGreen(open);
    if (green.isEmpty()) {
      return List.of(words.text("green.unknown"));
    }
    return List.of(
        words.text(
            Outlook.needsTimeOnly(open) ? "green.byTime" : "green.earliest",
            words.coming(green.get())));
  }
}
