package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.scangate.ops.CacheMeters.Fetch;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that a gateway holds, bounded by what they take of the heap, and the flights of those
 * on their way. Shared.
 *
 * <p>The order that keeps an answer from going back: a flight is entered before its request is
 * sent; a change is first kept with the flight, then applied to the bucket; a bucket that lands
 * closes its flight under the lock of its entry. So a change is in the reply, kept with the flight,
 * or applied to the bucket, and being in two of these does no harm.
 *
 * <p>Where every bucket finds room, nobody need know which of them are used: look-ups go to the
 * {@link Shelf} of their partition. With the first bucket that gives way to another the shelves are
 * done with, and every look-up goes to the cache, which counts it.
 */
final class NearCache {
  private final Cache<BucketKey, Bucket> buckets;
  private final ConcurrentMap<BucketKey, Flight> flights = new ConcurrentHashMap<>();

  /** By the number of the partition. */
  private volatile @Nullable List<Shelf> shelves;

  NearCache(long mostBytes, int partitions) {
    this.shelves = Stream.generate(Shelf::new).limit(partitions).toList();
    this.buckets =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((BucketKey key, Bucket bucket) -> bucket.weight())
            // Told before the bucket is gone, so that no shelf shows what changes do not reach.
            .evictionListener((key, bucket, cause) -> shelves = null)
            .build();
  }

  @Nullable Bucket get(BucketKey key) {
    List<Shelf> all = shelves;
    Bucket bucket = all == null ? null : all.get(key.partition()).get(key);
    return bucket == null ? buckets.getIfPresent(key) : bucket;
  }

  /** Called under the lock of the bucket's entry. */
  private Bucket shelved(BucketKey key, Bucket bucket) {
    List<Shelf> all = shelves;
    if (all != null) {
      all.get(key.partition()).put(key, bucket);
    }
    return bucket;
  }

  /** Called under the lock of the bucket's entry, which is to go. */
  private @Nullable Bucket unshelved(BucketKey key) {
    List<Shelf> all = shelves;
    if (all != null) {
      all.get(key.partition()).remove(key);
    }
    return null;
  }

  /** The same without being counted as a use. */
  @Nullable Bucket peek(BucketKey key) {
    return buckets.policy().getIfPresentQuietly(key);
  }

  /**
   * Enters a flight for its bucket.
   *
   * @return the flight that is under way already, or null when this one is to be sent
   */
  @Nullable Flight depart(Flight flight) {
    return flights.putIfAbsent(flight.key(), flight);
  }

  /**
   * A flight came back.
   *
   * @param sorted the codes of the bucket, as {@link Bucket#of} takes them
   * @param sequence the sequence that Redis held with them
   */
  void land(Flight flight, byte[] sorted, long sequence, Partition partition) {
    Bucket landed =
        buckets
            .asMap()
            .compute(
                flight.key(),
                (key, held) -> {
                  Bucket bucket = arriving(flight, sorted, sequence, held);
                  for (Committed committed : flight.land()) {
                    bucket = bucket.after(committed);
                  }
                  Switchover layout = partition.layout();
                  if (layout != null) {
                    layout.arrived(key.generation(), key.number());
                  }
                  return shelved(key, bucket);
                });
    flights.remove(flight.key(), flight);
    flight.tell(landed);
  }

  private static Bucket arriving(
      Flight flight, byte[] sorted, long sequence, @Nullable Bucket held) {
    if (sequence >= flight.known()) {
      Bucket fresh = Bucket.of(sorted, flight.known(), flight.era());
      return held == null ? fresh : fresh.notOlderThan(held);
    }
    // Redis lost changes that it had shown. What is held is better; what is not held will do, but
    // is read again when Redis has caught up.
    return held == null ? Bucket.of(sorted, 0, Bucket.UNCONFIRMED) : held;
  }

  /** A flight came to nothing. */
  void abandon(Flight flight, Fetch why) {
    flight.land();
    flights.remove(flight.key(), flight);
    flight.tell(why);
  }

  /** Applies a change of the feed to its bucket, where that is held or on its way. */
  void apply(BucketKey key, Committed committed) {
    Flight flight = flights.get(key);
    if (flight != null) {
      flight.passes(committed);
    }
    buckets.asMap().computeIfPresent(key, (same, bucket) -> shelved(same, bucket.after(committed)));
  }

  /** Drops the buckets of a generation that is read no more. */
  void drop(int partition, Layout layout) {
    for (int bucket = 0; bucket < layout.buckets(); bucket++) {
      BucketKey key = new BucketKey(partition, layout.generation(), bucket);
      // From the shelf and the cache at once: neither may have what the other lacks.
      var _ = buckets.asMap().compute(key, (same, held) -> unshelved(same));
    }
  }

  /** What the buckets take of the heap, in bytes. */
  long bytes() {
    return buckets.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  /** How many codes are held. */
  long codes() {
    return (bytes() - buckets.estimatedSize() * Bucket.OVERHEAD) / CodeFormat.CODE;
  }
}
