package io.scangate.gateway;

import io.scangate.credential.Claims;
import io.scangate.ops.ScanMeters;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Verdict;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where each dynamic code was used, until it expires. Shared by all event loops, without a lock.
 *
 * <p>A fixed table of eight places a bucket, each place an immutable entry that is replaced by
 * compare-and-set. An expired entry is overwritten where it stands, so nothing ever sweeps; in a
 * bucket full of living entries the one that expires first gives way, and that is counted. Two
 * first uses in the very microsecond in which an entry between them expires may both pass; the
 * engine finds those in the scan records, as it finds re-use at two gateways.
 */
final class ReuseMemory {
  private static final int WAYS = 8;

  /** What a scan is in the life of its code. */
  sealed interface Use {
    /** The first at this checkpoint, and at no other site before. */
    record First() implements Use {
      static final First INSTANCE = new First();
    }

    /** A repetition of an earlier scan within the retry window. */
    record Retry(ScanId earlier, Verdict verdict) implements Use {}

    /** One too many. */
    record Again() implements Use {
      static final Again INSTANCE = new Again();
    }
  }

  private record Passage(
      Checkpoint checkpoint, long at, ScanId id, Verdict verdict, @Nullable Passage before) {}

  private record Entry(long serialHigh, long serialLow, long until, Passage last) {
    boolean isOf(Claims claims) {
      return serialLow == claims.serialLow() && serialHigh == claims.serialHigh();
    }

    @Nullable Passage at(Checkpoint checkpoint) {
      for (Passage passage = last; passage != null; passage = passage.before()) {
        if (passage.checkpoint().id().equals(checkpoint.id())) {
          return passage;
        }
      }
      return null;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry> table;
  private final int mask;
  private final long tolerance;
  private final ScanMeters meters;

  /**
   * An empty memory.
   *
   * @param uses how many codes are remembered, a power of two
   * @param tolerance how long after its end a code is still read
   */
  ReuseMemory(int uses, Duration tolerance, ScanMeters meters) {
    this.table = new AtomicReferenceArray<>(uses);
    this.mask = uses / WAYS - 1;
    this.tolerance = TimeUnit.SECONDS.toMicros(tolerance.toSeconds());
    this.meters = meters;
  }

  /**
   * Tells what a scan is, and remembers it where it is the first.
   *
   * @param id its number
   * @param verdict the verdict on it, if it is the first
   * @param now in microseconds since 1970
   */
  Use use(Claims claims, Gate gate, ScanId id, Verdict verdict, long now) {
    int bucket = ((int) claims.serialLow() & mask) * WAYS;
    while (true) {
      int place = find(claims, bucket, now);
      Entry entry = table.get(place);
      boolean known = entry != null && entry.until() >= now && entry.isOf(claims);
      if (known) {
        Use use = compare(entry, gate, now);
        if (!(use instanceof Use.First)) {
          return use;
        }
      }
      Passage before = known ? entry.last() : null;
      Passage passage = new Passage(gate.checkpoint(), now, id, verdict, before);
      long until = TimeUnit.SECONDS.toMicros(claims.exp()) + tolerance;
      Entry after = new Entry(claims.serialHigh(), claims.serialLow(), until, passage);
      if (table.compareAndSet(place, entry, after)) {
        if (!known && entry != null && entry.until() >= now) {
          meters.forgotUse();
        }
        return Use.First.INSTANCE;
      }
    }
  }

  /** The place of the code; else the first that is free; else the one that is free first. */
  private int find(Claims claims, int bucket, long now) {
    int best = bucket;
    long bestUntil = Long.MAX_VALUE;
    for (int place = bucket; place < bucket + WAYS; place++) {
      Entry entry = table.get(place);
      long until = entry == null || entry.until() < now ? Long.MIN_VALUE : entry.until();
      if (until != Long.MIN_VALUE && entry.isOf(claims)) {
        return place;
      }
      if (until < bestUntil) {
        best = place;
        bestUntil = until;
      }
    }
    return best;
  }

  private static Use compare(Entry entry, Gate gate, long now) {
    Checkpoint here = gate.checkpoint();
    if (!entry.last().checkpoint().site().equals(here.site())) {
      return Use.Again.INSTANCE;
    }
    Passage earlier = entry.at(here);
    if (earlier == null) {
      return Use.First.INSTANCE;
    }
    return now - earlier.at() <= TimeUnit.NANOSECONDS.toMicros(gate.rule().retryWindow().toNanos())
        ? new Use.Retry(earlier.id(), earlier.verdict())
        : Use.Again.INSTANCE;
  }
}
