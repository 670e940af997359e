package io.scangate.gateway.scanlog;

import io.scangate.verdict.ScanRecord;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How scans are logged. Immutable.
 *
 * @param partitions how many partitions the installation has
 * @param window how long a record waits for others; what a killed process loses
 * @param blockBytes a block of one partition is closed when it has this size
 * @param streamCap how many blocks a stream holds, about; Redis drops the oldest beyond it
 * @param deadline how long an append may take
 * @param retry how long to wait before the spool is tried again
 * @param waitingBytes how much of a partition may wait for an append under way; more is dropped
 * @param spool directory of the spool, mode 0700
 * @param spoolBytes how much of the disk the spool of one event loop may take; more is dropped
 */
public record ScanLogSettings(
    int partitions,
    Duration window,
    int blockBytes,
    int streamCap,
    Duration deadline,
    Duration retry,
    int waitingBytes,
    Path spool,
    long spoolBytes) {

  /** The defaults: windows of 50 ms, blocks of 16 KiB, 100,000 blocks a stream, 256 MiB spooled. */
  public static ScanLogSettings of(int partitions, Path spool) {
    return new ScanLogSettings(
        partitions,
        Duration.ofMillis(50),
        16 * 1024,
        100_000,
        Duration.ofSeconds(1),
        Duration.ofMillis(250),
        1024 * 1024,
        spool,
        256L * 1024 * 1024);
  }

  /** Refuses what cannot work. */
  public ScanLogSettings {
    if (window.toMillis() < 1 || window.toMillis() > 50) {
      throw new IllegalArgumentException("the window is between 1 and 50 ms, not " + window);
    }
    if (blockBytes < ScanRecord.MAX_BYTES) {
      throw new IllegalArgumentException("a block holds at least one record");
    }
    if (partitions < 1 || streamCap < 1 || deadline.toMillis() < 1 || retry.toMillis() < 1) {
      throw new IllegalArgumentException("partitions, cap, deadline and retry are positive");
    }
  }
}
