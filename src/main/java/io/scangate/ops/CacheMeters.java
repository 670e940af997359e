package io.scangate.ops;

import java.util.function.LongSupplier;

/** What the code cache counts. Shared: every event loop reports to the same one. */
public interface CacheMeters {
  /** How a batch of misses ended. */
  enum Fetch {
    /** Redis answered. */
    ANSWERED("answered"),
    /** No answer came in time, or Redis was not there. */
    UNAVAILABLE("unavailable"),
    /** The codes are laid out in another way than this gateway thought, or in none. */
    LAYOUT("layout"),
    /** A reply held what nobody had asked for; nothing of it was used. */
    MISMATCH("mismatch");

    private final String tag;

    Fetch(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code outcome}. */
    public String tag() {
      return tag;
    }
  }

  /** How the order of a feed was broken. */
  enum Gap {
    /** A number is missing. */
    MISSING("missing"),
    /** A number came again: Redis lost what it had acknowledged. */
    WENT_BACK("went-back"),
    /** An entry could not be read. */
    UNREADABLE("unreadable");

    private final String tag;

    Gap(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code kind}. */
    public String tag() {
      return tag;
    }
  }

  /** A look-up found its bucket held. */
  void nearHit();

  /** A look-up found its bucket not held. */
  void nearMiss();

  /** A batch of buckets was read from Redis, or was not. */
  void fetched(Fetch outcome, int buckets, long nanos);

  /** A miss was turned away, because too many are waiting. */
  void turnedAway();

  /** A change was applied, so long after its commit; by the clock of Redis, in microseconds. */
  void commitToDoor(long micros);

  /** Likewise, so long after the arrival of the report that it follows from. */
  void reportToDoor(long micros);

  /** The order of a partition's feed was broken. */
  void gap(int partition, Gap kind);

  /** This host's wall clock minus that of Redis, in microseconds. */
  void clockOffset(long micros);

  /** A list was taken over. */
  void list(String name, long number);

  /**
   * Watches a partition's feed: its age in microseconds, and its buckets that are not confirmed.
   */
  void watchPartition(int partition, LongSupplier age, LongSupplier unconfirmed);

  /** Watches the near cache: codes held, bytes taken. */
  void watchNear(LongSupplier codes, LongSupplier bytes);
}
