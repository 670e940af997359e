package io.scangate.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One item of CBOR (RFC 8949) with all it holds. Immutable, save that {@link Bytes} gives out the
 * array it was made with.
 */
sealed interface CborItem {
  /**
   * An integer.
   *
   * @param argument unsigned; the number itself, or where {@code negative} -1 minus it
   */
  record Whole(boolean negative, long argument) implements CborItem {
    /** The number, which must fit in a long. */
    long value() throws CborException {
      if (argument < 0) {
        throw new CborException("a number beyond 63 bits");
      }
      return negative ? -1 - argument : argument;
    }
  }

  /** A byte string. */
  final class Bytes implements CborItem {
    private final byte[] value;

    Bytes(byte[] value) {
      this.value = value;
    }

    byte[] value() {
      return value;
    }
  }

  /** A text string. */
  record Text(String value) implements CborItem {}

  /** An array. */
  record Sequence(List<CborItem> items) implements CborItem {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A key of a map with its value. */
  record Pair(CborItem key, CborItem value) {}

  /** A map, in the order in which it is written. */
  record Table(List<Pair> pairs) implements CborItem {
    public Table {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * A tagged item.
   *
   * @param number unsigned
   */
  record Tagged(long number, CborItem content) implements CborItem {}

  /** A simple value, 0 to 255: 20 is false, 21 true, 22 null. */
  record Simple(int value) implements CborItem {}

  /** A floating-point number. */
  record Floating(double value) implements CborItem {}

  /** An integer. */
  static CborItem of(long value) {
    return value < 0 ? new Whole(true, -1 - value) : new Whole(false, value);
  }

  /** An instant, as microseconds since 1970. */
  static CborItem of(Instant value) {
    return of(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  /** A text string. */
  static CborItem of(String value) {
    return new Text(value);
  }

  /** A byte string. */
  static CborItem of(byte[] value) {
    return new Bytes(value);
  }
}
