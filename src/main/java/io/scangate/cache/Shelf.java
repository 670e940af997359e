package io.scangate.cache;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of a partition that are held, by their number, beside the cache that holds them: what
 * nearly every look-up reads. The cache finds a bucket by its key, through twice as many places of
 * memory, and they are what a look-up waits for. Shared.
 *
 * <p>It is written under the lock of the bucket's entry in the cache, so that the two say the same.
 * It has the buckets of one generation, the highest that it was given.
 */
final class Shelf {
  private static final int FEWEST = 64;

  /** Of 64 codes each: more than a partition has, but for a layout that was spoilt. */
  private static final int MOST = 1 << 22;

  private record Row(long generation, AtomicReferenceArray<@Nullable Bucket> buckets) {}

  private volatile Row row = new Row(0, new AtomicReferenceArray<>(FEWEST));

  /** The bucket of a key; null where the shelf does not have it. */
  @Nullable Bucket get(BucketKey key) {
    Row now = row;
    return now.generation == key.generation() && key.number() < now.buckets.length()
        ? now.buckets.get(key.number())
        : null;
  }

  /** Puts a bucket in its place; one of a lower generation is left out, and one beyond the end. */
  synchronized void put(BucketKey key, Bucket bucket) {
    if (key.generation() >= row.generation && key.number() < MOST) {
      Row roomy = withRoomFor(key);
      roomy.buckets.set(key.number(), bucket);
      row = roomy;
    }
  }

  /** Takes a bucket away, where it is here. */
  synchronized void remove(BucketKey key) {
    if (get(key) != null) {
      row.buckets.set(key.number(), null);
    }
  }

  private Row withRoomFor(BucketKey key) {
    Row now = row;
    boolean next = key.generation() > now.generation;
    if (!next && key.number() < now.buckets.length()) {
      return now;
    }
    int length = Math.max(FEWEST, Integer.highestOneBit(key.number()) * 2);
    AtomicReferenceArray<@Nullable Bucket> buckets = new AtomicReferenceArray<>(length);
    for (int number = 0; !next && number < now.buckets.length(); number++) {
      buckets.setPlain(number, now.buckets.get(number));
    }
    return new Row(key.generation(), buckets);
  }
}
