package io.scangate.casework.corrections;

import io.scangate.ledger.cases.CorrectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long steps may take. Immutable.
 *
 * @param step of community, town, district and group
 * @param test until the test that the community organizes is there
 * @param reconsideration until a government has decided on an appeal
 * @param appealWithin for so long after a refusal an appeal is taken
 */
public record CorrectionTimes(
    Duration step, Duration test, Duration reconsideration, Duration appealWithin) {
  /** What holds where nothing is set: days for staff, and the law's sixty for reconsideration. */
  public static final CorrectionTimes DEFAULT =
      new CorrectionTimes(
          Duration.ofHours(24), Duration.ofHours(48), Duration.ofDays(60), Duration.ofDays(60));

  /** Until when an application that came to a state is to move on. */
  Optional<Instant> due(CorrectionState state, Instant since) {
    return switch (state) {
      case APPLIED, REPORTED, REVIEWED, SUBMITTED, TESTED -> Optional.of(since.plus(step));
      case AUDITED -> Optional.of(since.plus(test));
      case APPEALED -> Optional.of(since.plus(reconsideration));
      case CONVERTED, REFUSED, UPHELD, WITHDRAWN -> Optional.empty();
    };
  }
}
