package io.scangate.engine.lists;

import io.scangate.ledger.DeviceKeyDesk;
import io.scangate.ops.GateListMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the lists of the gateways, several times a second, where it is this engine's to do so;
 * and ends keys whose time has come. Works on a virtual thread of its own. Shared.
 */
public final class GateListLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GateListLoop.class);

  /** A tenth of the bound. */
  public static final Duration PAUSE = Duration.ofMillis(200);

  private final GateLists lists;
  private final DeviceKeyDesk keys;
  private final BooleanSupplier ours;
  private final InstantSource clock;
  private final GateListMeters meters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins at once.
   *
   * @param ours whether this engine publishes the lists now: one of several does
   */
  public GateListLoop(
      GateLists lists,
      DeviceKeyDesk keys,
      BooleanSupplier ours,
      InstantSource clock,
      GateListMeters meters) {
    this.lists = lists;
    this.keys = keys;
    this.ours = ours;
    this.clock = clock;
    this.meters = meters;
    this.thread = Thread.ofVirtual().name("gate-lists").start(this::work);
  }

  private void work() {
    boolean failing = false;
    try {
      do {
        try {
          round();
          if (failing) {
            LOG.info("The lists of the gateways are published again");
          }
          failing = false;
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) { // Whatever Redis or the ledger failed with: it is done again.
          meters.failed();
          if (!failing) {
            LOG.warn("The lists of the gateways cannot be published: {}", e.toString());
          }
          failing = true;
        }
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws InterruptedException {
    if (!ours.getAsBoolean()) {
      lists.rest();
      return;
    }
    var _ = keys.endDue(clock.instant());
    lists.round();
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
