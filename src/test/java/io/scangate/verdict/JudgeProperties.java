package io.scangate.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.Freshness;
import io.scangate.health.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class JudgeProperties {
  private static final long NOW = 1_646_000_000_000_000L;
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("gate-1", "station", "transit", new Division("4403"));

  private final Judge judge = new Judge(Duration.ofSeconds(2));

  @Property
  void yellowAndRedAreNeverAdmittedNorLookedAt(
      @ForAll("evidence") Evidence evidence, @ForAll("gates") Gate gate) {
    Colour judged =
        switch (evidence.standing()) {
          case Standing.Known known -> known.status().colour();
          case Standing.Absent _ -> Colour.NONE;
          case Standing.Unanswered _ -> evidence.claimed();
        };
    Assume.that(judged == Colour.RED || judged == Colour.YELLOW);
    assertThat(judge.judge(evidence, gate, NOW).outcome()).isEqualTo(Outcome.REFUSE);
  }

  @Property
  void knowingLessNeverTurnsARefusalIntoAnAdmission(
      @ForAll("evidence") Evidence evidence,
      @ForAll("gates") Gate gate,
      @ForAll @LongRange(min = 0, max = 1L << 40) long older,
      @ForAll boolean gap) {
    Verdict before = judge.judge(evidence, gate, NOW);
    Verdict after = judge.judge(aged(evidence, older, gap), gate, NOW);
    assertThat(after.outcome().isMilderThan(before.outcome())).isFalse();
  }

  @Property
  void onlyAGreenCodeIsAdmittedAndItsReasonSaysSo(
      @ForAll("evidence") Evidence evidence, @ForAll("gates") Gate gate) {
    Verdict verdict = judge.judge(evidence, gate, NOW);
    assertThat(verdict.outcome() == Outcome.ADMIT).isEqualTo(verdict.reason() == Reason.GREEN);
    if (verdict.outcome() == Outcome.ADMIT) {
      assertThat(verdict.colour()).isEqualTo(Colour.GREEN);
    }
  }

  private static Evidence aged(Evidence evidence, long older, boolean gap) {
    Standing standing =
        switch (evidence.standing()) {
          case Standing.Known(CodeStatus status, Freshness freshness) ->
              new Standing.Known(status, aged(freshness, older, gap));
          case Standing.Absent(Freshness freshness) ->
              new Standing.Absent(aged(freshness, older, gap));
          case Standing.Unanswered unanswered -> unanswered;
        };
    return new Evidence(evidence.claimed(), standing, evidence.revoked(), evidence.reused());
  }

  private static Freshness aged(Freshness freshness, long older, boolean gap) {
    long age = freshness.age() > Long.MAX_VALUE - older ? Long.MAX_VALUE : freshness.age() + older;
    return new Freshness(freshness.asOf(), age, freshness.confirmed() && !gap);
  }

  @Provide
  Arbitrary<Evidence> evidence() {
    return Combinators.combine(
            Arbitraries.of(Colour.GREEN, Colour.YELLOW, Colour.RED),
            standings(),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Evidence::new);
  }

  private static Arbitrary<Standing> standings() {
    Arbitrary<Freshness> freshness =
        Combinators.combine(
                Arbitraries.longs().between(0, NOW),
                Arbitraries.oneOf(
                    Arbitraries.longs().between(0, 400_000_000L), Arbitraries.of(Long.MAX_VALUE)),
                Arbitraries.of(true, false))
            .as(Freshness::new);
    Arbitrary<CodeStatus> status =
        Combinators.combine(
                Arbitraries.of(Colour.class),
                Arbitraries.longs().between(0, NOW / 60_000_000),
                Arbitraries.frequency(
                    net.jqwik.api.Tuple.of(9, true), net.jqwik.api.Tuple.of(1, false)),
                Arbitraries.frequency(
                    net.jqwik.api.Tuple.of(1, true), net.jqwik.api.Tuple.of(9, false)))
            .as(
                (colour, sampled, registered, withdrawn) ->
                    new CodeStatus(7, 1, colour, 0, sampled, registered, withdrawn));
    return Arbitraries.oneOf(
        Combinators.combine(status, freshness).as(Standing.Known::new),
        freshness.map(Standing.Absent::new),
        Arbitraries.of(Standing.Unanswered.INSTANCE));
  }

  @Provide
  Arbitrary<Gate> gates() {
    Arbitrary<Optional<Duration>> tests =
        Arbitraries.of(Optional.empty(), Optional.of(Duration.ofHours(24)));
    Arbitrary<AdmissionRule> rules =
        Combinators.combine(
                tests,
                Arbitraries.of(Outcome.class),
                Arbitraries.longs().between(0, 600),
                Arbitraries.of(Outcome.class))
            .filter(
                (test, onStale, staleFor, onCode) ->
                    !onCode.isMilderThan(onStale) && (test.isEmpty() || onCode != Outcome.ADMIT))
            .as(
                (test, onStale, staleFor, onCode) ->
                    new AdmissionRule(
                        test, onStale, Duration.ofSeconds(staleFor), onCode, Duration.ZERO, 1));
    Arbitrary<List<Closure>> closures =
        Arbitraries.of(
            List.of(),
            List.of(
                new Closure(
                    new Closure.Scope.WholeSite("station"), NOW - 1, NOW + 1, "city command")));
    return Combinators.combine(rules, closures)
        .as((rule, closed) -> new Gate(CHECKPOINT, rule, closed));
  }
}
