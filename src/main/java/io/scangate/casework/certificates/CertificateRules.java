package io.scangate.casework.certificates;

import io.scangate.ledger.CertificateDesk.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a certificate on paper may be issued, as an operator may set it. Immutable.
 *
 * @param fever from which temperature on it is one, in degrees Celsius
 * @param testWithin how long ago the negative test may have been sampled
 * @param mostDays how long a certificate may be good
 */
public record CertificateRules(BigDecimal fever, Duration testWithin, int mostDays) {
  /** The longest life that a setting may allow: gateways keep the keys of a year so long. */
  public static final int LONGEST = 366;

  /** What holds where nothing is set. */
  public static final CertificateRules DEFAULT =
      new CertificateRules(new BigDecimal("37.3"), Duration.ofDays(2), 90);

  public CertificateRules {
    if (mostDays < 1 || mostDays > LONGEST) {
      throw new IllegalArgumentException("a certificate is good for 1 to " + LONGEST + " days");
    }
  }

  /** What stands against a certificate for whoever was checked so; nothing where nothing does. */
  Optional<Outcome> bar(CounterCheck check, Instant now) {
    if (check.temperature().compareTo(fever) >= 0) {
      return Optional.of(Outcome.FEVER);
    }
    if (!check.negative()) {
      return Optional.of(Outcome.TEST_POSITIVE);
    }
    return check.sampledAt().plus(testWithin).isBefore(now)
        ? Optional.of(Outcome.TEST_TOO_OLD)
        : Optional.empty();
  }
}
