package io.scangate.scenario;

import io.scangate.policy.Policies;
import io.scangate.transition.Decision;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import io.scangate.transition.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is decided for a person over time: one decision for every instant at which the answer can
 * change, which are those at which a fact was learned and those that a decision announced. In order
 * of time. Immutable.
 */
public record Timeline(List<Decision> decisions) {
  public Timeline {
    decisions = List.copyOf(decisions);
  }

  /** The timeline of a person; empty without facts. */
  public static Timeline of(Policies policies, Facts facts) {
    TreeSet<Instant> learned = new TreeSet<>();
    for (Fact fact : facts.all()) {
      learned.add(fact.at());
    }
    List<Decision> decisions = new ArrayList<>();
    Optional<Instant> next = learned.stream().findFirst();
    while (next.isPresent()) {
      Decision decision = Transition.decide(policies, facts, next.get());
      decisions.add(decision);
      next = earlier(Optional.ofNullable(learned.higher(decision.at())), decision.nextReview());
    }
    return new Timeline(decisions);
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }
}
