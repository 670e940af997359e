package io.scangate.policy;

import java.time.Duration;

/** What ends a phase. */
public sealed interface Ending {
  /**
   * The first instant at which the time has passed, the tests are satisfied and the release is
   * there.
   *
   * @param minimum how long the phase lasts at least
   * @param tests the negative tests sampled since its start
   * @param release whether a release from the phase's setting (a discharge from hospital) is needed
   */
  record Earned(Duration minimum, Schedule tests, boolean release) implements Ending {}

  /** Only a diagnosis, by making the episode void. */
  record ByDiagnosis() implements Ending {}

  /** Only the province that assigned the colour, by lifting it. */
  record ByAuthority() implements Ending {}
}
