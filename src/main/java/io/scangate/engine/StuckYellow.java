package io.scangate.engine;

import io.scangate.health.Colour;
import io.scangate.ledger.Judging;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Person;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.YellowPeople;
import io.scangate.ops.Condition;
import io.scangate.transition.Decision;
import io.scangate.transition.Episode;
import io.scangate.transition.Lacking;
import io.scangate.transition.Transition;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the people who stay yellow for one condition alone, by that condition: what a city must
 * look at when holders say that their code does not turn. Shared.
 */
public final class StuckYellow {
  private final Ledger ledger;
  private final PolicyShelf policies;

  /** Counts in a ledger. */
  public StuckYellow(Ledger ledger) {
    this.ledger = ledger;
    this.policies = new PolicyShelf(ledger);
  }

  /** Goes through all yellow codes of some partitions. */
  public Map<Condition, Long> count(Collection<Integer> partitions, Instant now) {
    Map<Condition, Long> stuck = new EnumMap<>(Condition.class);
    for (int partition : partitions) {
      Judging judging = policies.first(ledger.head(partition).policies());
      YellowPeople people = new YellowPeople(ledger, partition);
      for (Collection<Person> page = people.next(); !page.isEmpty(); page = people.next()) {
        for (Person person : page) {
          onlyCondition(Transition.decide(judging.policies(), person.facts(), now))
              .ifPresent(condition -> stuck.merge(condition, 1L, Long::sum));
        }
      }
    }
    return stuck;
  }

  /** What the episodes that make a code yellow lack, where that is one condition alone. */
  static Optional<Condition> onlyCondition(Decision decision) {
    Set<Condition> lacking = EnumSet.noneOf(Condition.class);
    if (decision.colour() == Colour.YELLOW) {
      for (Episode episode : decision.carrying()) {
        episode.lacking().forEach(one -> lacking.add(condition(one)));
      }
    }
    return lacking.size() == 1 ? Optional.of(lacking.iterator().next()) : Optional.empty();
  }

  /** A report that is lacking is one of a test. */
  private static Condition condition(Lacking lacking) {
    return switch (lacking) {
      case Lacking.Duration _ -> Condition.DURATION;
      case Lacking.Tests _, Lacking.Report _ -> Condition.TESTS;
      case Lacking.Release _ -> Condition.RELEASE;
      case Lacking.Discharge _ -> Condition.DISCHARGE;
      case Lacking.Diagnosis _ -> Condition.DIAGNOSIS;
      case Lacking.Authority _ -> Condition.AUTHORITY;
    };
  }
}
