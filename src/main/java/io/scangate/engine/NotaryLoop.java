package io.scangate.engine;

import io.scangate.ops.RootMeters;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the notary look every few seconds. Works on a virtual thread of its own. Shared. */
public final class NotaryLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotaryLoop.class);
  private static final long PAUSE_SECONDS = 5;

  private final Notary notary;
  private final RootMeters meters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** Begins at once. */
  public NotaryLoop(Notary notary, RootMeters meters) {
    this.notary = notary;
    this.meters = meters;
    this.thread = Thread.ofVirtual().name("notary").start(this::work);
  }

  private void work() {
    boolean failing = false;
    try {
      do {
        try {
          notary.round().ifPresent(root -> meters.signed());
          failing = false;
        } catch (Exception e) {
          if (!failing) {
            LOG.warn("Where the chains stand cannot be signed: {}", e.toString());
          }
          failing = true;
        }
        notary.age().ifPresent(meters::age);
      } while (!closed.await(PAUSE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
