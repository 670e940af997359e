package io.scangate.transition;

import io.scangate.policy.Category;
import java.time.Instant;
import java.util.Set;

/** A reason for which a person is not converted for now, with its figures. All are immutable. */
public sealed interface Bar {
  /** A confirmed case not cured, an asymptomatic person not released, a suspicion not ruled out. */
  record Infected(Category category) implements Bar {}

  /** A contact not released from isolation, centralized or at home. */
  record Contact(Category category) implements Bar {}

  /**
   * Symptoms declared not long ago.
   *
   * @param until the last instant at which that declaration is a bar
   */
  record Symptoms(Set<Symptom> symptoms, Instant declaredAt, Instant until) implements Bar {
    public Symptoms {
      symptoms = Set.copyOf(symptoms);
    }
  }

  /** In an area at risk now, or isolated there. */
  record RiskArea(Category category) implements Bar {}

  /**
   * In such an area not long ago, by the national database.
   *
   * @param until the last instant at which that stay is a bar
   */
  record RecentRiskArea(Instant happenedAt, Instant until) implements Bar {}
}
