package io.scangate.engine;

import io.scangate.ledger.Ledger;
import io.scangate.ops.ClockMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the clock's work again and again: at once while there is any, and then at intervals. It also
 * sees to it that facts have a table to go to, this month and the next. Works on a virtual thread
 * of its own. Shared.
 */
public final class ClockLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockLoop.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration MEASURE = Duration.ofSeconds(5);
  private static final Duration OPENING = Duration.ofDays(1);
  private static final Duration AHEAD = Duration.ofDays(31);
  private static final int COUNTED = 10_000;

  private final Ledger ledger;
  private final ClockWork work;
  private final InstantSource clock;
  private final Duration interval;
  private final ClockMeters meters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Instant nextOpening = Instant.MIN;
  private Instant nextMeasure = Instant.MIN;
  private Duration pause;

  /**
   * Begins to work.
   *
   * @param interval how long it waits where there was nothing to do
   */
  public ClockLoop(
      Ledger ledger, ClockWork work, InstantSource clock, Duration interval, ClockMeters meters) {
    this.ledger = ledger;
    this.work = work;
    this.clock = clock;
    this.interval = interval;
    this.meters = meters;
    this.pause = interval;
    this.thread = Thread.ofVirtual().name("clock").start(this::work);
  }

  private void work() {
    boolean failing = false;
    try {
      boolean more = false;
      while (!closed.await(more ? 0 : pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          openMonths();
          more = work.round() > 0;
          measure();
          pause = interval;
          failing = false;
        } catch (Exception e) {
          more = false;
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
          if (!failing) {
            LOG.warn("What the clock asks for cannot be done: {}", e.toString());
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
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

  /** Ends after the round under way. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
