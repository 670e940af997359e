package io.scangate.casework.corrections;

import static java.util.Objects.requireNonNull;

import io.scangate.explain.Explainer;
import io.scangate.explain.Language;
import io.scangate.health.PersonRef;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.PolicyShelf;
import io.scangate.policy.Category;
import io.scangate.policy.Policies;
import io.scangate.transition.Bar;
import io.scangate.transition.Conversion;
import io.scangate.transition.Facts;
import io.scangate.transition.NegativeResults;
import io.scangate.transition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the rules say of a person at the instant of a step; asked anew at each. Immutable.
 *
 * @param at the instant, with everything that was learned by then
 */
record Findings(Policies policies, Facts facts, Instant at) {
  /** Of a person, within a transaction of their partition. */
  static Findings of(PartitionTransaction transaction, PolicyShelf policies, PersonRef person) {
    return new Findings(
        policies.of(transaction).policies(),
        requireNonNull(transaction.people(List.of(person)).get(person)).facts(),
        transaction.at());
  }

  /** Whether the policy in force knows a ground. */
  boolean knows(String ground) {
    return grounds().contains(ground);
  }

  /** The grounds of the policy in force. */
  List<String> grounds() {
    return policies.inForceAt(at).corrections().grounds();
  }

  /** Whether an episode of the category is open. */
  boolean isOpen(Category category) {
    return Transition.decide(policies, facts, at).open().stream()
        .anyMatch(episode -> episode.category() == category);
  }

  /** What stands against correcting the category. */
  List<Bar> bars(Category category) {
    return Conversion.bars(policies, facts, category, at);
  }

  /** The same in words. */
  List<String> inWords(List<Bar> bars, Language language) {
    return Explainer.of(policies.inForceAt(at), language).bars(bars);
  }

  /** The negative result that the applicant can show. */
  Optional<Instant> shown() {
    return NegativeResults.shown(policies, facts, at);
  }

  /** How old that one may be. */
  Duration shownWithin() {
    return policies.inForceAt(at).corrections().negativeWithin();
  }

  /** A negative result of a sample taken since an instant. */
  Optional<Instant> negativeSince(Instant since) {
    return NegativeResults.since(facts, since, at);
  }
}
