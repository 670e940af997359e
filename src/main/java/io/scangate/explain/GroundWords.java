package io.scangate.explain;

import io.scangate.explain.Explanation.Ground;
import io.scangate.policy.Ending;
import io.scangate.policy.Phase;
import io.scangate.policy.PhaseColour;
import io.scangate.transition.Episode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Puts one open episode into words. Immutable. */
final class GroundWords {
  private final Words words;
  private final TriggerWords triggers;
  private final LackingWords lacking;

  GroundWords(Words words) {
    this.words = words;
    this.triggers = new TriggerWords(words);
    this.lacking = new LackingWords(words);
  }

  /**
   * An episode in words.
   *
   * @param at the instant of the decision
   */
  Ground ground(Episode episode, Instant at) {
    return new Ground(
        episode.category(),
        triggers.why(episode),
        words.text(
            "phase",
            episode.phaseIndex() + 1,
            episode.path().phases().size(),
            words.colour(episode.colour()),
            words.place(episode.phase()),
            words.past(episode.since())),
        lacking.sentences(episode.lacking(), at),
        afterwards(episode));
  }

  private String afterwards(Episode episode) {
    List<Phase> following = Outlook.following(episode);
    if (following.isEmpty()) {
      return words.text("afterwards.over");
    }
    Phase next = following.getFirst();
    String place = words.place(next);
    return switch (next.colour()) {
      case PhaseColour.Fixed fixed when lasts(next.ending()) ->
          words.text(
              "afterwards.phase",
              words.colour(fixed.colour()),
              place,
              words.duration(minimum(next.ending())));
      case PhaseColour.Fixed fixed ->
          words.text("afterwards.phase.short", words.colour(fixed.colour()), place);
      case PhaseColour.Declared _, PhaseColour.Assigned _ ->
          words.text("afterwards.phase.sameColour", place);
    };
  }

  private static boolean lasts(Ending ending) {
    return !minimum(ending).isZero();
  }

  private static Duration minimum(Ending ending) {
    return switch (ending) {
      case Ending.Earned earned -> earned.minimum();
      case Ending.ByDiagnosis _, Ending.ByAuthority _ -> Duration.ZERO;
    };
  }
}
