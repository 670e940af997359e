package io.scangate.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.policy.Ending;
import io.scangate.policy.Phase;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;

/** What holds of every history. */
@Domain(Histories.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class DecisionPropertiesTest {
  private static final Policies POLICIES = Given.POLICIES;

  private static Decision decide(List<Fact> facts, Instant at) {
    return Transition.decide(POLICIES, Facts.of(facts), at);
  }

  private static String code(Decision decision) {
    return decision.colour() + " " + decision.because();
  }

  /** What must stay as it is until the next review. */
  private static List<List<Object>> standing(Decision decision) {
    List<List<Object>> standing = new ArrayList<>();
    standing.add(List.of(decision.colour(), decision.policy()));
    for (Episode episode : decision.open()) {
      standing.add(
          List.of(episode.path(), episode.phaseIndex(), episode.colour(), episode.since()));
    }
    return standing;
  }

  private static Optional<Instant> nextFact(List<Fact> facts, Instant after) {
    return facts.stream().map(Fact::at).filter(at -> at.isAfter(after)).min(Instant::compareTo);
  }

  @Property(tries = 4000)
  void theDecisionIsWhatThePlainRulesSay(@ForAll List<Fact> facts, @ForAll Instant at) {
    Decision decision = decide(facts, at);
    assertThat(code(decision)).isEqualTo(new PlainRules(facts, at).code());
    Statistics.collect(decision.colour());
    Statistics.coverage(
        coverage -> {
          for (Colour colour : List.of(Colour.GREEN, Colour.YELLOW, Colour.RED)) {
            coverage.check(colour).percentage(share -> share > 5);
          }
        });
  }

  @Property
  void theOrderOfArrivalDoesNotMatter(
      @ForAll List<Fact> facts, @ForAll Instant at, @ForAll long seed) {
    List<Fact> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(decide(shuffled, at)).isEqualTo(decide(facts, at));
    Facts oneByOne = Facts.of();
    for (Fact fact : shuffled) {
      oneByOne = oneByOne.with(fact);
    }
    assertThat(oneByOne).isEqualTo(Facts.of(facts));
  }

  @Property
  void aDecisionIsTheSameWhenRecomputedLaterForTheSameInstant(
      @ForAll List<Fact> facts, @ForAll Instant at) {
    List<Fact> known = facts.stream().filter(fact -> !fact.at().isAfter(at)).toList();
    assertThat(decide(facts, at)).isEqualTo(decide(known, at));
  }

  @Property
  void aColourTurnsMilderOnlyByAFactOrAtAnAnnouncedInstant(
      @ForAll List<Fact> facts, @ForAll Instant at, @ForAll @IntRange(max = 60 * 24) int hours) {
    Instant later = at.plus(Duration.ofHours(hours));
    Decision before = decide(facts, at);
    Decision after = decide(facts, later);
    boolean learned = nextFact(facts, at).filter(fact -> !fact.isAfter(later)).isPresent();
    boolean announced = before.nextReview().filter(review -> !review.isAfter(later)).isPresent();
    if (before.colour().isMoreSevereThan(after.colour())) {
      assertThat(learned || announced).isTrue();
    }
    if (!learned && !announced) {
      assertThat(standing(after)).isEqualTo(standing(before));
    }
  }

  @Property(tries = 4000, maxDiscardRatio = 100)
  void theNextReviewIsExact(@ForAll List<Fact> facts, @ForAll Instant at) {
    Decision decision = decide(facts, at);
    Assume.that(decision.nextReview().isPresent());
    Instant review = decision.nextReview().orElseThrow();
    assertThat(review).isAfter(at);
    List<Fact> known = facts.stream().filter(fact -> !fact.at().isAfter(at)).toList();
    assertThat(standing(decide(known, review.minusNanos(1)))).isEqualTo(standing(decision));
    assertThat(standing(decide(known, review))).isNotEqualTo(standing(decision));
  }

  @Property
  void withoutANextReviewTimeAloneChangesNothing(@ForAll List<Fact> facts, @ForAll Instant at) {
    Decision decision = decide(facts, at);
    Assume.that(decision.nextReview().isEmpty());
    List<Fact> known = facts.stream().filter(fact -> !fact.at().isAfter(at)).toList();
    assertThat(standing(decide(known, at.plus(Duration.ofDays(400)))))
        .isEqualTo(standing(decision));
  }

  @Property
  void aReviewComesWhereOnlyTimeLacksAndOnlyThere(@ForAll List<Fact> facts, @ForAll Instant at) {
    Decision decision = decide(facts, at);
    Optional<Instant> expected =
        decision.open().stream()
            .filter(
                episode -> episode.lacking().stream().allMatch(Lacking.Duration.class::isInstance))
            .flatMap(episode -> episode.earliestEnd().stream())
            .min(Instant::compareTo);
    assertThat(decision.nextReview()).isEqualTo(expected);
  }

  @Property
  void everyOpenEpisodeLacksSomething(@ForAll List<Fact> facts, @ForAll Instant at) {
    assertThat(decide(facts, at).open())
        .allSatisfy(episode -> assertThat(episode.lacking()).isNotEmpty());
  }

  @Property
  void aSampleAtTheEarliestUsefulInstantCounts(@ForAll List<Fact> facts, @ForAll Instant at) {
    for (Episode episode : decide(facts, at).open()) {
      for (Lacking lacking : episode.lacking()) {
        if (lacking instanceof Lacking.Tests tests) {
          assertUseful(facts, at, episode, tests);
        }
      }
    }
  }

  private static void assertUseful(
      List<Fact> facts, Instant at, Episode episode, Lacking.Tests tests) {
    Instant sampled = tests.earliestNext();
    List<Fact> more = new ArrayList<>(facts.stream().filter(f -> !f.at().isAfter(at)).toList());
    more.add(Given.negative(sampled));
    Lacking.Tests after =
        TestsLacking.of(
            tests.schedule(),
            episode.since(),
            more.stream().filter(Fact.Test.class::isInstance).map(Fact.Test.class::cast).toList(),
            sampled);
    if (after == null) {
      assertThat(tests.counted()).isEqualTo(tests.needed() - 1);
    } else {
      assertThat(after.counted()).isEqualTo(tests.counted() + 1);
    }
  }

  @Property
  void aNegativeTestNeverMakesAColourMoreSevereWhereNoPositiveFollowsIt(
      @ForAll List<Fact> facts, @ForAll Instant at, @ForAll Instant sampled) {
    Assume.that(
        facts.stream()
            .noneMatch(
                fact ->
                    fact instanceof Fact.Test test
                        && test.isPositive()
                        && !test.at().isBefore(sampled)));
    List<Fact> tested = new ArrayList<>(facts);
    tested.add(Given.negative(sampled));
    Colour with = decide(tested, at).colour();
    assertThat(with.isMoreSevereThan(decide(facts, at).colour())).isFalse();
  }

  @Property
  void releasesNeverShortenAMinimumDuration(
      @ForAll List<Fact> facts, @ForAll Instant at, @ForAll Instant released) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(Given.released(released, io.scangate.policy.Setting.CENTRALIZED));
    more.add(Given.released(released, io.scangate.policy.Setting.HOME));
    more.add(Given.discharged(released));
    List<Episode> open = decide(more, at).open();
    for (Episode episode : open) {
      assertThat(episode.since()).isAfterOrEqualTo(earliest(episode, episode.phaseIndex()));
    }
    for (Episode before : decide(facts, at).open()) {
      boolean closed =
          before.phase().ending() instanceof Ending.Earned
              && open.stream().noneMatch(other -> other.category() == before.category());
      if (closed) {
        assertThat(at).isAfterOrEqualTo(earliest(before, before.path().phases().size()));
      }
    }
  }

  /** The earliest start of a phase by the minimum durations of those before it. */
  private static Instant earliest(Episode episode, int phase) {
    Instant earliest = Triggers.begins(episode.trigger());
    for (Phase before : episode.path().phases().subList(0, phase)) {
      if (before.ending() instanceof Ending.Earned earned) {
        earliest = earliest.plus(earned.minimum());
      }
    }
    return earliest;
  }

  @Property
  void underTwoEditionsTheOneInForceDecidesAloneAndTheNextIsAnnounced(
      @ForAll List<Fact> facts, @ForAll Instant at, @ForAll @IntRange(max = 60) int days) {
    Instant change = Given.day(days);
    Policy next = startingAt(Given.SEVEN_PLUS_THREE, change);
    Policies both = Policies.of(List.of(Given.POLICY, next));
    Decision decision = Transition.decide(both, Facts.of(facts), at);
    boolean changed = !at.isBefore(change);
    Decision alone =
        Transition.decide(Policies.of(changed ? next : Given.POLICY), Facts.of(facts), at);
    assertThat(standing(decision)).isEqualTo(standing(alone));
    if (!changed) {
      assertThat(decision.nextReview()).isPresent();
      assertThat(decision.nextReview().orElseThrow()).isBeforeOrEqualTo(change);
    }
  }

  private static Policy startingAt(Policy policy, Instant instant) {
    return new Policy(
        policy.version(),
        instant,
        policy.province(),
        policy.zone(),
        policy.paths(),
        policy.specialArea(),
        policy.contactWindow(),
        policy.corrections());
  }
}
