package io.scangate.credential;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base45 (RFC 9285): two bytes as three characters that a QR holds in its alphanumeric mode, a last
 * odd byte as two. Strict: groups that stand for more than their bytes can hold are refused.
 */
final class Base45 {
  private static final byte[] ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".getBytes(StandardCharsets.US_ASCII);

  /** More than any group can stand for, so that one character outside the alphabet spoils it. */
  private static final int NONE = 1 << 17;

  /** By character. */
  private static final int[] VALUES = new int[256];

  static {
    Arrays.fill(VALUES, NONE);
    for (int i = 0; i < ALPHABET.length; i++) {
      VALUES[ALPHABET[i]] = i;
    }
  }

  private Base45() {}

  /** How many characters that many bytes take. */
  static int encodedLength(int bytes) {
    return bytes / 2 * 3 + bytes % 2 * 2;
  }

  /** How many bytes that many characters can hold at most. */
  static int decodedLength(int characters) {
    return (characters + 1) / 3 * 2;
  }

  /**
   * Decodes text.
   *
   * @param out takes the bytes from {@code at} on; has room for {@link #decodedLength} of them
   * @return where the bytes end in {@code out}, or -1 where the text is not Base45
   */
  static int decode(byte[] text, int from, int to, byte[] out, int at) {
    int tail = (to - from) % 3;
    if (tail == 1) {
      return -1;
    }
    int end = at;
    int i = from;
    for (int last = to - tail; i < last; i += 3) {
      int pair = value(text[i]) + 45 * value(text[i + 1]) + 2025 * value(text[i + 2]);
      if (pair > 0xffff) {
        return -1;
      }
      out[end++] = (byte) (pair >> 8);
      out[end++] = (byte) pair;
    }
    if (tail == 2) {
      int single = value(text[i]) + 45 * value(text[i + 1]);
      if (single > 0xff) {
        return -1;
      }
      out[end++] = (byte) single;
    }
    return end;
  }

  /**
   * Encodes bytes.
   *
   * @param out takes the text from {@code at} on; has room for {@link #encodedLength} characters
   * @return where the text ends in {@code out}
   */
  @CanIgnoreReturnValue
  static int encode(byte[] bytes, int from, int to, byte[] out, int at) {
    int end = at;
    int i = from;
    for (; i + 1 < to; i += 2) {
      int pair = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
      out[end++] = ALPHABET[pair % 45];
      out[end++] = ALPHABET[pair / 45 % 45];
      out[end++] = ALPHABET[pair / 2025];
    }
    if (i < to) {
      int single = bytes[i] & 0xff;
      out[end++] = ALPHABET[single % 45];
      out[end++] = ALPHABET[single / 45];
    }
    return end;
  }

  private static int value(byte character) {
    return VALUES[character & 0xff];
  }
}
