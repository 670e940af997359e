package io.scangate.credential;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds items out of CBOR (RFC 8949). Confined to one call.
 *
 * <p>{@link #decode} takes everything that is well-formed and valid: indefinite lengths, longer
 * forms, any tag, any order of keys, but no key twice. {@link #decodeDeterministic} takes only what
 * section 4.2.1 calls deterministic, which is how our own lists are written.
 */
final class CborDecoder {
  private static final int MOST_DEPTH = 64;

  private final byte[] bytes;
  private final CborCursor cursor = new CborCursor();
  private final boolean deterministic;

  private CborDecoder(byte[] bytes, boolean deterministic) {
    this.bytes = bytes;
    this.deterministic = deterministic;
    cursor.over(bytes, 0, bytes.length);
  }

  /** Reads one item that fills the bytes. */
  static CborItem decode(byte[] bytes) throws CborException {
    return new CborDecoder(bytes, false).whole();
  }

  /** Reads one item that fills the bytes and is written deterministically. */
  static CborItem decodeDeterministic(byte[] bytes) throws CborException {
    return new CborDecoder(bytes, true).whole();
  }

  private CborItem whole() throws CborException {
    CborItem item = item(0);
    if (!cursor.atEnd()) {
      throw new CborException("bytes after the end");
    }
    return item;
  }

  private CborItem item(int depth) throws CborException {
    int major = head();
    if (isBreak(major)) {
      throw new CborException("a break outside of an indefinite length");
    }
    return item(major, depth);
  }

  private CborItem item(int major, int depth) throws CborException {
    if (depth > MOST_DEPTH) {
      throw new CborException("nested deeper than " + MOST_DEPTH);
    }
    long argument = cursor.argument();
    return switch (major) {
      case CborCursor.UNSIGNED -> new CborItem.Whole(false, argument);
      case CborCursor.NEGATIVE -> new CborItem.Whole(true, argument);
      case CborCursor.BYTES -> new CborItem.Bytes(string(major));
      case CborCursor.TEXT -> new CborItem.Text(text());
      case CborCursor.ARRAY -> sequence(depth);
      case CborCursor.MAP -> table(depth);
      case CborCursor.TAG -> new CborItem.Tagged(argument, item(depth + 1));
      default -> other();
    };
  }

  private byte[] string(int major) throws CborException {
    if (!isIndefinite()) {
      return slice();
    }
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int chunk = head(); !isBreak(chunk); chunk = head()) {
      if (chunk != major || isIndefinite()) {
        throw new CborException("a chunk of another type");
      }
      byte[] slice = slice();
      if (major == CborCursor.TEXT) {
        String checked = utf8(slice);
        chunks.writeBytes(checked.getBytes(StandardCharsets.UTF_8));
      } else {
        chunks.writeBytes(slice);
      }
    }
    return chunks.toByteArray();
  }

  private byte[] slice() throws CborException {
    int from = cursor.content(cursor.argument());
    refuseFailed();
    return Arrays.copyOfRange(bytes, from, cursor.at());
  }

  private String text() throws CborException {
    return utf8(string(CborCursor.TEXT));
  }

  private static String utf8(byte[] bytes) throws CborException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CborException("a text that is not UTF-8");
    }
  }

  private CborItem sequence(int depth) throws CborException {
    List<CborItem> items = new ArrayList<>();
    if (isIndefinite()) {
      for (int major = head(); !isBreak(major); major = head()) {
        items.add(item(major, depth + 1));
      }
    } else {
      for (long left = cursor.argument(); left != 0; left--) {
        items.add(item(depth + 1));
      }
    }
    return new CborItem.Sequence(items);
  }

  private CborItem table(int depth) throws CborException {
    CborKeys keys = new CborKeys(deterministic);
    List<CborItem.Pair> pairs = new ArrayList<>();
    if (isIndefinite()) {
      for (int major = head(); !isBreak(major); major = head()) {
        pairs.add(pair(item(major, depth + 1), keys, depth));
      }
    } else {
      for (long left = cursor.argument(); left != 0; left--) {
        pairs.add(pair(item(depth + 1), keys, depth));
      }
    }
    return new CborItem.Table(pairs);
  }

  private CborItem.Pair pair(CborItem key, CborKeys keys, int depth) throws CborException {
    keys.add(key);
    return new CborItem.Pair(key, item(depth + 1));
  }

  private CborItem other() throws CborException {
    long argument = cursor.argument();
    return switch (cursor.info()) {
      case 24 -> {
        if (argument < 32) {
          throw new CborException("a simple value below 32 in two bytes");
        }
        yield new CborItem.Simple((int) argument);
      }
      case 25 -> floating(Float.float16ToFloat((short) argument));
      case 26 -> floating(Float.intBitsToFloat((int) argument));
      case 27 -> floating(Double.longBitsToDouble(argument));
      default -> new CborItem.Simple((int) argument);
    };
  }

  private CborItem floating(double value) throws CborException {
    if (deterministic) {
      throw new CborException("a floating-point number, which no list has");
    }
    return new CborItem.Floating(value);
  }

  private boolean isIndefinite() {
    return cursor.info() == CborCursor.INDEFINITE;
  }

  private boolean isBreak(int major) {
    return major == CborCursor.OTHER && isIndefinite();
  }

  private int head() throws CborException {
    int major = cursor.head();
    refuseFailed();
    if (deterministic && major != CborCursor.OTHER && !cursor.shortest()) {
      throw new CborException("an indefinite length or a longer form than needed");
    }
    return major;
  }

  private void refuseFailed() throws CborException {
    if (cursor.failed()) {
      throw new CborException("cut short, or no CBOR");
    }
  }
}
