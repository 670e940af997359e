package io.scangate.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schedules that a policy uses, under names made from their content, so that the canonical text
 * does not depend on what the operator called them. Immutable.
 */
final class Schedules {
  /** What a phase says that wants no test. */
  static final String NO_TESTS = "none";

  private final SortedMap<String, Schedule> all;

  private Schedules(SortedMap<String, Schedule> all) {
    this.all = all;
  }

  static Schedules of(Policy policy) {
    SortedMap<String, Schedule> all = new TreeMap<>();
    for (Path path : policy.paths().values()) {
      for (Phase phase : path.phases()) {
        if (phase.ending() instanceof Ending.Earned earned && earned.tests().negatives() > 0) {
          all.put(content(earned.tests()), earned.tests());
        }
      }
    }
    return new Schedules(Collections.unmodifiableSortedMap(all));
  }

  Map<String, Schedule> all() {
    return all;
  }

  String name(Schedule schedule) {
    return schedule.negatives() == 0 ? NO_TESTS : content(schedule);
  }

  private static String content(Schedule schedule) {
    Duration within = schedule.within();
    return schedule.negatives()
        + "-apart-"
        + schedule.interval()
        + (within == null ? "" : "-within-" + within);
  }
}
