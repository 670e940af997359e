package io.scangate.engine;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.ChainReading;
import io.scangate.ledger.Chronicle;
import io.scangate.ledger.Code;
import io.scangate.ledger.DecisionRow;
import io.scangate.ledger.FactRow;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Finding.Kind;
import io.scangate.ledger.Judging;
import io.scangate.ledger.Person;
import io.scangate.transition.Decision;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import io.scangate.transition.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides again, link by link, all that engines ever decided about a person, each time by what was
 * known and by the policies that judged there, and compares. Immutable; it knows no ledger.
 */
public final class Recomputation {
  private final int partition;
  private final ChainReading chain;
  private final List<Judging> judging;

  /**
   * @param judging by how many policies judged, from one on; not empty
   */
  public Recomputation(int partition, ChainReading chain, List<Judging> judging) {
    this.partition = partition;
    this.chain = chain;
    this.judging = List.copyOf(judging);
  }

  /** What happened to a person in one link. */
  private static final class Event {
    private final List<Fact> learned = new ArrayList<>();
    private Optional<DecisionRow> decision = Optional.empty();
  }

  /** What is wrong about a person; empty for a person as they should be. */
  public List<Finding> of(Chronicle chronicle) {
    List<Finding> findings = new ArrayList<>();
    if (!chronicle.known()) {
      findings.add(
          finding(Kind.ADDED, chronicle.person(), "code", Optional.empty(), "there is no person"));
    }
    try {
      replay(chronicle, findings);
    } catch (UnreadableFact e) {
      findings.add(
          finding(
              Kind.DOES_NOT_FOLLOW,
              chronicle.person(),
              "fact at " + e.row.at(),
              Optional.of(e.row.link()),
              "it cannot be read, so nothing follows from it"));
    }
    return findings;
  }

  /**
   * What is wrong about somebody of whose history a part is gone: no more can be said than whether
   * the decisions follow one another and the code has the colour of the last.
   */
  public List<Finding> ofLater(Chronicle chronicle) {
    List<Finding> findings = new ArrayList<>();
    Optional<DecisionRow> last = Optional.empty();
    for (Chronicle.Linked linked : chronicle.decisions()) {
      DecisionRow row = linked.decision();
      if (last.isPresent() && last.get().colour() != row.was()) {
        findings.add(
            finding(
                Kind.DOES_NOT_FOLLOW,
                chronicle.person(),
                "decision version " + row.version(),
                Optional.of(linked.link()),
                "it begins with "
                    + row.was()
                    + ", the one before ends with "
                    + last.get().colour()));
      }
      last = Optional.of(row);
    }
    if (last.isPresent() && chronicle.code().isPresent()) {
      Code code = chronicle.code().get();
      DecisionRow row = last.get();
      if (code.colour() != row.colour()
          || code.version() < row.version()
          || !code.decidedAt().equals(row.at())) {
        findings.add(
            finding(
                Kind.CODE_DIFFERS,
                chronicle.person(),
                "code",
                Optional.empty(),
                "it is %s since %s, the last decision made it %s at %s"
                    .formatted(code.colour(), code.decidedAt(), row.colour(), row.at())));
      }
    }
    return findings;
  }

  private void replay(Chronicle chronicle, List<Finding> findings) {
    Optional<Code> code = Optional.empty();
    Facts facts = Facts.of();
    long last = 0;
    for (Map.Entry<Long, Event> entry : events(chronicle).entrySet()) {
      long link = entry.getKey();
      Event event = entry.getValue();
      Optional<Instant> at = instant(chronicle, link, event);
      if (at.isEmpty()) {
        continue;
      }
      Person before = new Person(chronicle.person(), Optional.empty(), code, facts);
      Deciding deciding = Deciding.of(judgingAt(link), before, event.learned, at.get());
      compare(chronicle.person(), link, deciding.decision(), event.decision, findings);
      code = Optional.of(after(deciding, event.decision));
      for (Fact fact : event.learned) {
        facts = facts.with(fact);
      }
      last = link;
    }
    compare(chronicle, code, findings);
    if (code.isPresent() && chronicle.code().isPresent()) {
      review(chronicle.code().get(), facts, code.get(), last, findings);
    }
  }

  private static Map<Long, Event> events(Chronicle chronicle) {
    Map<Long, Event> events = new TreeMap<>();
    for (FactRow row : chronicle.facts()) {
      Event event = events.computeIfAbsent(row.link(), link -> new Event());
      Fact fact = read(row);
      if (fact != null) {
        event.learned.add(fact);
      }
    }
    for (Chronicle.Linked linked : chronicle.decisions()) {
      events.computeIfAbsent(linked.link(), link -> new Event()).decision =
          Optional.of(linked.decision());
    }
    return events;
  }

  private static @Nullable Fact read(FactRow row) {
    try {
      return row.fact();
    } catch (IllegalArgumentException e) {
      throw new UnreadableFact(row, e);
    }
  }

  /** Of the transaction; where its link is gone, which the chain tells, of what it wrote. */
  private static Optional<Instant> instant(Chronicle chronicle, long link, Event event) {
    return Optional.ofNullable(chronicle.linkedAt().get(link))
        .or(() -> event.decision.map(DecisionRow::at))
        .or(() -> event.learned.stream().map(Fact::at).reduce((a, b) -> a.isAfter(b) ? a : b));
  }

  private Judging judgingAt(long link) {
    return judging.get(Math.clamp(chain.policiesAt(link), 1, judging.size()) - 1);
  }

  private void compare(
      PersonRef person,
      long link,
      Optional<DecisionRow> due,
      Optional<DecisionRow> stored,
      List<Finding> findings) {
    if (due.equals(stored)) {
      return;
    }
    if (stored.isEmpty()) {
      DecisionRow row = due.orElseThrow();
      findings.add(
          finding(
              Kind.MISSING,
              person,
              "decision version " + row.version(),
              Optional.of(link),
              "the facts turn the code from %s to %s at %s"
                  .formatted(row.was(), row.colour(), row.at())));
      return;
    }
    DecisionRow row = stored.get();
    findings.add(
        finding(
            Kind.DOES_NOT_FOLLOW,
            person,
            "decision version " + row.version(),
            Optional.of(link),
            due.isEmpty()
                ? "no change of colour follows from the facts"
                : Differences.between(due.get(), row)));
  }

  /** As it stands in the ledger, so that one false decision is told once. */
  private static Code after(Deciding deciding, Optional<DecisionRow> stored) {
    Code code = deciding.code().after();
    if (stored.isEmpty()) {
      return code;
    }
    DecisionRow row = stored.get();
    return new Code(
        code.person(),
        row.version(),
        row.colour(),
        row.at(),
        code.lastNegative(),
        row.colour() != Colour.NONE,
        code.withdrawn(),
        code.nextReview());
  }

  private void compare(Chronicle chronicle, Optional<Code> due, List<Finding> findings) {
    Optional<Code> stored = chronicle.code();
    if (due.isPresent() && stored.isPresent()) {
      String difference = Differences.between(due.get(), stored.get());
      if (!difference.isEmpty()) {
        findings.add(
            finding(Kind.CODE_DIFFERS, chronicle.person(), "code", Optional.empty(), difference));
      }
    } else if (due.isPresent()) {
      findings.add(
          finding(
              Kind.MISSING,
              chronicle.person(),
              "code",
              Optional.empty(),
              "the facts make it " + due.get().colour()));
    } else if (stored.isPresent() && chronicle.known()) {
      findings.add(
          finding(
              Kind.ADDED,
              chronicle.person(),
              "code",
              Optional.empty(),
              "no fact and no decision is behind it"));
    }
  }

  /** Whoever puts a review off keeps a colour beyond its time without touching it. */
  private void review(Code stored, Facts facts, Code due, long link, List<Finding> findings) {
    Instant from = due.decidedAt();
    for (Fact fact : facts.all()) {
      from = fact.at().isAfter(from) ? fact.at() : from;
    }
    Optional<Instant> then = turning(judgingAt(link), facts, due.colour(), from);
    Optional<Instant> now = turning(judging.getLast(), facts, due.colour(), from);
    if (isLate(stored.nextReview(), then) && isLate(stored.nextReview(), now)) {
      findings.add(
          finding(
              Kind.CODE_DIFFERS,
              stored.person(),
              "code",
              Optional.empty(),
              "its review stands at %s, the colour can turn at %s"
                  .formatted(
                      stored.nextReview().map(Instant::toString).orElse("never"),
                      then.map(Instant::toString).orElse("never"))));
    }
  }

  private static boolean isLate(Optional<Instant> review, Optional<Instant> turn) {
    return turn.isPresent() && (review.isEmpty() || review.get().isAfter(turn.get()));
  }

  /** When time alone turns a colour; empty for never. */
  private static Optional<Instant> turning(
      Judging judging, Facts facts, Colour colour, Instant from) {
    Optional<Instant> next = Optional.of(from);
    while (next.isPresent()) {
      Decision decision = Transition.decide(judging.policies(), facts, next.get());
      if (decision.colour() != colour) {
        return next;
      }
      next = decision.nextReview();
    }
    return Optional.empty();
  }

  private Finding finding(
      Kind kind, PersonRef person, String row, Optional<Long> link, String why) {
    return new Finding(kind, Optional.of(partition), Optional.of(person), row, link, why);
  }

  /** A fact that no engine wrote so. */
  private static final class UnreadableFact extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient FactRow row;

    UnreadableFact(FactRow row, IllegalArgumentException cause) {
      super(cause);
      this.row = row;
    }
  }
}
