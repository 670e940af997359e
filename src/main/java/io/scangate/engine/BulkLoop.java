package io.scangate.engine;

import io.scangate.ledger.WorkQueue;
import io.scangate.ops.BulkMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work on many people again and again: at once while there is any, and then at intervals.
 * Works on a virtual thread of its own. Shared.
 */
public final class BulkLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BulkLoop.class);
  private static final Duration MEASURE = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final BulkWork work;
  private final InstantSource clock;
  private final Duration interval;
  private final BulkMeters meters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Instant nextMeasure = Instant.MIN;

  /**
   * Begins to work.
   *
   * @param interval how long it waits where there was nothing to do
   */
  public BulkLoop(BulkWork work, InstantSource clock, Duration interval, BulkMeters meters) {
    this.work = work;
    this.clock = clock;
    this.interval = interval;
    this.meters = meters;
    this.thread = Thread.ofVirtual().name("bulk").start(this::work);
  }

  private void work() {
    boolean failing = false;
    Duration pause = interval;
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          pause = work.round(meters) > 0 ? Duration.ZERO : interval;
          measure();
          failing = false;
        } catch (Exception e) {
          pause = AFTER_FAILURE;
          if (!failing) {
            LOG.warn("Work on many people cannot be done: {}", e.toString());
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
