package io.scangate.policy;

import io.scangate.config.Scalar;
import java.time.Duration;

/** Reads the durations of a policy, within the bounds in which they can mean something. */
final class Durations {
  /** A longer one is a slip of the pen, and could carry an instant out of its range. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private Durations() {}

  static Duration positive(Scalar scalar) {
    Duration duration = scalar.duration();
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw scalar.refuse("an ISO 8601 duration above zero, up to P366D");
    }
    return duration;
  }
}
