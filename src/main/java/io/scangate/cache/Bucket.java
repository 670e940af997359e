package io.scangate.cache;

import io.scangate.health.CodeStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The codes of one bucket, packed in one array and sorted by reference. Immutable.
 *
 * <p>A city of 25 million codes is held by every gateway, so what a code costs decides what a
 * gateway costs: 25 bytes, and its share of the 185 that a cache entry needs.
 */
final class Bucket {
  /** The era of a bucket that is known to lack what Redis must be asked for. */
  static final int UNCONFIRMED = -1;

  /** What an entry costs beside its codes: keys, nodes of the cache, shelf, headers; measured. */
  static final int OVERHEAD = 185;

  private final byte[] codes;

  /** Kept beside the array, so that a look need not wait for its length to know where to begin. */
  private final int size;

  private final long sequence;
  private final int era;

  private Bucket(byte[] codes, long sequence, int era) {
    this.codes = codes;
    this.size = codes.length / CodeFormat.CODE;
    this.sequence = sequence;
    this.era = era;
  }

  /**
   * A bucket read from Redis.
   *
   * @param sorted codes by rising reference (signed), each once
   * @param sequence every change up to this one is in it: not what Redis held when it answered, for
   *     a batch whose slot moves meanwhile is answered in pieces, but what it held before it was
   *     asked
   * @param era of the partition's feed in which it was asked for; see {@link Partition#era}
   */
  static Bucket of(byte[] sorted, long sequence, int era) {
    return new Bucket(sorted, sequence, era);
  }

  /** The code of a person, or null where the person has none. */
  @Nullable CodeStatus find(long person) {
    int at = search(person);
    return at < 0 ? null : CodeFormat.read(codes, at * CodeFormat.CODE);
  }

  /**
   * This bucket after a change. A change that it reflects already, or an older one, is no change.
   */
  Bucket after(Committed committed) {
    if (committed.sequence() <= sequence) {
      return this;
    }
    CodeChange change = committed.change();
    int at = search(change.person());
    if (at >= 0 && !isNewer(change.version(), CodeFormat.version(codes, at * CodeFormat.CODE))) {
      return this;
    }
    return switch (change) {
      case CodeChange.Stored(var status) ->
          at >= 0 ? replacing(at, status) : inserting(-at - 1, status);
      case CodeChange.Erased ignored -> at >= 0 ? removing(at) : this;
    };
  }

  /**
   * This bucket as Redis gave it, with every code that an earlier one held in a newer version kept
   * as it was: an answer never goes back.
   */
  Bucket notOlderThan(Bucket earlier) {
    Bucket merged = this;
    for (int at = 0; at < codes.length; at += CodeFormat.CODE) {
      int held = earlier.search(CodeFormat.person(codes, at));
      if (held >= 0
          && isNewer(
              CodeFormat.version(earlier.codes, held * CodeFormat.CODE),
              CodeFormat.version(codes, at))) {
        merged =
            merged.replacing(
                at / CodeFormat.CODE, CodeFormat.read(earlier.codes, held * CodeFormat.CODE));
      }
    }
    return merged;
  }

  /** The same codes, of another era. */
  Bucket inEra(int other) {
    return other == era ? this : new Bucket(codes, sequence, other);
  }

  int era() {
    return era;
  }

  int size() {
    return size;
  }

  /** What it costs on the heap, in bytes, with its share of the cache. */
  int weight() {
    return OVERHEAD + codes.length;
  }

  private static boolean isNewer(long version, long than) {
    return Long.compareUnsigned(version, than) > 0;
  }

  /**
   * The index of a person's code, or -(where it would stand) - 1. References are drawn at random,
   * so that a reference tells about where it stands: the look begins there, and is a few steps away
   * at most, where halving the array would go through most of its lines of memory.
   */
  private int search(long person) {
    int at = (int) Math.unsignedMultiplyHigh(person ^ Long.MIN_VALUE, size);
    while (at < size && personAt(at) < person) {
      at++;
    }
    while (at > 0 && personAt(at - 1) >= person) {
      at--;
    }
    return at < size && personAt(at) == person ? at : -at - 1;
  }

  private long personAt(int index) {
    return CodeFormat.person(codes, index * CodeFormat.CODE);
  }

  private Bucket replacing(int index, CodeStatus status) {
    byte[] copy = codes.clone();
    CodeFormat.write(status, copy, index * CodeFormat.CODE);
    return new Bucket(copy, sequence, era);
  }

  private Bucket inserting(int index, CodeStatus status) {
    int at = index * CodeFormat.CODE;
    byte[] copy = Arrays.copyOf(codes, codes.length + CodeFormat.CODE);
    System.arraycopy(codes, at, copy, at + CodeFormat.CODE, codes.length - at);
    CodeFormat.write(status, copy, at);
    return new Bucket(copy, sequence, era);
  }

  private Bucket removing(int index) {
    int at = index * CodeFormat.CODE;
    byte[] copy = Arrays.copyOf(codes, codes.length - CodeFormat.CODE);
    System.arraycopy(codes, at + CodeFormat.CODE, copy, at, copy.length - at);
    return new Bucket(copy, sequence, era);
  }
}
