package io.scangate.transition;

import io.scangate.health.Province;
import io.scangate.policy.Ending;
import io.scangate.policy.Phase;
import io.scangate.policy.Schedule;
import io.scangate.policy.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an open phase lacks at an instant, and the earliest instant at which it can end. Immutable.
 */
record Shortfall(List<Lacking> lacking, Optional<Instant> earliestEnd) {
  /**
   * Looks at a phase that is open.
   *
   * @param province who assigned its colour; null in every category but out-of-province
   */
  static Shortfall of(
      Phase phase, Progress.Open open, @Nullable Province province, History history, Instant at) {
    return switch (phase.ending()) {
      case Ending.ByDiagnosis _ ->
          new Shortfall(List.of(new Lacking.Diagnosis()), Optional.empty());
      case Ending.ByAuthority _ ->
          new Shortfall(
              province == null ? List.of() : List.of(new Lacking.Authority(province)),
              Optional.empty());
      case Ending.Earned earned -> earned(phase, earned, open.since(), history, at);
    };
  }

  private static Shortfall earned(
      Phase phase, Ending.Earned earned, Instant since, History history, Instant at) {
    List<Lacking> lacking = new ArrayList<>();
    Instant earliest = since.plus(earned.minimum());
    if (earliest.isAfter(at)) {
      lacking.add(new Lacking.Duration(earliest));
    } else {
      earliest = at;
    }
    Lacking.Tests tests = TestsLacking.of(earned.tests(), since, history.tests(), at);
    if (tests != null) {
      lacking.add(tests);
      lacking.add(new Lacking.Report(lastSample(history.tests(), since)));
      Instant tested = lastOf(tests);
      earliest = tested.isAfter(earliest) ? tested : earliest;
    }
    if (earned.release() && history.firstRelease(phase.settings(), since) == null) {
      lacking.add(
          phase.settings().contains(Setting.HOSPITAL)
              ? new Lacking.Discharge()
              : new Lacking.Release(phase.settings()));
    }
    return new Shortfall(lacking, Optional.of(earliest));
  }

  /** When the last of the samples that are needed can be taken. */
  private static Instant lastOf(Lacking.Tests tests) {
    Schedule schedule = tests.schedule();
    int afterNext = schedule.negatives() - tests.counted() - 1;
    return tests.earliestNext().plus(schedule.interval().multipliedBy(afterNext));
  }

  private static Optional<Instant> lastSample(List<Fact.Test> tests, Instant since) {
    Instant last = null;
    for (Fact.Test test : tests) {
      if (!test.sampledAt().isBefore(since) && (last == null || test.sampledAt().isAfter(last))) {
        last = test.sampledAt();
      }
    }
    return Optional.ofNullable(last);
  }
}
