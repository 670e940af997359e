package io.scangate.explain;

import io.scangate.transition.Episode;
import io.scangate.transition.Fact;

/** Says what set an episode off. Immutable. */
final class TriggerWords {
  private final Words words;

  TriggerWords(Words words) {
    this.words = words;
  }

  String why(Episode episode) {
    String key = "why." + episode.category().text();
    Fact trigger = episode.trigger();
    String when = words.past(trigger.happenedAt());
    return switch (trigger) {
      case Fact.Entry entry -> words.text(key, when, entry.country());
      case Fact.Screening screening -> words.text(key, when, screening.source());
      case Fact.SpecialArea area -> words.text(key, words.past(area.lastExposure()));
      case Fact.Test test -> words.text(key + ".test", words.past(test.sampledAt()));
      case Fact.Assignment assignment ->
          words.text(
              key, when, words.province(assignment.province()), words.colour(assignment.colour()));
      case Fact.Diagnosis _, Fact.Contact _, Fact.Area _, Fact.Declaration _ ->
          words.text(key, when);
      case Fact.Registered _,
          Fact.Discharged _,
          Fact.IsolationStarted _,
          Fact.IsolationReleased _,
          Fact.AssignmentLifted _,
          Fact.Correction _ ->
          throw new IllegalArgumentException("sets off nothing: " + trigger);
    };
  }
}
