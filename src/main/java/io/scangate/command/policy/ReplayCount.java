package io.scangate.command.policy;

import io.scangate.scenario.Missed;
import java.util.List;

/**
 * How replayed scenarios came out. Immutable.
 *
 * @param scenarios those that were judged
 * @param failed those of which an expectation was not met
 * @param refused the files that could not be read
 * @param expectations how many there were in all
 */
record ReplayCount(int scenarios, int failed, int refused, int expectations) {
  static final ReplayCount NONE = new ReplayCount(0, 0, 0, 0);

  ReplayCount judged(int expected, List<Missed> missed) {
    return new ReplayCount(
        scenarios + 1, failed + (missed.isEmpty() ? 0 : 1), refused, expectations + expected);
  }

  ReplayCount oneRefused() {
    return new ReplayCount(scenarios, failed, refused + 1, expectations);
  }

  boolean isClean() {
    return failed == 0 && refused == 0;
  }
}
