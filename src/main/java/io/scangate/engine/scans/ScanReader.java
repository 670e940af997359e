package io.scangate.engine.scans;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream of one partition, batch by batch: read, store, commit, acknowledge. Works on a
 * virtual thread of its own.
 *
 * <p>What was not acknowledged is read again, by this reader or by that of another engine, and
 * stored once, because its scanIds are known.
 */
final class ScanReader {
  private static final Logger LOG = LoggerFactory.getLogger(ScanReader.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final int partition;
  private final ScanStream stream;
  private final Filing filing;
  private final ScanSettings settings;
  private final Runnable failed;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Promise<Void> ended = Promise.promise();
  private boolean joined;
  private boolean unfinished = true;
  private long nextClaim = System.nanoTime();

  private ScanReader(
      int partition, ScanStream stream, Filing filing, ScanSettings settings, Runnable failed) {
    this.partition = partition;
    this.stream = stream;
    this.filing = filing;
    this.settings = settings;
    this.failed = failed;
  }

  /**
   * Begins to read.
   *
   * @param failed told of each round that did not come to its end
   */
  static ScanReader start(
      int partition, ScanStream stream, Filing filing, ScanSettings settings, Runnable failed) {
    ScanReader reader = new ScanReader(partition, stream, filing, settings, failed);
    var _ = Thread.ofVirtual().name("scans-" + partition).start(reader::work);
    return reader;
  }

  private void work() {
    Duration pause = Duration.ZERO;
    boolean failing = false;
    try {
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          pause = round() ? Duration.ZERO : settings.pause();
          failing = false;
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          // A future that is awaited throws what it failed with, checked or not.
          joined = false;
          unfinished = true;
          failed.run();
          pause = failing ? longer(pause) : settings.pause();
          if (!failing) {
            LOG.warn(
                "Scan records of partition {} cannot be kept now: {}", partition, e.toString());
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the reader of partition {} was interrupted", partition, e);
    } finally {
      ended.complete();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** Files a batch; whether there may be more. */
  private boolean round() throws InterruptedException {
    if (!joined) {
      if (!stream.isUp()) {
        return false;
      }
      stream.join();
      joined = true;
    }
    if (unfinished) {
      unfinished = take(stream.unfinished());
      return true;
    }
    if (System.nanoTime() - nextClaim >= 0) {
      if (take(stream.abandoned())) {
        return true;
      }
      nextClaim = System.nanoTime() + settings.claimAfter().toNanos() / 2;
    }
    return take(stream.fresh());
  }

  private boolean take(List<ScanEntry> entries) throws InterruptedException {
    if (entries.isEmpty()) {
      return false;
    }
    filing.file(partition, entries);
    stream.finish(entries);
    return true;
  }

  /** Ends after the batch under way. */
  Future<Void> stop() {
    stopped.countDown();
    return ended.future();
  }
}
