package io.scangate.credential;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes items deterministically (RFC 8949, 4.2.1). Confined to one call. */
final class CborEncoder {
  private final CborOutput out = new CborOutput(64);

  private CborEncoder() {}

  /** The bytes of an item; the keys of its maps are put in order. */
  static byte[] encode(CborItem item) {
    CborEncoder encoder = new CborEncoder();
    encoder.write(item);
    return encoder.out.copy();
  }

  private void write(CborItem item) {
    switch (item) {
      case CborItem.Whole(boolean negative, long argument) ->
          out.head(negative ? CborCursor.NEGATIVE : CborCursor.UNSIGNED, argument);
      case CborItem.Bytes bytes -> out.string(CborCursor.BYTES, bytes.value());
      case CborItem.Text(String text) ->
          out.string(CborCursor.TEXT, text.getBytes(StandardCharsets.UTF_8));
      case CborItem.Sequence(List<CborItem> items) -> {
        out.head(CborCursor.ARRAY, items.size());
        items.forEach(this::write);
      }
      case CborItem.Table(List<CborItem.Pair> pairs) -> table(pairs);
      case CborItem.Tagged(long number, CborItem content) -> {
        out.head(CborCursor.TAG, number);
        write(content);
      }
      case CborItem.Simple(int value) -> out.head(CborCursor.OTHER, value);
      case CborItem.Floating(double value) -> floating(value);
    }
  }

  private void table(List<CborItem.Pair> pairs) {
    out.head(CborCursor.MAP, pairs.size());
    pairs.stream()
        .map(pair -> new EncodedPair(encode(pair.key()), pair.value()))
        .sorted((a, b) -> Arrays.compareUnsigned(a.key, b.key))
        .forEach(
            pair -> {
              out.raw(pair.key, pair.key.length);
              write(pair.value);
            });
  }

  private static final class EncodedPair {
    private final byte[] key;
    private final CborItem value;

    EncodedPair(byte[] key, CborItem value) {
      this.key = key;
      this.value = value;
    }
  }

  /** The shortest of the three widths that keeps the value; one NaN stands for all (4.2.2). */
  private void floating(double value) {
    int type = CborCursor.OTHER << 5;
    float single = (float) value;
    short half = Float.floatToFloat16(single);
    if (Double.isNaN(value)) {
      out.wide(type | 25, 2, 0x7e00);
    } else if (single != value) {
      out.wide(type | 27, 8, Double.doubleToRawLongBits(value));
    } else if (Float.float16ToFloat(half) != single) {
      out.wide(type | 26, 4, Float.floatToRawIntBits(single));
    } else {
      out.wide(type | 25, 2, half);
    }
  }
}
