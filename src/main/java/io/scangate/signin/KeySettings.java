package io.scangate.signin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an issuer's keys are followed. Immutable.
 *
 * @param location where they stand
 * @param trust PEM file of the authorities that sign the issuer's certificate; absent: the JDK's
 * @param refresh how often they are read again
 * @param firstRetry the pause after a failure; it doubles with every further one up to {@code
 *     refresh}
 * @param asking the least time between two readings that unknown keys ask for
 * @param patience how long a reading may take
 */
public record KeySettings(
    KeyLocation location,
    Optional<Path> trust,
    Duration refresh,
    Duration firstRetry,
    Duration asking,
    Duration patience) {

  /** Refuses durations below a millisecond. */
  public KeySettings {
    for (Duration each : new Duration[] {refresh, firstRetry, asking, patience}) {
      if (each.toMillis() < 1) {
        throw new IllegalArgumentException("a duration is at least a millisecond");
      }
    }
  }

  /** The defaults: read every five minutes, asked for every ten seconds at most. */
  public static KeySettings of(KeyLocation location) {
    return new KeySettings(
        location,
        Optional.empty(),
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  /** The same, read and asked for in another rhythm. */
  public KeySettings every(Duration refreshed, Duration retried, Duration asked) {
    return new KeySettings(location, trust, refreshed, retried, asked, patience);
  }

  /** The same, with so much patience. */
  public KeySettings waiting(Duration longest) {
    return new KeySettings(location, trust, refresh, firstRetry, asking, longest);
  }
}
