package io.scangate.transition;

import io.scangate.policy.Category;
import io.scangate.policy.Policy;
import io.scangate.policy.Trigger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which positive tests set off {@code suspected}. One that is reported while {@code confirmed} or
 * {@code asymptomatic} is open does not: it only resets the tests of the phase. Whether one is open
 * is judged by what was known at the report, so a correction that comes later does not make a
 * suspicion of it.
 *
 * <p>Every diagnosis of a case voids the suspicions up to it, so all of them lie before the
 * positive tests that are left. At these the running diagnosis is fixed; it can only end, or be
 * corrected. Confined to one decision.
 */
final class Suspicion {
  private static final List<Category> CASES = List.of(Category.CONFIRMED, Category.ASYMPTOMATIC);

  private final Policy policy;
  private final Facts facts;
  private final History history;
  private final Instant voidThrough;
  private final Instant at;

  Suspicion(Policy policy, Facts facts, History history, Voids voids, Instant at) {
    this.policy = policy;
    this.facts = facts;
    this.history = history;
    this.voidThrough = voids.through(Category.SUSPECTED);
    this.at = at;
  }

  /** The last of those positive tests; null if there is none. */
  @Nullable Fact lastTest() {
    if (!policy.begins(Trigger.POSITIVE_TEST, Category.SUSPECTED)) {
      return null;
    }
    Fact.Test last = null;
    Instant caseUntil = null;
    for (Fact.Test test : history.tests()) {
      if (test.isPositive() && test.at().isAfter(voidThrough)) {
        if (caseUntil == null) {
          caseUntil = caseOpenUntil();
        }
        if (!test.at().isBefore(caseUntil)) {
          last = test;
        }
      }
    }
    return last;
  }

  /** When the later of the two case paths ends, as running after the last void suspicion. */
  private Instant caseOpenUntil() {
    int known = facts.knownAt(voidThrough);
    Triggers triggers = new Triggers(policy, facts, known, new Voids(facts, known));
    Instant latest = Instant.MIN;
    for (Category category : CASES) {
      Fact trigger = triggers.running(category);
      if (trigger != null) {
        Instant until = openUntil(category, trigger);
        latest = until.isAfter(latest) ? until : latest;
      }
    }
    return latest;
  }

  private Instant openUntil(Category category, Fact trigger) {
    Progress progress = PathWalk.to(at, policy.path(category), trigger, history);
    Instant until = progress instanceof Progress.Closed(Instant end) ? end : Instant.MAX;
    for (Fact.Correction correction : history.corrections()) {
      if (correction.category() == category && correction.at().isAfter(voidThrough)) {
        return correction.at().isBefore(until) ? correction.at() : until;
      }
    }
    return until;
  }
}
