package io.scangate.transition;

import io.scangate.policy.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person at an instant, but for what sets off episodes: tests, isolation and the
 * rest that phases wait for, each in the order of facts. Confined to one decision.
 */
final class History {
  private final List<Fact.Test> tests = new ArrayList<>();
  private final List<Fact.IsolationStarted> started = new ArrayList<>();
  private final List<Fact> leavings = new ArrayList<>();
  private final List<Fact.AssignmentLifted> lifted = new ArrayList<>();
  private final List<Fact.Correction> corrections = new ArrayList<>();
  private boolean registered;

  History(Facts facts, int known) {
    for (int i = 0; i < known; i++) {
      switch (facts.get(i)) {
        case Fact.Registered _ -> registered = true;
        case Fact.Test test -> tests.add(test);
        case Fact.IsolationStarted start -> started.add(start);
        case Fact.IsolationReleased release -> leavings.add(release);
        case Fact.Discharged discharged -> leavings.add(discharged);
        case Fact.AssignmentLifted lift -> lifted.add(lift);
        case Fact.Correction correction -> corrections.add(correction);
        case Fact.Diagnosis _,
            Fact.Contact _,
            Fact.Entry _,
            Fact.Area _,
            Fact.SpecialArea _,
            Fact.Screening _,
            Fact.Declaration _,
            Fact.Assignment _ -> {}
      }
    }
  }

  boolean isRegistered() {
    return registered;
  }

  /** The tests, by their report. */
  List<Fact.Test> tests() {
    return tests;
  }

  List<Fact.AssignmentLifted> lifted() {
    return lifted;
  }

  List<Fact.Correction> corrections() {
    return corrections;
  }

  /** The first start of isolation in one of the settings that did not happen before an instant. */
  Fact.@Nullable IsolationStarted firstStart(Set<Setting> settings, Instant notBefore) {
    for (Fact.IsolationStarted start : started) {
      if (settings.contains(start.setting()) && !start.happenedAt().isBefore(notBefore)) {
        return start;
      }
    }
    return null;
  }

  /** The first release from one of the settings that was not learned before an instant. */
  @Nullable Fact firstRelease(Set<Setting> settings, Instant notBefore) {
    for (Fact leaving : leavings) {
      if (!leaving.at().isBefore(notBefore) && settings.contains(left(leaving))) {
        return leaving;
      }
    }
    return null;
  }

  private static Setting left(Fact leaving) {
    return leaving instanceof Fact.IsolationReleased released
        ? released.setting()
        : Setting.HOSPITAL;
  }
}
