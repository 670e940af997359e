package io.scangate.engine;

import io.scangate.ledger.FactRetention;
import io.scangate.ledger.FactRetention.Done;
import io.scangate.ledger.Judging;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Person;
import io.scangate.ledger.PolicyShelf;
import io.scangate.transition.Decision;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import io.scangate.transition.Transition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Ends months of facts by policy: of somebody about whom everything would be decided the same
 * without them, nothing is kept of those months but that they have a code. Confined to its thread.
 */
public final class Retaining {
  /**
   * So many whole months stay at the least: the longest paths of the notice take a month, and news
   * of an exposure come weeks late.
   */
  public static final int LEAST_MONTHS = 3;

  private final FactRetention retention;
  private final PolicyShelf policies;
  private final InstantSource clock;

  /**
   * @param ledger opened as the role of maintenance
   */
  public Retaining(Ledger ledger, InstantSource clock) {
    this.retention = new FactRetention(ledger);
    this.policies = new PolicyShelf(ledger);
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @param months how many whole months before this one stay
   * @param admitted how many policies judge
   * @param by who of the operators does it
   */
  public Done keeping(int months, int admitted, String by) {
    if (months < LEAST_MONTHS) {
      throw new IllegalArgumentException("at least " + LEAST_MONTHS + " months of facts stay");
    }
    Instant now = clock.instant();
    YearMonth first = YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(months);
    Instant until = first.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    if (retention.last().filter(last -> !last.isBefore(until)).isPresent()) {
      throw new IllegalArgumentException(
          "the facts from before " + retention.last().orElseThrow() + " were dropped already");
    }
    Judging judging = policies.first(admitted);
    return retention.until(first, person -> counts(judging, person, until, now), by, now);
  }

  /** Whether something would be decided otherwise without what was learned before an instant. */
  static boolean counts(Judging judging, Person person, Instant until, Instant now) {
    Decision whole = Transition.decide(judging.policies(), person.facts(), now);
    Decision left = Transition.decide(judging.policies(), left(person.facts().all(), until), now);
    return whole.colour() != left.colour() || !whole.nextReview().equals(left.nextReview());
  }

  private static Facts left(List<Fact> all, Instant until) {
    Facts left = Facts.of();
    boolean registered = false;
    for (Fact fact : all) {
      boolean first = fact instanceof Fact.Registered && !registered;
      registered |= first;
      if (first || !fact.at().isBefore(until)) {
        left = left.with(fact);
      }
    }
    return left;
  }
}
