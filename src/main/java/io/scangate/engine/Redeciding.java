package io.scangate.engine;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Judging;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Person;
import io.scangate.ledger.PolicyShelf;
import io.scangate.transition.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Decides about people again, within a transaction that has placed what was learned. Shared. */
final class Redeciding {
  private final PolicyShelf policies;

  Redeciding(PolicyShelf policies) {
    this.policies = policies;
  }

  /**
   * Decides about people and keeps what came of it.
   *
   * @param people as they were before this transaction
   * @param learned by person, what this transaction has placed
   * @return what was decided about each
   */
  List<Deciding> of(
      PartitionTransaction transaction,
      Collection<Person> people,
      Map<PersonRef, List<Fact>> learned) {
    Judging judging = policies.of(transaction);
    Instant at = transaction.at();
    List<Deciding> all = new ArrayList<>(people.size());
    for (Person person : people) {
      Deciding deciding =
          Deciding.of(judging, person, learned.getOrDefault(person.ref(), List.of()), at);
      deciding.decision().ifPresent(transaction::decide);
      transaction.keep(deciding.code());
      all.add(deciding);
    }
    return all;
  }
}
