package io.scangate.engine;

import io.scangate.ledger.Ledger;
import io.scangate.ops.ClockMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A round of the clock's work, followed by the next at once while there is any. It also sees to it
 * that facts have a table to go to, this month and the next. Confined to its thread.
 */
public final class ClockRound implements Rounds.Round {
  private static final Duration MEASURE = Duration.ofSeconds(5);
  private static final Duration OPENING = Duration.ofDays(1);
  private static final Duration AHEAD = Duration.ofDays(31);
  private static final int COUNTED = 10_000;

  private final Ledger ledger;
  private final ClockWork work;
  private final InstantSource clock;
  private final Duration interval;
  private final ClockMeters meters;
  private Instant nextOpening = Instant.MIN;
  private Instant nextMeasure = Instant.MIN;

  /**
   * @param interval how long it rests where there was nothing to do
   */
  public ClockRound(
      Ledger ledger, ClockWork work, InstantSource clock, Duration interval, ClockMeters meters) {
    this.ledger = ledger;
    this.work = work;
    this.clock = clock;
    this.interval = interval;
    this.meters = meters;
  }

  @Override
  public Duration go() {
    openMonths();
    boolean more = work.round() > 0;
    measure();
    return more ? Duration.ZERO : interval;
  }

  private void openMonths() {
    Instant now = clock.instant();
    if (!now.isBefore(nextOpening)) {
      ledger.openMonth(now);
      ledger.openMonth(now.plus(AHEAD));
      nextOpening = now.plus(OPENING);
    }
  }

  private void measure() {
    Instant now = clock.instant();
    if (!now.isBefore(nextMeasure)) {
      Ledger.Due due = ledger.due(now, COUNTED);
      meters.due(
          due.codes(),
          due.oldest().map(since -> Duration.between(since, now)).orElse(Duration.ZERO));
      nextMeasure = now.plus(MEASURE);
    }
  }
}
