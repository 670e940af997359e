package io.scangate.casework;

import java.time.Duration;

/**
 * How long people and staff may take. Immutable.
 *
 * @param step of a correction, by community, town, district and group
 * @param test until the test that a community organizes is there
 * @param reconsideration until a government has decided on an appeal
 * @param appeal for so long after a refusal an appeal is taken
 * @param report until whoever turned yellow or red has reported to the community
 */
public record Deadlines(
    Duration step, Duration test, Duration reconsideration, Duration appeal, Duration report) {
  /** What holds where nothing is set: the law's sixty days for appeals, the rest is ours. */
  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofHours(24),
          Duration.ofHours(48),
          Duration.ofDays(60),
          Duration.ofDays(60),
          Duration.ofHours(12));
}
