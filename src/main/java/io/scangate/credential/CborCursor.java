package io.scangate.credential;

/**
 * Walks over the heads of CBOR items (RFC 8949, section 3) without building anything. Confined to
 * its owner, who uses it again and again.
 *
 * <p>{@link #head} reads any well-formed head; what begins with {@code strict} accepts the profile
 * only: definite lengths, shortest form. A failure sticks: after it every read answers 0, so a
 * caller asks {@link #failed} once, at the end.
 */
final class CborCursor {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int OTHER = 7;

  /** The additional information of an indefinite length, and of the break that ends it. */
  static final int INDEFINITE = 31;

  private byte[] bytes = {};
  private int at;
  private int end;
  private boolean failed;
  private int info;
  private long argument;

  /** Begins at the first byte of an item. */
  void over(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
    this.failed = false;
  }

  /** Where the next byte is read. */
  int at() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  boolean failed() {
    return failed;
  }

  /** Refuses what was read. */
  void fail() {
    failed = true;
    at = end;
  }

  /** The additional information of the last head: how its argument was written. */
  int info() {
    return info;
  }

  /** The argument of the last head, unsigned; for a float its bits. */
  long argument() {
    return argument;
  }

  /** Reads the next head and answers its major type. */
  int head() {
    if (at >= end) {
      fail();
      return 0;
    }
    int initial = bytes[at++] & 0xff;
    info = initial & 31;
    if (info < 24) {
      argument = info;
    } else if (info < 28) {
      argument = number(1 << (info - 24));
    } else {
      argument = 0;
      int major = initial >> 5;
      if (info != INDEFINITE || major < BYTES || major == TAG) {
        fail();
      }
    }
    return failed ? 0 : initial >> 5;
  }

  /** Whether the last head had its argument in the shortest form, and a definite one. */
  boolean shortest() {
    return switch (info) {
      case 24 -> argument >= 24;
      case 25 -> argument > 0xff;
      case 26 -> argument > 0xffff;
      case 27 -> argument >>> 32 != 0;
      default -> info != INDEFINITE;
    };
  }

  /** Skips the content of a string and answers where it began. */
  int content(long length) {
    if (length < 0 || length > end - at) {
      fail();
      return 0;
    }
    int start = at;
    at += (int) length;
    return start;
  }

  /** The argument of the next head, which must be of this type; never negative. */
  long strict(int major) {
    int found = head();
    if (failed || found != major || !shortest() || argument < 0) {
      fail();
      return 0;
    }
    return argument;
  }

  /** Reads a head that must be exactly this. */
  void strict(int major, long expected) {
    if (strict(major) != expected) {
      fail();
    }
  }

  /** Reads an integer, positive or negative, that fits in 63 bits. */
  long strictInteger() {
    int found = head();
    if (failed || found > NEGATIVE || !shortest() || argument < 0) {
      fail();
      return 0;
    }
    return found == NEGATIVE ? -1 - argument : argument;
  }

  /** Reads the head of a byte or text string and skips its content, {@link #argument} bytes. */
  int strictString(int major) {
    return content(strict(major));
  }

  private long number(int width) {
    if (width > end - at) {
      fail();
      return 0;
    }
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }
}
