package io.scangate.transition;

import io.scangate.policy.Bars;
import io.scangate.policy.Category;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is not converted for now: what stands against a correction, apart from the episode in dispute
 * and from what was corrected before. Confined to one question.
 */
public final class Conversion {
  private final Bars rules;
  private final Policy policy;
  private final Facts facts;
  private final Situation situation;
  private final Category disputed;
  private final Instant at;

  private Conversion(Policy policy, Facts facts, Category disputed, Instant at) {
    this.rules = policy.corrections().bars();
    this.policy = policy;
    this.facts = facts;
    this.situation = new Situation(policy, facts, at);
    this.disputed = disputed;
    this.at = at;
  }

  /**
   * Everything that stands against correcting a category at an instant, by what was learned by
   * then; empty if nothing does. The policy in force at that instant judges.
   */
  public static List<Bar> bars(Policies policies, Facts facts, Category disputed, Instant at) {
    return new Conversion(policies.inForceAt(at), facts, disputed, at).bars();
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (Episode episode : situation.open()) {
      Category category = episode.category();
      if (category == disputed) {
        continue;
      }
      if (rules.infected().contains(category)) {
        bars.add(new Bar.Infected(category));
      }
      if (rules.contacts().contains(category)) {
        bars.add(new Bar.Contact(category));
      }
      if (rules.areas().contains(category)) {
        bars.add(new Bar.RiskArea(category));
      }
    }
    addDated(bars);
    return List.copyOf(bars);
  }

  /** What bars by its date; of each kind the one that bars longest. */
  private void addDated(List<Bar> bars) {
    Fact.Declaration symptoms = null;
    Fact stay = null;
    for (int i = 0; i < facts.knownAt(at); i++) {
      Fact fact = facts.get(i);
      if (isSettled(fact)) {
        continue;
      }
      switch (fact) {
        case Fact.Declaration said -> {
          if (!said.symptoms().isEmpty()
              && isWithin(rules.symptomsWithin(), said)
              && isLater(said, symptoms)) {
            symptoms = said;
          }
        }
        case Fact.Area _, Fact.SpecialArea _, Fact.Screening _ -> {
          if (isWithin(rules.areaWithin(), fact) && isLater(fact, stay)) {
            stay = fact;
          }
        }
        case Fact.Registered _,
            Fact.Diagnosis _,
            Fact.Discharged _,
            Fact.Contact _,
            Fact.Entry _,
            Fact.IsolationStarted _,
            Fact.IsolationReleased _,
            Fact.Test _,
            Fact.Assignment _,
            Fact.AssignmentLifted _,
            Fact.Correction _ -> {}
      }
    }
    if (symptoms != null) {
      bars.add(
          new Bar.Symptoms(
              symptoms.symptoms(),
              symptoms.happenedAt(),
              symptoms.happenedAt().plus(rules.symptomsWithin())));
    }
    if (stay != null) {
      bars.add(
          new Bar.RecentRiskArea(stay.happenedAt(), stay.happenedAt().plus(rules.areaWithin())));
    }
  }

  /** Whether a fact is in dispute, or was found to be wrong by an earlier correction. */
  private boolean isSettled(Fact fact) {
    Category category = Triggers.category(policy, fact);
    return category != null
        && (category == disputed || situation.voids().correct(category, fact.at()));
  }

  private boolean isWithin(Duration within, Fact fact) {
    return !fact.happenedAt().plus(within).isBefore(at);
  }

  private static boolean isLater(Fact fact, @Nullable Fact other) {
    return other == null || fact.happenedAt().isAfter(other.happenedAt());
  }
}
