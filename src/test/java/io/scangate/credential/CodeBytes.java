package io.scangate.credential;

import java.math.BigInteger;
import java.util.Arrays;

/** The message inside a code, to be spoilt. Immutable. */
final class CodeBytes {
  private static final BigInteger ORDER_OF_P256 =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private final byte[] message;

  CodeBytes(byte[] message) {
    this.message = message.clone();
  }

  static CodeBytes of(byte[] text) {
    byte[] out = new byte[Base45.decodedLength(text.length)];
    int end = Base45.decode(text, CodeFormat.PREFIX.length, text.length, out, 0);
    return new CodeBytes(Arrays.copyOf(out, end));
  }

  byte[] message() {
    return message.clone();
  }

  /** With a bit turned; a negative index counts from the end. */
  CodeBytes flipped(int index, int bit) {
    byte[] copy = message.clone();
    copy[index < 0 ? copy.length + index : index] ^= (byte) bit;
    return new CodeBytes(copy);
  }

  /** With s replaced by n - s, which verifies as well. */
  CodeBytes withSignatureNegated() {
    byte[] copy = message.clone();
    int at = copy.length - 32;
    byte[] s = ORDER_OF_P256.subtract(new BigInteger(1, copy, at, 32)).toByteArray();
    Arrays.fill(copy, at, copy.length, (byte) 0);
    int from = Math.max(0, s.length - 32);
    System.arraycopy(s, from, copy, copy.length - (s.length - from), s.length - from);
    return new CodeBytes(copy);
  }

  byte[] text() {
    int prefix = CodeFormat.PREFIX.length;
    byte[] text = Arrays.copyOf(CodeFormat.PREFIX, prefix + Base45.encodedLength(message.length));
    int end = Base45.encode(message, 0, message.length, text, prefix);
    return Arrays.copyOf(text, end);
  }
}
