package io.scangate.cache;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How the codes of a partition are laid out in Redis. Immutable.
 *
 * <p>On the wire, big-endian:
 *
 * <pre>
 *   0        4        8   9
 *   +--------+--------+---+
 *   | gener. | buckets| i |
 *   +--------+--------+---+
 * </pre>
 *
 * @param generation names the set of buckets, 1 to 2^32-1; it rises with every rebuild. It is the
 *     second of Redis' clock in which the rebuild began, so that a Redis that lost everything does
 *     not give out a generation a second time
 * @param buckets how many buckets there are, 1 to 2^31-1
 * @param incarnation of the ledger, 0 to 255: raised when the ledger is restored from a backup,
 *     after which sequences may begin again lower
 */
public record Layout(long generation, int buckets, int incarnation) {
  /** How many codes a bucket holds on average when the layout is chosen. */
  public static final int CODES_PER_BUCKET = 64;

  static final int BYTES = 9;

  /** Refuses numbers out of their range. */
  public Layout {
    if (generation < 1 || generation > 0xffff_ffffL) {
      throw new IllegalArgumentException("generation " + generation);
    }
    if (buckets < 1) {
      throw new IllegalArgumentException("buckets " + buckets);
    }
    if (incarnation < 0 || incarnation > 255) {
      throw new IllegalArgumentException("incarnation " + incarnation);
    }
  }

  /** The layout for that many codes. */
  static Layout sizedFor(long codes, long generation, int incarnation) {
    long buckets = Math.ceilDiv(Math.max(codes, 1), CODES_PER_BUCKET);
    return new Layout(generation, Math.toIntExact(buckets), incarnation);
  }

  /**
   * The bucket of a person. References are mixed first: they were drawn at random, but those of one
   * partition share their remainder.
   */
  public int bucketOf(long person) {
    long mixed = person;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    mixed ^= mixed >>> 33;
    return (int) Long.remainderUnsigned(mixed, buckets);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .putInt((int) generation)
        .putInt(buckets)
        .put((byte) incarnation)
        .array();
  }

  /** Reads what {@link #toBytes} wrote; null where the bytes are no layout. */
  static @Nullable Layout ofBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      return null;
    }
    ByteBuffer wire = ByteBuffer.wrap(bytes);
    long generation = Integer.toUnsignedLong(wire.getInt());
    int buckets = wire.getInt();
    return generation == 0 || buckets < 1
        ? null
        : new Layout(generation, buckets, Byte.toUnsignedInt(wire.get()));
  }
}
