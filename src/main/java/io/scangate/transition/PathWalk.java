package io.scangate.transition;

import io.scangate.policy.Clock;
import io.scangate.policy.Ending;
import io.scangate.policy.Path;
import io.scangate.policy.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks an episode along its path, phase by phase, by what is known. */
final class PathWalk {
  private PathWalk() {}

  /**
   * Walks as far as the episode has come at an instant. An end can lie before the instant at which
   * its facts, or even the trigger, were learned.
   */
  static Progress to(Instant at, Path path, Fact trigger, History history) {
    List<Fact> facts = new ArrayList<>();
    facts.add(trigger);
    Instant since = start(path, trigger, history, facts);
    for (int i = 0; i < path.phases().size(); i++) {
      PhaseEnd end = end(path.phases().get(i), since, trigger, history);
      if (end == null || end.at().isAfter(at)) {
        return new Progress.Open(i, since, end == null ? null : end.at(), facts);
      }
      facts.addAll(end.facts());
      since = end.at();
    }
    return new Progress.Closed(since);
  }

  /**
   * When the first phase starts: with the trigger, or anew with the first isolation in its setting
   * that began no earlier and that was learned while the phase was open. Whether it was open is
   * judged by the end that it would have without that.
   */
  private static Instant start(Path path, Fact trigger, History history, List<Fact> facts) {
    Instant begins = Triggers.begins(trigger);
    if (path.clock() == Clock.TRIGGER) {
      return begins;
    }
    Phase first = path.phases().getFirst();
    // They are in the order in which they were learned: if the first one came too late, all did.
    Fact.IsolationStarted isolation = history.firstStart(first.settings(), begins);
    if (isolation == null) {
      return begins;
    }
    PhaseEnd end = end(first, begins, trigger, history);
    if (end != null && !isolation.at().isBefore(end.at())) {
      return begins;
    }
    facts.add(isolation);
    return isolation.happenedAt();
  }

  private static @Nullable PhaseEnd end(Phase phase, Instant since, Fact trigger, History history) {
    return switch (phase.ending()) {
      case Ending.Earned earned -> PhaseEnd.of(earned, phase.settings(), since, history);
      case Ending.ByDiagnosis _ -> null;
      case Ending.ByAuthority _ -> lifted(trigger, history);
    };
  }

  private static @Nullable PhaseEnd lifted(Fact trigger, History history) {
    if (trigger instanceof Fact.Assignment assignment) {
      for (Fact.AssignmentLifted lift : history.lifted()) {
        if (lift.province().equals(assignment.province()) && !lift.at().isBefore(assignment.at())) {
          return new PhaseEnd(lift.at(), List.of(lift));
        }
      }
    }
    return null;
  }
}
