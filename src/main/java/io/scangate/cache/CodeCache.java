package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.scangate.health.CodeStatus;
import io.scangate.health.Freshness;
import io.scangate.health.PersonRef;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The codes of the city as a gateway holds them. Shared: any event loop may ask.
 *
 * <p>{@link FeedReader} keeps it up to date and {@link CodeReader} fills what is missing.
 */
public final class CodeCache {
  /** How many buckets may be noted for an early re-read; beyond it they wait for their turn. */
  private static final int MOST_WANTED = 1_024;

  private final NearCache near;
  private final Partition[] partitions;
  private final Set<BucketKey> wanted = ConcurrentHashMap.newKeySet();
  private final Ticker ticker;
  private final CacheMeters meters;

  /**
   * An empty cache.
   *
   * @param ticker the monotonic clock of this host, in nanoseconds
   */
  public CodeCache(CacheSettings settings, Ticker ticker, CacheMeters meters) {
    this.near = new NearCache(settings.mostBytes(), settings.partitions());
    this.partitions =
        IntStream.range(0, settings.partitions())
            .mapToObj(number -> new Partition())
            .toArray(Partition[]::new);
    this.ticker = ticker;
    this.meters = meters;
    meters.watchNear(this::codesHeld, this::bytesHeld);
  }

  /**
   * What is held of a person's code, or null where the bucket of the person is not held.
   *
   * @see Codes#near
   */
  public @Nullable Standing near(long person) {
    int number = partitionOf(person);
    Partition partition = partitions[number];
    Switchover layout = partition.layout();
    if (layout != null) {
      BucketKey key = BucketKey.of(person, number, layout.now());
      Bucket bucket = near.get(key);
      if (bucket == null) {
        Layout before = layout.beforeFor(key.number());
        bucket = before == null ? null : near.get(BucketKey.of(person, number, before));
      }
      if (bucket != null) {
        meters.nearHit();
        return standing(person, bucket, key);
      }
    }
    meters.nearMiss();
    return null;
  }

  /** What a bucket says of a person. */
  Standing standing(long person, Bucket bucket, BucketKey key) {
    Partition partition = partitions[key.partition()];
    boolean confirmed = bucket.era() == partition.era();
    if (!confirmed && wanted.size() < MOST_WANTED) {
      wanted.add(key);
    }
    Freshness freshness = partition.freshness(ticker.read(), confirmed);
    CodeStatus status = bucket.find(person);
    return status == null ? new Standing.Absent(freshness) : new Standing.Known(status, freshness);
  }

  /** How fresh the feed of a partition is. */
  public Freshness freshness(int partition) {
    return partitions[partition].freshness(ticker.read(), true);
  }

  /** Whether every partition's layout is known and its feed was read to its end once. */
  public boolean caughtUpOnce() {
    for (Partition partition : partitions) {
      if (!partition.isCaughtUp()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether every partition's feed is no older than a bound.
   *
   * @param bound in microseconds
   */
  public boolean isFresh(long bound) {
    for (int number = 0; number < partitions.length; number++) {
      if (!freshness(number).isWithin(bound)) {
        return false;
      }
    }
    return true;
  }

  /** How many codes are held. */
  public long codesHeld() {
    return near.codes();
  }

  /** What the codes held take of the heap, in bytes. */
  public long bytesHeld() {
    return near.bytes();
  }

  /** How many partitions there are. */
  public int partitions() {
    return partitions.length;
  }

  int partitionOf(long person) {
    return PersonRef.partition(person, partitions.length);
  }

  Partition partition(int number) {
    return partitions[number];
  }

  NearCache buckets() {
    return near;
  }

  /** Buckets that were used while they were not confirmed, to be read again before others. */
  Set<BucketKey> wanted() {
    return wanted;
  }

  /** Applies a change of the feed, to the layout that is read and to the one before it. */
  void apply(int number, Committed committed) {
    Switchover layout = partitions[number].layout();
    if (layout == null) {
      return;
    }
    long person = committed.change().person();
    near.apply(BucketKey.of(person, number, layout.now()), committed);
    Layout before = layout.before();
    if (before != null) {
      near.apply(BucketKey.of(person, number, before), committed);
    }
  }
}
