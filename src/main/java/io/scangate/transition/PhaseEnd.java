package io.scangate.transition;

import io.scangate.policy.Ending;
import io.scangate.policy.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a phase ends by what is known, if no more facts arrive, and by which facts. Immutable.
 *
 * @param at the first instant at which its time has passed, its tests are satisfied by what was
 *     reported by then, and its release is there
 */
record PhaseEnd(Instant at, List<Fact> facts) {
  /** The end of a phase that began at an instant; null where something other than time lacks. */
  static @Nullable PhaseEnd of(
      Ending.Earned ending, Set<Setting> settings, Instant since, History history) {
    Instant earliest = since.plus(ending.minimum());
    Fact release = null;
    if (ending.release()) {
      release = history.firstRelease(settings, since);
      if (release == null) {
        return null;
      }
      if (release.at().isAfter(earliest)) {
        earliest = release.at();
      }
    }
    Samples samples = new Samples(ending.tests(), since);
    Instant end = satisfied(samples, history.tests(), earliest);
    return end == null ? null : new PhaseEnd(end, facts(release, samples));
  }

  /** The first instant, not before the earliest, at which the samples reported are enough. */
  private static @Nullable Instant satisfied(
      Samples samples, List<Fact.Test> reports, Instant earliest) {
    int next = add(samples, reports, 0, earliest);
    Instant at = earliest;
    while (!samples.areEnough()) {
      if (next == reports.size()) {
        return null;
      }
      at = reports.get(next).at();
      next = add(samples, reports, next, at);
    }
    return at;
  }

  /** Adds the reports that arrived by an instant, all of them: they are known together. */
  private static int add(Samples samples, List<Fact.Test> reports, int from, Instant by) {
    int next = from;
    while (next < reports.size() && !reports.get(next).at().isAfter(by)) {
      samples.add(reports.get(next));
      next++;
    }
    return next;
  }

  private static List<Fact> facts(@Nullable Fact release, Samples samples) {
    List<Fact> facts = new ArrayList<>(samples.chain());
    if (release != null) {
      facts.add(release);
    }
    return facts;
  }
}
