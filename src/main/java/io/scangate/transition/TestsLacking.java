package io.scangate.transition;

import io.scangate.policy.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the samples of an open phase have come: the longest run of negatives that can still
 * become enough. Confined to one decision.
 */
final class TestsLacking {
  private final Schedule schedule;
  private final Instant since;
  private final Samples samples;
  private final Instant at;

  private TestsLacking(Schedule schedule, Instant since, Samples samples, Instant at) {
    this.schedule = schedule;
    this.since = since;
    this.samples = samples;
    this.at = at;
  }

  /** What is lacking at an instant; null if nothing is. */
  static Lacking.@Nullable Tests of(
      Schedule schedule, Instant since, List<Fact.Test> tests, Instant at) {
    Samples samples = new Samples(schedule, since);
    Fact.Test last = null;
    for (Fact.Test test : tests) {
      samples.add(test);
      if (last == null || !test.sampledAt().isBefore(last.sampledAt())) {
        last = test;
      }
    }
    if (samples.areEnough()) {
      return null;
    }
    TestsLacking lacking = new TestsLacking(schedule, since, samples, at);
    Run run = lacking.run();
    return new Lacking.Tests(
        schedule, run.counted(), lacking.uncounted(last, run), lacking.next(run.last()));
  }

  /**
   * Negatives that count together.
   *
   * @param last the last of them; null if there is none
   */
  private record Run(int counted, @Nullable Instant last) {}

  /** The longest run that can still be completed; of several, the one that can be so soonest. */
  private Run run() {
    List<Instant> negatives = new ArrayList<>();
    samples.openNegatives().forEach(negatives::add);
    Run best = new Run(0, null);
    // The latest start of a run of so many that ends at or before each negative.
    List<Instant> starts = negatives;
    for (int counted = 1; counted < schedule.negatives() && !starts.isEmpty(); counted++) {
      int skipped = negatives.size() - starts.size();
      for (int i = 0; i < starts.size(); i++) {
        Instant last = negatives.get(skipped + i);
        if (canComplete(starts.get(i), last, counted)) {
          best = new Run(counted, last);
          break;
        }
      }
      starts = extend(negatives, starts);
    }
    return best;
  }

  /**
   * From the latest starts of runs of n that end at the last negatives, those of runs of n + 1: for
   * each negative that has one at least the interval before it, the start of that one's run.
   */
  private List<Instant> extend(List<Instant> negatives, List<Instant> starts) {
    List<Instant> longer = new ArrayList<>();
    int skipped = negatives.size() - starts.size();
    int before = -1;
    for (int i = skipped; i < negatives.size(); i++) {
      Instant latest = negatives.get(i).minus(schedule.interval());
      while (before + 1 < starts.size() && !negatives.get(skipped + before + 1).isAfter(latest)) {
        before++;
      }
      if (before >= 0) {
        longer.add(starts.get(before));
      }
    }
    return longer;
  }

  private boolean canComplete(Instant first, Instant last, int counted) {
    Duration within = schedule.within();
    Duration rest = schedule.interval().multipliedBy(schedule.negatives() - counted - 1);
    return within == null || !next(last).plus(rest).isAfter(first.plus(within));
  }

  /**
   * The earliest instant, not in the past, at which a sample would count after the last counted.
   */
  private Instant next(@Nullable Instant last) {
    Instant next = since.isAfter(at) ? since : at;
    Instant positive = samples.lastPositive();
    if (positive != null && !next.isAfter(positive)) {
      next = positive.plusNanos(1);
    }
    Instant spaced = last == null ? next : last.plus(schedule.interval());
    return spaced.isAfter(next) ? spaced : next;
  }

  private Optional<Uncounted> uncounted(Fact.@Nullable Test test, Run run) {
    if (test == null || test.sampledAt().equals(run.last())) {
      return Optional.empty();
    }
    return Optional.of(new Uncounted(test.sampledAt(), why(test, run)));
  }

  private Uncounted.Why why(Fact.Test test, Run run) {
    Instant sampledAt = test.sampledAt();
    Instant positive = samples.lastPositive();
    if (test.isPositive() || (positive != null && !sampledAt.isAfter(positive))) {
      return Uncounted.Why.POSITIVE;
    }
    if (sampledAt.isBefore(since)) {
      return Uncounted.Why.BEFORE_START;
    }
    boolean tooSoon =
        run.last() != null && sampledAt.isBefore(run.last().plus(schedule.interval()));
    return tooSoon ? Uncounted.Why.TOO_SOON : Uncounted.Why.OUTSIDE_WINDOW;
  }
}
