package io.scangate.serve;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Start-up, rung by rung, and shutdown as its reverse: what was started last is stopped first, each
 * rung is waited for, and one that fails to stop does not keep the others up. Shared: shutdown
 * comes from another thread than start-up.
 */
public final class Ladder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ladder.class);

  /** Stops what a rung started. */
  @FunctionalInterface
  interface Stop<T> {
    void stop(T started) throws Exception;
  }

  private record Rung(String name, Callable<Void> stop) {}

  private final Deque<Rung> rungs = new ArrayDeque<>();
  private final LongSupplier nanos;
  private boolean closed;

  /**
   * @param nanos a monotonic clock, in nanoseconds
   */
  public Ladder(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Starts one rung.
   *
   * @param name what it is, for the log
   * @return what was started
   * @throws Exception what the start threw; the caller then closes the ladder
   */
  @CanIgnoreReturnValue
  synchronized <T> T step(String name, Callable<T> start, Stop<T> stop) throws Exception {
    if (closed) {
      throw new InterruptedException("stopped while starting");
    }
    long before = nanos.getAsLong();
    T started = start.call();
    rungs.push(
        new Rung(
            name,
            () -> {
              stop.stop(started);
              return null;
            }));
    LOG.info("{} up in {} ms", name, Duration.ofNanos(nanos.getAsLong() - before).toMillis());
    return started;
  }

  /** Stops every rung, the last one first. A second call does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!rungs.isEmpty()) {
      Rung rung = rungs.pop();
      try {
        rung.stop.call();
        LOG.info("{} stopped", rung.name);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LOG.warn("{} was interrupted while stopping", rung.name);
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly", rung.name, e);
      }
    }
  }
}
