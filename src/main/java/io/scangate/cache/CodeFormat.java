package io.scangate.cache;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A code in 25 bytes: as field (reference) and value (the rest) of a bucket's hash in Redis, and in
 * one piece in the near cache and on the feed. Big-endian:
 *
 * <pre>
 *   0           8           16  17      21      25
 *   +-----------+-----------+---+-------+-------+
 *   | reference | version   | f | decid.| negat.|
 *   +-----------+-----------+---+-------+-------+
 *    field       value
 *
 *   f        bits 0-1 the colour (0 none, 1 green, 2 yellow, 3 red), bit 2 registered,
 *            bit 3 withdrawn, bits 4-7 zero
 *   decid.   decided at, seconds since 1970, unsigned
 *   negat.   last negative test, minutes since 1970, unsigned; 0 for never
 * </pre>
 */
final class CodeFormat {
  static final int REFERENCE = 8;
  static final int VALUE = 17;
  static final int CODE = REFERENCE + VALUE;

  private static final int FLAGS_AT = 16;
  private static final int DECIDED_AT = 17;
  private static final int NEGATIVE_AT = 21;
  private static final int COLOUR = 0b11;
  private static final int REGISTERED = 0b100;
  private static final int WITHDRAWN = 0b1000;
  private static final int UNUSED = 0xf0;
  private static final long UINT = 0xffff_ffffL;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private CodeFormat() {}

  static void write(CodeStatus status, byte[] to, int at) {
    if ((status.decidedAt() | status.lastNegative()) >>> 32 != 0) {
      throw new IllegalArgumentException("an instant does not fit in 32 bits: " + status);
    }
    LONG.set(to, at, status.person());
    LONG.set(to, at + REFERENCE, status.version());
    to[at + FLAGS_AT] =
        (byte)
            (status.colour().wire()
                | (status.registered() ? REGISTERED : 0)
                | (status.withdrawn() ? WITHDRAWN : 0));
    INT.set(to, at + DECIDED_AT, (int) status.decidedAt());
    INT.set(to, at + NEGATIVE_AT, (int) status.lastNegative());
  }

  static byte[] toBytes(CodeStatus status) {
    byte[] code = new byte[CODE];
    write(status, code, 0);
    return code;
  }

  /** Whether 25 bytes are a code at all; what follows reads only such. */
  static boolean isCode(byte[] from, int at) {
    return (from[at + FLAGS_AT] & UNUSED) == 0;
  }

  static long person(byte[] from, int at) {
    return (long) LONG.get(from, at);
  }

  static long version(byte[] from, int at) {
    return (long) LONG.get(from, at + REFERENCE);
  }

  static CodeStatus read(byte[] from, int at) {
    int flags = from[at + FLAGS_AT];
    return new CodeStatus(
        person(from, at),
        version(from, at),
        colour(flags & COLOUR),
        (int) INT.get(from, at + DECIDED_AT) & UINT,
        (int) INT.get(from, at + NEGATIVE_AT) & UINT,
        (flags & REGISTERED) != 0,
        (flags & WITHDRAWN) != 0);
  }

  private static Colour colour(int wire) {
    return switch (wire) {
      case 1 -> Colour.GREEN;
      case 2 -> Colour.YELLOW;
      case 3 -> Colour.RED;
      default -> Colour.NONE;
    };
  }

  static byte[] reference(long person) {
    byte[] field = new byte[REFERENCE];
    LONG.set(field, 0, person);
    return field;
  }
}
