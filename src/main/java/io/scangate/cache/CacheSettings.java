package io.scangate.cache;

import java.time.Duration;

/**
 * How a gateway keeps the codes. Immutable.
 *
 * @param partitions how many partitions the installation has; fixed when it is installed
 * @param deadline how long a miss may take
 * @param mostBytes what the near cache may take of the heap
 * @param mostWaiting how many misses may wait on one event loop; more are unanswered at once
 * @param warmUpBuckets how many buckets the warm-up has in flight
 * @param clockCheck how often Redis is asked for its time
 */
public record CacheSettings(
    int partitions,
    Duration deadline,
    long mostBytes,
    int mostWaiting,
    int warmUpBuckets,
    Duration clockCheck) {

  /** 16 partitions, 100 ms, half a gigabyte, 8,192 waiting, 256 buckets in flight, every second. */
  public static final CacheSettings DEFAULT =
      new CacheSettings(16, Duration.ofMillis(100), 512L << 20, 8_192, 256, Duration.ofSeconds(1));

  /** Refuses numbers out of their range. */
  public CacheSettings {
    if (partitions < 1 || partitions > 1024) {
      throw new IllegalArgumentException("partitions is not between 1 and 1024");
    }
    if (deadline.toMillis() < 1 || clockCheck.toMillis() < 1) {
      throw new IllegalArgumentException("a duration is below a millisecond");
    }
    if (mostBytes < 1 || mostWaiting < 1 || warmUpBuckets < 1) {
      throw new IllegalArgumentException("a bound is below 1");
    }
  }

  /** The same with this many partitions. */
  public CacheSettings inPartitions(int number) {
    return new CacheSettings(number, deadline, mostBytes, mostWaiting, warmUpBuckets, clockCheck);
  }

  /** The same with this deadline. */
  public CacheSettings within(Duration other) {
    return new CacheSettings(partitions, other, mostBytes, mostWaiting, warmUpBuckets, clockCheck);
  }

  /** The same with a near cache of this size. */
  public CacheSettings holding(long bytes) {
    return new CacheSettings(partitions, deadline, bytes, mostWaiting, warmUpBuckets, clockCheck);
  }

  /** The same with this many misses waiting at most. */
  public CacheSettings waiting(int most) {
    return new CacheSettings(partitions, deadline, mostBytes, most, warmUpBuckets, clockCheck);
  }
}
