package io.scangate.credential;

import java.util.Arrays;

/** Bytes that CBOR is written to, heads in their shortest form. Confined to its owner. */
final class CborOutput {
  private byte[] bytes;
  private int size;

  CborOutput(int expected) {
    bytes = new byte[expected];
  }

  /** Begins anew. */
  void clear() {
    size = 0;
  }

  /** How many bytes are written. */
  int size() {
    return size;
  }

  /** The array that the bytes stand in, until more are written. */
  byte[] array() {
    return bytes;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  /** Writes a head. */
  void head(int major, long argument) {
    int type = major << 5;
    if (argument >= 0 && argument < 24) {
      number(1, type | argument);
    } else if (argument >>> 8 == 0) {
      wide(type | 24, 1, argument);
    } else if (argument >>> 16 == 0) {
      wide(type | 25, 2, argument);
    } else if (argument >>> 32 == 0) {
      wide(type | 26, 4, argument);
    } else {
      wide(type | 27, 8, argument);
    }
  }

  /** Writes an integer. */
  void integer(long value) {
    head(value < 0 ? CborCursor.NEGATIVE : CborCursor.UNSIGNED, value < 0 ? -1 - value : value);
  }

  /** Writes a byte or text string. */
  void string(int major, byte[] content) {
    head(major, content.length);
    raw(content, content.length);
  }

  /** Writes an initial byte and a number of a given width. */
  void wide(int initial, int width, long value) {
    number(1, initial);
    number(width, value);
  }

  /** Writes the lowest bytes of a number, the highest of them first. */
  void number(int width, long value) {
    int at = skip(width);
    for (int i = width - 1; i >= 0; i--) {
      bytes[at++] = (byte) (value >> (8 * i));
    }
  }

  /** Writes the first bytes of an array. */
  void raw(byte[] content, int length) {
    int at = skip(length);
    System.arraycopy(content, 0, bytes, at, length);
  }

  /** Leaves room for bytes that come later, and answers where. */
  int skip(int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
    }
    int at = size;
    size += length;
    return at;
  }
}
