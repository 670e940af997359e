package io.scangate.cache;

import io.scangate.cache.FeedEntry.Changed;
import io.scangate.cache.FeedEntry.Heartbeat;
import io.scangate.cache.FeedEntry.LayoutSwitched;
import io.scangate.cache.FeedEntry.ListAnnounced;
import io.scangate.ops.CacheMeters;
import io.scangate.ops.CacheMeters.Gap;

/**
 * Applies the feed of one partition to the cache, entry by entry, and notices where its order is
 * broken. Confined to the event loop of the feed.
 *
 * <p>A gap loses nothing: every change that is missing here is in the buckets in Redis. So a gap
 * begins a new era, in which each bucket is stale until it was read again.
 */
final class FeedOrder {
  /** What else has to happen after an entry. */
  interface Follower {
    /** Buckets are to be read: the partition has another layout, or began a new era. */
    void warm(int partition);

    /** A list may have changed. */
    void announced(String list);
  }

  private static final long UNKNOWN = -1;

  private final int number;
  private final CodeCache cache;
  private final CacheMeters meters;
  private final Follower follower;
  private long position = UNKNOWN;

  FeedOrder(int number, CodeCache cache, CacheMeters meters, Follower follower) {
    this.number = number;
    this.cache = cache;
    this.meters = meters;
    this.follower = follower;
  }

  /**
   * Applies an entry.
   *
   * @param clock of the server that the feed is read from
   * @param nanos the monotonic clock of this host now
   */
  void apply(FeedEntry entry, RedisClock clock, long nanos) {
    switch (entry) {
      case Changed(Committed committed) -> {
        arrive(committed.sequence(), position + 1);
        cache.apply(number, committed);
        long now = clock.now(nanos);
        meters.commitToDoor(Math.max(0, now - committed.committedAt()));
        if (committed.reportedAt() != Committed.NOT_REPORTED) {
          meters.reportToDoor(Math.max(0, now - committed.reportedAt()));
        }
      }
      case Heartbeat heartbeat -> {
        standAt(heartbeat.sequence());
        promised(heartbeat, clock, nanos);
      }
      case LayoutSwitched(long sequence, Layout layout) -> {
        laidOut(layout, sequence);
        standAt(sequence);
      }
      case ListAnnounced(long sequence, String name, _) -> {
        standAt(sequence);
        follower.announced(name);
      }
    }
  }

  /** The feed has come to this sequence here, without a change. */
  void standAt(long sequence) {
    arrive(sequence, position);
  }

  /**
   * Takes the promise of a heartbeat, if it is by the clock of the server it is read from: a
   * replica that was promoted still has those of its former master.
   */
  void promised(Heartbeat heartbeat, RedisClock clock, long nanos) {
    if (heartbeat.clock() == clock.name()) {
      cache.partition(number).promised(heartbeat.upTo(), clock.notBefore(heartbeat.upTo(), nanos));
    }
  }

  /** The partition is read by this layout from a sequence on. */
  void laidOut(Layout layout, long sequence) {
    Partition partition = cache.partition(number);
    Switchover before = partition.layout();
    if (partition.switchTo(layout)) {
      if (before == null) {
        position = UNKNOWN; // What came before it was never read, so it cannot be missing.
      } else if (before.now().incarnation() != layout.incarnation()) {
        partition.restartAt(sequence);
      }
      follower.warm(number);
    }
  }

  /** An entry that cannot be read: if it was a change, the next entry shows that it is missing. */
  void unreadable() {
    meters.gap(number, Gap.UNREADABLE);
  }

  private void arrive(long sequence, long expected) {
    Partition partition = cache.partition(number);
    boolean first = position == UNKNOWN;
    position = sequence;
    partition.sawSequence(sequence);
    if (!first && sequence != expected) {
      meters.gap(number, sequence > expected ? Gap.MISSING : Gap.WENT_BACK);
      partition.beginEra();
      follower.warm(number);
    }
  }
}
