package io.scangate.transition;

import io.scangate.policy.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one phase, added report by report, held against its schedule. A chain is as many
 * negatives as are needed, each at least the interval after the one before, all within the span.
 *
 * <p>Of all chains only the one that starts last matters: a positive sample breaks every chain that
 * does not start after it, so while that one holds the schedule is satisfied. A new negative can
 * only make chains that it is part of; at each place in a chain the tightest one is found by
 * stepping back and forth from it, so a report costs the logarithm of their number. Confined to one
 * decision.
 */
final class Samples {
  private final Schedule schedule;
  private final Instant since;
  private final NavigableMap<Instant, Fact.Test> negatives;
  private Fact.@Nullable Test latest;
  private @Nullable Instant lastPositive;
  private @Nullable Instant latestStart;

  /**
   * Begins without a sample.
   *
   * @param since what was sampled before does not count
   */
  Samples(Schedule schedule, Instant since) {
    this.schedule = schedule;
    this.since = since;
    this.negatives = schedule.negatives() > 1 ? new TreeMap<>() : Collections.emptyNavigableMap();
  }

  void add(Fact.Test test) {
    Instant sampledAt = test.sampledAt();
    if (sampledAt.isBefore(since)) {
      return;
    }
    if (test.isPositive()) {
      lastPositive = later(lastPositive, sampledAt);
    } else if (schedule.negatives() > 1) {
      negatives.put(sampledAt, test);
      linkChains(sampledAt);
    } else if (latestStart == null || !sampledAt.isBefore(latestStart)) {
      // Where one is enough, each is a chain, and most phases want one.
      latestStart = sampledAt;
      latest = test;
    }
  }

  boolean areEnough() {
    return schedule.negatives() == 0
        || (latestStart != null && (lastPositive == null || latestStart.isAfter(lastPositive)));
  }

  /** The samples that are enough: the chain that starts last. */
  List<Fact.Test> chain() {
    if (schedule.negatives() <= 1) {
      return schedule.negatives() == 0 || latest == null ? List.of() : List.of(latest);
    }
    List<Fact.Test> chain = new ArrayList<>(schedule.negatives());
    Instant at = latestStart;
    while (chain.size() < schedule.negatives() && at != null) {
      Fact.Test test = negatives.get(at);
      if (test != null) {
        chain.add(test);
      }
      at = negatives.ceilingKey(at.plus(schedule.interval()));
    }
    return chain;
  }

  @Nullable Instant lastPositive() {
    return lastPositive;
  }

  /**
   * The negatives sampled after the last positive, each of which may still become part of a chain.
   */
  Iterable<Instant> openNegatives() {
    return (lastPositive == null ? negatives : negatives.tailMap(lastPositive, false)).keySet();
  }

  private void linkChains(Instant sample) {
    int needed = schedule.negatives();
    Instant first = sample;
    for (int before = 0; before < needed && first != null; before++) {
      Instant last = step(sample, needed - 1 - before);
      if (last != null && fits(first, last)) {
        latestStart = later(latestStart, first);
      }
      first = negatives.floorKey(first.minus(schedule.interval()));
    }
  }

  /** The earliest last sample of so many more after one; null if there are not as many. */
  private @Nullable Instant step(Instant from, int more) {
    Instant at = from;
    for (int i = 0; i < more && at != null; i++) {
      at = negatives.ceilingKey(at.plus(schedule.interval()));
    }
    return at;
  }

  private boolean fits(Instant first, Instant last) {
    Duration within = schedule.within();
    return within == null || !last.isAfter(first.plus(within));
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }
}
