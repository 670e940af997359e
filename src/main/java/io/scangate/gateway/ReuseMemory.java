package io.scangate.gateway;

import io.scangate.credential.Claims;
import io.scangate.ops.ScanMeters;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Nameplate;
import io.scangate.verdict.Verdict;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Where each dynamic code was used, until it expires. Shared by all event loops.
 *
 * <p>A fixed table of places in buckets of eight; a place holds one passage of one code in plain
 * numbers, so that a million of them are three objects to the garbage collector. An expired passage
 * is overwritten where it stands, so nothing ever sweeps; in a bucket full of living ones the one
 * that expires first gives way, and that is counted.
 *
 * <p>A bucket is taken by compare-and-set for the tens of nanoseconds of a look. Two loops meet
 * only when two of their codes fall into one bucket of many thousands at once; then one of them
 * tries again.
 */
final class ReuseMemory {
  private static final int WAYS = 8;

  /**
   * A place has a summary: the second until which its passage counts, what was said on it, and a
   * few bits of the code's serial; 0 where it is free. The summaries of a bucket stand side by side
   * in one or two lines of the processor's cache: a look at a new code goes to the place itself
   * only to write there.
   */
  private static final int TAG_BITS = 15;

  private static final int SAID_BITS = 16;
  private static final int END_SHIFT = SAID_BITS + TAG_BITS;

  /** The fields of a place, side by side as well. */
  private static final int SERIAL_LOW = 0;

  private static final int SERIAL_HIGH = 1;
  private static final int CHECKPOINT = 2;
  private static final int SITE = 3;
  private static final int AT = 4;
  private static final int ID_HIGH = 5;
  private static final int ID_LOW = 6;
  private static final int FIELDS = 7;

  /** What a scan is in the life of its code. */
  sealed interface Use {
    /** The first at this checkpoint, and at no other site before. */
    record First() implements Use {
      static final First INSTANCE = new First();
    }

    /**
     * A repetition of an earlier scan within the retry window.
     *
     * @param saidTheSame whether the verdict on the earlier one said the same
     */
    record Retry(ScanId earlier, boolean saidTheSame) implements Use {}

    /** One too many. */
    record Again() implements Use {
      static final Again INSTANCE = new Again();
    }
  }

  private final int mask;
  private final AtomicIntegerArray taken;
  private final long[] summaries;
  private final long[] places;
  private final long tolerance;
  private final ScanMeters meters;

  /**
   * An empty memory, of 64 bytes a use.
   *
   * @param uses how many are remembered, a power of two
   * @param tolerance how long after its end a code is still read
   */
  ReuseMemory(int uses, Duration tolerance, ScanMeters meters) {
    this.mask = uses / WAYS - 1;
    this.taken = new AtomicIntegerArray(uses / WAYS);
    this.summaries = new long[uses];
    this.places = new long[uses * FIELDS];
    this.tolerance = tolerance.toSeconds();
    this.meters = meters;
  }

  /**
   * Tells what a scan is, and remembers it where it is the first.
   *
   * @param idHigh its number, with {@code idLow}
   * @param verdict the verdict on it, if it is the first
   * @param now in microseconds since 1970
   */
  Use use(Claims claims, Gate gate, long idHigh, long idLow, Verdict verdict, long now) {
    int bucket = (int) claims.serialLow() & mask;
    while (!taken.weakCompareAndSetAcquire(bucket, 0, 1)) {
      Thread.onSpinWait();
    }
    try {
      return useTaken(bucket * WAYS, claims, gate, idHigh, idLow, verdict, now);
    } finally {
      taken.setRelease(bucket, 0);
    }
  }

  private Use useTaken(
      int first, Claims claims, Gate gate, long idHigh, long idLow, Verdict verdict, long now) {
    Nameplate here = gate.plate();
    long over = Math.floorDiv(now - 1, TimeUnit.SECONDS.toMicros(1));
    long tag = tag(claims);
    int free = first;
    long freeEnd = Long.MAX_VALUE;
    int seen = -1;
    for (int place = first; place < first + WAYS; place++) {
      long summary = summaries[place];
      long end = summary >>> END_SHIFT;
      if (end <= over) {
        end = 0;
      } else if ((summary & ((1 << TAG_BITS) - 1)) == tag && isOf(place, claims)) {
        if (field(place, SITE) != here.site()) {
          return Use.Again.INSTANCE;
        }
        seen = field(place, CHECKPOINT) == here.checkpoint() ? place : seen;
      }
      if (end < freeEnd) {
        free = place;
        freeEnd = end;
      }
    }
    if (seen >= 0) {
      return repeated(seen, gate, verdict, now);
    }
    if (freeEnd != 0) {
      meters.forgotUse();
    }
    long end = claims.exp() + tolerance;
    summaries[free] = end << END_SHIFT | (long) verdict.says() << TAG_BITS | tag;
    set(free, SERIAL_LOW, claims.serialLow());
    set(free, SERIAL_HIGH, claims.serialHigh());
    set(free, CHECKPOINT, here.checkpoint());
    set(free, SITE, here.site());
    set(free, AT, now);
    set(free, ID_HIGH, idHigh);
    set(free, ID_LOW, idLow);
    return Use.First.INSTANCE;
  }

  /** Bits of the serial that do not choose its bucket. */
  private static long tag(Claims claims) {
    return claims.serialLow() >>> (Long.SIZE - TAG_BITS);
  }

  private Use repeated(int place, Gate gate, Verdict verdict, long now) {
    long window = TimeUnit.NANOSECONDS.toMicros(gate.rule().retryWindow().toNanos());
    if (now - field(place, AT) > window) {
      return Use.Again.INSTANCE;
    }
    int said = (int) (summaries[place] >>> TAG_BITS) & ((1 << SAID_BITS) - 1);
    return new Use.Retry(
        new ScanId(field(place, ID_HIGH), field(place, ID_LOW)), said == verdict.says());
  }

  private boolean isOf(int place, Claims claims) {
    return field(place, SERIAL_LOW) == claims.serialLow()
        && field(place, SERIAL_HIGH) == claims.serialHigh();
  }

  private long field(int place, int field) {
    return places[place * FIELDS + field];
  }

  private void set(int place, int field, long value) {
    places[place * FIELDS + field] = value;
  }
}
