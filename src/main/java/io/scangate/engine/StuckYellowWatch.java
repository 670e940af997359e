package io.scangate.engine;

import io.scangate.ops.ConversionMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts stuck yellow codes at intervals, on a virtual thread of its own. Shared. */
public final class StuckYellowWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StuckYellowWatch.class);

  /** Those that this process answers for now. */
  @FunctionalInterface
  public interface Partitions {
    Collection<Integer> held() throws InterruptedException;
  }

  private final StuckYellow stuck;
  private final Partitions partitions;
  private final InstantSource clock;
  private final Duration interval;
  private final ConversionMeters meters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins to count.
   *
   * @param partitions those that this process answers for; all engines together answer for all
   * @param interval between the end of a count and the next
   */
  public StuckYellowWatch(
      StuckYellow stuck,
      Partitions partitions,
      InstantSource clock,
      Duration interval,
      ConversionMeters meters) {
    this.stuck = stuck;
    this.partitions = partitions;
    this.clock = clock;
    this.interval = interval;
    this.meters = meters;
    this.thread = Thread.ofVirtual().name("stuck-yellow").start(this::work);
  }

  private void work() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          meters.stuck(stuck.count(partitions.held(), clock.instant()));
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          LOG.warn("Stuck yellow codes cannot be counted: {}", e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends after the count under way. */
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
