package io.scangate.engine;

import io.scangate.health.Colour;
import io.scangate.ledger.Code;
import io.scangate.ledger.CodeChange;
import io.scangate.ledger.DecisionRow;
import io.scangate.ledger.Judging;
import io.scangate.ledger.Person;
import io.scangate.transition.Decision;
import io.scangate.transition.Episode;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import io.scangate.transition.TestResult;
import io.scangate.transition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A person decided about again: the code before and after, and the change of colour if there is
 * one. Immutable.
 *
 * @param decision empty where the colour stays
 */
public record Deciding(CodeChange code, Optional<DecisionRow> decision) {
  private static final Duration JUST_BEFORE = Duration.ofNanos(1_000);

  /**
   * Decides.
   *
   * @param person what was known before
   * @param learned what was learned since, all of it at or before {@code at}
   * @param at the instant of the decision
   */
  public static Deciding of(Judging judging, Person person, List<Fact> learned, Instant at) {
    Facts facts = with(person.facts(), learned);
    Decision now = Transition.decide(judging.policies(), facts, at);
    Optional<Code> before = person.code();
    Colour was = before.map(Code::colour).orElse(Colour.NONE);
    boolean turned = now.colour() != was;
    Code after =
        new Code(
            person.ref(),
            1,
            now.colour(),
            turned || before.isEmpty() ? at : before.get().decidedAt(),
            lastNegative(facts),
            now.colour() != Colour.NONE,
            before.map(Code::withdrawn).orElse(false),
            now.nextReview());
    Code counted = before.isEmpty() ? after : numbered(after, before.get());
    return new Deciding(
        new CodeChange(before, counted),
        turned
            ? Optional.of(row(judging, person.facts(), learned, now, was, counted))
            : Optional.empty());
  }

  private static Facts with(Facts known, List<Fact> learned) {
    Facts facts = known;
    for (Fact fact : learned) {
      facts = facts.with(fact);
    }
    return facts;
  }

  /** A code that gateways see no difference in keeps its version. */
  private static Code numbered(Code after, Code before) {
    return new Code(
        after.person(),
        after.looksLike(before) ? before.version() : before.version() + 1,
        after.colour(),
        after.decidedAt(),
        after.lastNegative(),
        after.registered(),
        after.withdrawn(),
        after.nextReview());
  }

  private static Optional<Instant> lastNegative(Facts facts) {
    Instant last = Instant.MIN;
    for (Fact fact : facts.all()) {
      if (fact instanceof Fact.Test test
          && test.result() == TestResult.NEGATIVE
          && test.sampledAt().isAfter(last)) {
        last = test.sampledAt();
      }
    }
    return last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last);
  }

  /**
   * Behind a change stand what carries the new colour, what carried the old one until now, and what
   * was just learned.
   */
  private static DecisionRow row(
      Judging judging, Facts before, List<Fact> learned, Decision now, Colour was, Code counted) {
    TreeSet<Instant> facts = new TreeSet<>();
    learned.forEach(fact -> facts.add(fact.at()));
    collect(now, facts);
    collect(Transition.decide(judging.policies(), before, now.at().minus(JUST_BEFORE)), facts);
    return new DecisionRow(
        counted.person(),
        counted.version(),
        now.at(),
        was,
        now.colour(),
        judging.digestAt(now.at()),
        now.carrying().stream().map(Deciding::rule).distinct().toList(),
        List.copyOf(facts));
  }

  private static void collect(Decision decision, TreeSet<Instant> facts) {
    for (Episode episode : decision.carrying()) {
      episode.facts().forEach(fact -> facts.add(fact.at()));
    }
  }

  private static String rule(Episode episode) {
    return episode.category().text() + "/" + (episode.phaseIndex() + 1);
  }
}
