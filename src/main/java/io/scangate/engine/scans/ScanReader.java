package io.scangate.engine.scans;

import io.scangate.engine.Rounds;
import io.scangate.ops.ScanRecordMeters;
import java.time.Duration;
import java.util.List;

/**
 * Reads the stream of one partition, batch by batch: read, store, commit, acknowledge. Confined to
 * its thread.
 *
 * <p>What was not acknowledged is read again, by this reader or by that of another engine, and
 * stored once, because its scanIds are known.
 */
final class ScanReader {
  private final int partition;
  private final ScanStream stream;
  private final Filing filing;
  private final ScanSettings settings;
  private final ScanRecordMeters meters;
  private boolean joined;
  private boolean unfinished = true;
  private long nextClaim = System.nanoTime();

  private ScanReader(
      int partition,
      ScanStream stream,
      Filing filing,
      ScanSettings settings,
      ScanRecordMeters meters) {
    this.partition = partition;
    this.stream = stream;
    this.filing = filing;
    this.settings = settings;
    this.meters = meters;
  }

  /** Begins to read. */
  static Rounds start(
      int partition,
      ScanStream stream,
      Filing filing,
      ScanSettings settings,
      ScanRecordMeters meters) {
    ScanReader reader = new ScanReader(partition, stream, filing, settings, meters);
    return Rounds.start("scans-" + partition, meters.readers(), Duration.ZERO, reader::round);
  }

  private Duration round() throws InterruptedException {
    try {
      return read() ? Duration.ZERO : settings.pause();
    } catch (RuntimeException e) {
      joined = false;
      unfinished = true;
      meters.failed();
      throw e;
    }
  }

  /** Files a batch; whether there may be more. */
  private boolean read() throws InterruptedException {
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
}
