package io.scangate.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How often somebody may do something, or fail at it: a bucket that fills again over a time.
 * Bounded; shared.
 *
 * <p>Kept as one instant for each name, at which its bucket will be full again (the generic cell
 * rate algorithm): a name that did nothing costs nothing.
 */
public final class Allowance {
  private static final int MOST_NAMES = 100_000;

  private final Duration period;
  private final Duration step;
  private final InstantSource clock;
  private final Cache<String, Instant> fullAt =
      Caffeine.newBuilder().maximumSize(MOST_NAMES).build();

  /**
   * An allowance.
   *
   * @param most how many are suffered at once
   * @param period how long that many take to be forgotten
   */
  public Allowance(int most, Duration period, InstantSource clock) {
    this.period = period;
    this.step = period.dividedBy(most);
    this.clock = clock;
  }

  /** How long this name must wait; empty where it may try. */
  public Optional<Duration> pause(String name) {
    Instant full = fullAt.getIfPresent(name);
    if (full == null) {
      return Optional.empty();
    }
    Duration over = Duration.between(clock.instant(), full).plus(step).minus(period);
    return over.isPositive() ? Optional.of(over) : Optional.empty();
  }

  /** Counts one more. */
  public void used(String name) {
    Instant now = clock.instant();
    var _ =
        fullAt
            .asMap()
            .merge(
                name,
                now.plus(step),
                (before, first) -> (before.isAfter(now) ? before : now).plus(step));
  }
}
