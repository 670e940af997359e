package io.scangate.cache;

import java.time.Duration;

/**
 * How a partition is written. Immutable.
 *
 * @param partitions how many partitions the installation has
 * @param heartbeat the time between heartbeats
 * @param retention how long entries stay in the feed: a gateway that was away for longer reads its
 *     buckets again
 * @param deadline how long a script may take
 * @param batch how many changes go into one script
 * @param fillsInFlight how many scripts of a rebuild are under way
 */
public record WriterSettings(
    int partitions,
    Duration heartbeat,
    Duration retention,
    Duration deadline,
    int batch,
    int fillsInFlight) {

  /** 16 partitions, 250 ms, 10 minutes, 1 s, 500 changes, 1 script. */
  public static final WriterSettings DEFAULT =
      new WriterSettings(
          16, Duration.ofMillis(250), Duration.ofMinutes(10), Duration.ofSeconds(1), 500, 1);

  /** Refuses numbers out of their range. */
  public WriterSettings {
    if (partitions < 1 || partitions > 1024) {
      throw new IllegalArgumentException("partitions is not between 1 and 1024");
    }
    if (heartbeat.toMillis() < 1 || retention.compareTo(heartbeat) < 0 || deadline.toMillis() < 1) {
      throw new IllegalArgumentException("a duration is too short");
    }
    if (batch < 1 || batch > 1_000 || fillsInFlight < 1) {
      throw new IllegalArgumentException("a bound is out of its range");
    }
  }

  /** The same with this many partitions. */
  public WriterSettings inPartitions(int number) {
    return new WriterSettings(number, heartbeat, retention, deadline, batch, fillsInFlight);
  }
}
