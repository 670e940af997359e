package io.scangate.cache;

import io.scangate.cache.FeedEntry.Changed;
import io.scangate.cache.FeedEntry.Heartbeat;
import io.scangate.cache.FeedEntry.LayoutSwitched;
import io.scangate.cache.FeedEntry.ListAnnounced;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a feed entry, which stands in the stream under the one field {@value #FIELD}.
 * Big-endian; the first byte is the kind:
 *
 * <pre>
 *   0   1          9              17
 *   +---+----------+--------------+----------------------------+
 *   | 1 | sequence | committed at | code (25, see CodeFormat), |   stored
 *   |   |          |              | reported at (8), 0 if not  |
 *   | 2 | sequence | committed at | reference (8), version (8) |   erased
 *   | 3 | sequence | up to        | clock (8)                  |   heartbeat
 *   | 4 | sequence | layout (9, see Layout)                    |   layout switched
 *   | 5 | sequence | number       | name (1 to 64, see isName) |   list announced
 *   +---+----------+--------------+----------------------------+
 * </pre>
 *
 * <p>Instants are microseconds since 1970.
 */
final class FeedFormat {
  static final String FIELD = "e";

  private static final byte STORED = 1;
  private static final byte ERASED = 2;
  private static final byte HEARTBEAT = 3;
  private static final byte LAYOUT = 4;
  private static final byte LIST = 5;

  private static final int HEAD = 9;
  private static final int STORED_REST = 8 + CodeFormat.CODE + 8;
  private static final int NAME = 64;

  private FeedFormat() {}

  static byte[] write(FeedEntry entry) {
    return switch (entry) {
      case Changed(Committed(long sequence, long at, long told, CodeChange.Stored(var status))) ->
          head(STORED, sequence, STORED_REST)
              .putLong(at)
              .put(CodeFormat.toBytes(status))
              .putLong(told)
              .array();
      case Changed(Committed(long sequence, long at, _, CodeChange.Erased(long person, long v))) ->
          head(ERASED, sequence, 24).putLong(at).putLong(person).putLong(v).array();
      case Heartbeat(long sequence, long upTo, long clock) ->
          head(HEARTBEAT, sequence, 16).putLong(upTo).putLong(clock).array();
      case LayoutSwitched(long sequence, Layout layout) ->
          head(LAYOUT, sequence, Layout.BYTES).put(layout.toBytes()).array();
      case ListAnnounced(long sequence, String name, long number) -> {
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        yield head(LIST, sequence, 8 + text.length).putLong(number).put(text).array();
      }
    };
  }

  private static ByteBuffer head(byte kind, long sequence, int rest) {
    return ByteBuffer.allocate(HEAD + rest).put(kind).putLong(sequence);
  }

  /** Reads an entry; null where the bytes are none. */
  static @Nullable FeedEntry read(byte[] bytes) {
    if (bytes.length < HEAD) {
      return null;
    }
    ByteBuffer wire = ByteBuffer.wrap(bytes);
    byte kind = wire.get();
    long sequence = wire.getLong();
    int rest = bytes.length - HEAD;
    return switch (kind) {
      case STORED ->
          rest == STORED_REST && isSequence(sequence)
              ? stored(sequence, wire.getLong(), bytes)
              : null;
      case ERASED ->
          rest == 24 && isSequence(sequence)
              ? new Changed(
                  new Committed(
                      sequence,
                      wire.getLong(),
                      new CodeChange.Erased(wire.getLong(), wire.getLong())))
              : null;
      case HEARTBEAT -> rest == 16 ? new Heartbeat(sequence, wire.getLong(), wire.getLong()) : null;
      case LAYOUT -> layout(sequence, Arrays.copyOfRange(bytes, HEAD, bytes.length));
      case LIST -> rest > 8 ? list(sequence, wire.getLong(), bytes) : null;
      default -> null;
    };
  }

  private static boolean isSequence(long sequence) {
    return sequence >= 1 && sequence < 1L << 53;
  }

  private static @Nullable FeedEntry stored(long sequence, long at, byte[] bytes) {
    int code = HEAD + 8;
    return CodeFormat.isCode(bytes, code)
        ? new Changed(
            new Committed(
                sequence,
                at,
                ByteBuffer.wrap(bytes).getLong(code + CodeFormat.CODE),
                new CodeChange.Stored(CodeFormat.read(bytes, code))))
        : null;
  }

  private static @Nullable FeedEntry list(long sequence, long number, byte[] bytes) {
    int at = HEAD + 8;
    String name = new String(bytes, at, bytes.length - at, StandardCharsets.ISO_8859_1);
    return isName(name) ? new ListAnnounced(sequence, name, number) : null;
  }

  /** Whether a text names a list: 1 to 64 printable ASCII characters without spaces. */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= NAME
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static @Nullable FeedEntry layout(long sequence, byte[] bytes) {
    Layout layout = Layout.ofBytes(bytes);
    return layout == null ? null : new LayoutSwitched(sequence, layout);
  }
}
