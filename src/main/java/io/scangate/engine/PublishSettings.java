package io.scangate.engine;

import io.scangate.cache.WriterSettings;
import java.time.Duration;

/**
 * How the outbox is published. Immutable.
 *
 * @param writing how a partition is written in Redis
 * @param claims how often it is looked who publishes what
 * @param patience how long the ledger may take to answer a publisher
 * @param kept how long entries of the outbox stay: a Redis that went back by less is not rebuilt
 * @param sweep how many codes a second are compared with Redis
 */
public record PublishSettings(
    WriterSettings writing, Duration claims, Duration patience, Duration kept, int sweep) {
  /** 250 ms, 2 s, an hour, 2,000 codes a second. */
  public static final PublishSettings DEFAULT =
      new PublishSettings(
          WriterSettings.DEFAULT,
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          2_000);

  /** Refuses numbers out of their range. */
  public PublishSettings {
    if (claims.toMillis() < 1 || patience.toMillis() < 1 || kept.isNegative() || sweep < 1) {
      throw new IllegalArgumentException("a setting of publishing is out of its range");
    }
  }

  /** How many partitions there are. */
  public int partitions() {
    return writing.partitions();
  }

  /** The same with this many partitions. */
  public PublishSettings inPartitions(int number) {
    return new PublishSettings(writing.inPartitions(number), claims, patience, kept, sweep);
  }

  /** The same with outbox entries kept for so long. */
  public PublishSettings keeping(Duration time) {
    return new PublishSettings(writing, claims, patience, time, sweep);
  }

  /** The same with so many codes compared a second. */
  public PublishSettings sweeping(int codes) {
    return new PublishSettings(writing, claims, patience, kept, codes);
  }
}
