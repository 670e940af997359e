package io.scangate.transition;

import io.scangate.health.Province;
import io.scangate.policy.Schedule;
import io.scangate.policy.Setting;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One thing that an open phase still waits for, with its figures. All are immutable. */
public sealed interface Lacking {
  /**
   * The phase has not lasted long enough.
   *
   * @param until when it will have
   */
  record Duration(Instant until) implements Lacking {}

  /**
   * More negative tests are needed.
   *
   * @param schedule how many, how far apart, within which span
   * @param counted how many of those known count
   * @param last why the last sample known does not count; empty if it does, or if there is none
   * @param earliestNext the earliest instant at which a further negative sample would count
   */
  record Tests(Schedule schedule, int counted, Optional<Uncounted> last, Instant earliestNext)
      implements Lacking {
    /** How many negatives are needed in all. */
    public int needed() {
      return schedule.negatives();
    }
  }

  /**
   * The engine knows a test only once its report has arrived; one that is sampled and not yet
   * reported may be what is missing.
   *
   * @param lastSampledAt when the last sample was taken of which there is a report, in this phase
   */
  record Report(Optional<Instant> lastSampledAt) implements Lacking {}

  /** A release from isolation, from any of these settings. */
  record Release(Set<Setting> settings) implements Lacking {}

  /** A discharge from hospital. */
  record Discharge() implements Lacking {}

  /** A diagnosis that confirms the suspicion or rules it out. */
  record Diagnosis() implements Lacking {}

  /** Only this province can lift what it assigned. */
  record Authority(Province province) implements Lacking {}
}
