package io.scangate.engine;

import io.scangate.ledger.WorkQueue;
import io.scangate.ops.BulkMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A round of the work on many people, followed by the next at once while there is any. Confined to
 * its thread.
 */
public final class BulkRound implements Rounds.Round {
  private static final Duration MEASURE = Duration.ofSeconds(5);

  private final BulkWork work;
  private final InstantSource clock;
  private final Duration interval;
  private final BulkMeters meters;
  private Instant nextMeasure = Instant.MIN;

  /**
   * @param interval how long it rests where there was nothing to do
   */
  public BulkRound(BulkWork work, InstantSource clock, Duration interval, BulkMeters meters) {
    this.work = work;
    this.clock = clock;
    this.interval = interval;
    this.meters = meters;
  }

  @Override
  public Duration go() {
    boolean more = work.round(meters) > 0;
    measure();
    return more ? Duration.ZERO : interval;
  }

  private void measure() {
    Instant now = clock.instant();
    if (!now.isBefore(nextMeasure)) {
      for (BulkMeters.Kind kind : BulkMeters.Kind.values()) {
        WorkQueue.Backlog backlog = work.queue().backlog(kind.text(), now);
        meters.waiting(kind, backlog.people(), backlog.oldest());
      }
      nextMeasure = now.plus(MEASURE);
    }
  }
}
