package io.scangate.engine;

import io.scangate.ops.RoundMeters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done round by round, without end, on a virtual thread of its own. Shared.
 *
 * <p>A round that fails is followed by another. The pauses between failures double up to a bound,
 * and each is drawn between half of it and all of it, so that engines that lost the same server do
 * not return in step. The first failure of a row is logged, and that it goes on again.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** One round. */
  @FunctionalInterface
  public interface Round {
    /**
     * Does what there is to do.
     *
     * @return how long to rest before the next round
     */
    Duration go() throws InterruptedException;
  }

  private final String name;
  private final Round round;
  private final RoundMeters meters;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Promise<Void> ended = Promise.promise();
  private final Thread thread;
  private Duration pause;
  private Duration afterFailure = FIRST_PAUSE;
  private boolean failing;

  private Rounds(String name, Duration rest, Round round, RoundMeters meters) {
    this.name = name;
    this.round = round;
    this.meters = meters;
    this.pause = rest;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
  }

  /**
   * Begins to work.
   *
   * @param rest how long it waits for the first round
   */
  public static Rounds start(RoundMeters meters, Duration rest, Round round) {
    return start(meters.work().text(), meters, rest, round);
  }

  /** Likewise, under a name of its own where several do the same work. */
  public static Rounds start(String name, RoundMeters meters, Duration rest, Round round) {
    Rounds rounds = new Rounds(name, rest, round, meters);
    rounds.thread.start();
    return rounds;
  }

  private void work() {
    try {
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          pause = round.go();
          succeeded();
        } catch (RuntimeException e) {
          failed(e);
        } catch (Error e) { // A fault of the program: the work is needed all the same.
          LOG.error("The work of '{}' ran into a fault of the program", name, e);
          failed(e);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{} was interrupted", name, e);
    } finally {
      ended.complete();
    }
  }

  private void succeeded() {
    meters.done();
    if (failing) {
      LOG.info("The work of '{}' goes on", name);
    }
    failing = false;
    afterFailure = FIRST_PAUSE;
  }

  private void failed(Throwable failure) {
    meters.failed();
    if (!failing) {
      LOG.warn(
          "The work of '{}' cannot be done now, it is tried again: {}", name, failure.toString());
    }
    failing = true;
    long most = afterFailure.toMillis();
    pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    Duration longer = afterFailure.multipliedBy(2);
    afterFailure = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /** Ends after the round under way; the answer comes when it has ended. */
  public Future<Void> stop() {
    stopped.countDown();
    return ended.future();
  }

  /** Ends after the round under way, and waits for that. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
