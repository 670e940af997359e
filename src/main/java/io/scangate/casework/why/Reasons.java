package io.scangate.casework.why;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Chronicle;
import io.scangate.ledger.Chronicles;
import io.scangate.ledger.FactRow;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Snapshot;
import io.scangate.policy.Policies;
import io.scangate.transition.Decision;
import io.scangate.transition.Facts;
import io.scangate.transition.Transition;
import java.time.Instant;
import java.util.Optional;

/** Decides about a person as of now, by what the ledger holds. Shared; waits. */
final class Reasons {
  private final Ledger ledger;
  private final PolicyShelf policies;
  private final int partitions;

  Reasons(Ledger ledger) {
    this.ledger = ledger;
    this.policies = new PolicyShelf(ledger);
    this.partitions = ledger.installation().orElseThrow().partitions();
  }

  /**
   * What is known of a person, and what the rules say of it. Immutable.
   *
   * @param policies that judge where the person is
   */
  record Known(Chronicle chronicle, Policies policies, Facts facts, Decision decision) {
    /** The instant of the decision. */
    Instant at() {
      return decision.at();
    }
  }

  /** What is known at an instant; empty for somebody whom the ledger does not know. */
  Optional<Known> of(PersonRef person, Instant now) {
    int partition = person.partition(partitions);
    Policies judging = policies.first(ledger.head(partition).policies()).policies();
    return Snapshot.of(ledger, snapshot -> new Chronicles(snapshot, partition).of(person))
        .map(chronicle -> known(chronicle, judging, now));
  }

  /** What was committed in this very microsecond is known too. */
  private static Known known(Chronicle chronicle, Policies judging, Instant now) {
    Instant learned = chronicle.facts().isEmpty() ? now : laterOf(chronicle.facts().getLast(), now);
    Facts facts = chronicle.history();
    return new Known(chronicle, judging, facts, Transition.decide(judging, facts, learned));
  }

  private static Instant laterOf(FactRow fact, Instant now) {
    return fact.at().isAfter(now) ? fact.at() : now;
  }
}
