package io.scangate.credential;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Bytes that are mostly CBOR: items of all types and forms, some of them spoilt. */
final class RandomCbor {
  private final SplittableRandom random;
  private final CborOutput out = new CborOutput(64);

  private RandomCbor(SplittableRandom random) {
    this.random = random;
  }

  static byte[] item(SplittableRandom random) {
    RandomCbor writer = new RandomCbor(random);
    writer.write(0);
    byte[] bytes = writer.out.copy();
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 2));
      case 1 -> {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        yield bytes;
      }
      default -> bytes;
    };
  }

  private void write(int depth) {
    int major = random.nextInt(depth > 3 ? 4 : 7);
    switch (major) {
      case CborCursor.UNSIGNED, CborCursor.NEGATIVE ->
          head(major, random.nextLong() >>> random.nextInt(64));
      case CborCursor.BYTES, CborCursor.TEXT -> string(major);
      case CborCursor.ARRAY -> many(major, 1, depth);
      case CborCursor.MAP -> many(major, 2, depth);
      default -> other();
    }
  }

  /** A head in the shortest form or, now and then, in the longest. */
  private void head(int major, long argument) {
    if (random.nextInt(8) == 0) {
      out.wide(major << 5 | 27, 8, argument);
    } else {
      out.head(major, argument);
    }
  }

  private void string(int major) {
    boolean chunks = random.nextInt(6) == 0;
    if (chunks) {
      out.number(1, major << 5 | CborCursor.INDEFINITE);
    }
    for (int left = chunks ? random.nextInt(3) : 1; left > 0; left--) {
      byte[] content = new byte[random.nextInt(6)];
      for (int i = 0; i < content.length; i++) {
        content[i] =
            (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26));
      }
      head(major, content.length);
      out.raw(content, content.length);
    }
    if (chunks) {
      out.number(1, 0xff);
    }
  }

  private void many(int major, int each, int depth) {
    int count = random.nextInt(4);
    boolean indefinite = random.nextInt(6) == 0;
    if (indefinite) {
      out.number(1, major << 5 | CborCursor.INDEFINITE);
    } else {
      head(major, count);
    }
    for (int left = count * each; left > 0; left--) {
      write(depth + 1);
    }
    if (indefinite) {
      out.number(1, 0xff);
    }
  }

  private void other() {
    switch (random.nextInt(4)) {
      case 0 -> out.number(1, 0xf4 + random.nextInt(4));
      case 1 -> out.wide(0xf9, 2, random.nextInt());
      case 2 -> out.wide(0xfa, 4, random.nextInt());
      default -> out.wide(0xfb, 8, random.nextLong());
    }
  }
}
