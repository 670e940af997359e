package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.Phase;
import io.scangate.policy.PhaseColour;
import io.scangate.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The episodes that are open for a person at an instant, whether or not they have a code. Confined
 * to one decision.
 */
final class Situation {
  private static final Category[] CATEGORIES = Category.values();

  private final Policy policy;
  private final Instant at;
  private final History history;
  private final Voids voids;
  private final List<Episode> open = new ArrayList<>();
  private @Nullable Instant nextEnd;

  Situation(Policy policy, Facts facts, Instant at) {
    this.policy = policy;
    this.at = at;
    int known = facts.knownAt(at);
    history = new History(facts, known);
    voids = new Voids(facts, known);
    Triggers triggers = new Triggers(policy, facts, known, voids);
    Fact positive = new Suspicion(policy, facts, history, voids, at).lastTest();
    for (Category category : CATEGORIES) {
      Fact trigger = triggers.running(category);
      if (category == Category.SUSPECTED) {
        trigger = later(trigger, positive);
      }
      if (trigger != null) {
        follow(category, trigger, null);
      }
    }
    for (Fact.Assignment assignment : triggers.assignments()) {
      follow(Category.OUT_OF_PROVINCE, assignment, assignment.province());
    }
  }

  boolean isRegistered() {
    return history.isRegistered();
  }

  Voids voids() {
    return voids;
  }

  List<Episode> open() {
    return open;
  }

  /** When the next phase ends if no fact arrives; null if none does. */
  @Nullable Instant nextEnd() {
    return nextEnd;
  }

  private static @Nullable Fact later(@Nullable Fact suspected, @Nullable Fact positive) {
    if (suspected == null || positive == null) {
      return suspected == null ? positive : suspected;
    }
    return Triggers.begins(positive).isAfter(Triggers.begins(suspected)) ? positive : suspected;
  }

  private void follow(Category category, Fact trigger, @Nullable Province province) {
    Progress progress = PathWalk.to(at, policy.path(category), trigger, history);
    if (progress instanceof Progress.Open phase) {
      open.add(episode(category, trigger, province, phase));
      Instant end = phase.end();
      if (end != null && (nextEnd == null || end.isBefore(nextEnd))) {
        nextEnd = end;
      }
    }
  }

  private Episode episode(
      Category category, Fact trigger, @Nullable Province province, Progress.Open progress) {
    Phase phase = policy.path(category).phases().get(progress.phase());
    Shortfall shortfall = Shortfall.of(phase, progress, province, history, at);
    return new Episode(
        policy.path(category),
        progress.phase(),
        Optional.ofNullable(province),
        colour(phase, trigger),
        progress.since(),
        shortfall.earliestEnd(),
        shortfall.lacking(),
        progress.facts());
  }

  private static Colour colour(Phase phase, Fact trigger) {
    return switch (phase.colour()) {
      case PhaseColour.Fixed(Colour fixed) -> fixed;
      case PhaseColour.Declared declared ->
          trigger instanceof Fact.Declaration said
              ? declared.colours().getOrDefault(said.status(), Colour.RED)
              : Colour.RED;
      case PhaseColour.Assigned _ ->
          trigger instanceof Fact.Assignment assignment ? assignment.colour() : Colour.RED;
    };
  }
}
