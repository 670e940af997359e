package io.scangate.cache;

import io.scangate.health.CodeStatus;
import java.util.Arrays;

/**
 * All codes of a partition by bucket, packed. Immutable once made; made on a worker thread, for it
 * sorts a partition.
 */
final class BucketedCodes {
  private final Layout layout;
  private final byte[] codes;
  private final int[] starts;

  private BucketedCodes(Layout layout, byte[] codes, int[] starts) {
    this.layout = layout;
    this.codes = codes;
    this.starts = starts;
  }

  /** Sorts codes into the buckets of a layout. */
  static BucketedCodes of(Layout layout, Iterable<CodeStatus> statuses) {
    byte[] given = new byte[1 << 16];
    int count = 0;
    for (CodeStatus status : statuses) {
      int at = Math.multiplyExact(count, CodeFormat.CODE);
      if (given.length - at < CodeFormat.CODE) {
        given = Arrays.copyOf(given, Math.multiplyExact(given.length, 2));
      }
      CodeFormat.write(status, given, at);
      count++;
    }
    int[] starts = new int[layout.buckets() + 1];
    for (int i = 0; i < count; i++) {
      starts[bucket(layout, given, i) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    byte[] sorted = new byte[count * CodeFormat.CODE];
    int[] next = starts.clone();
    for (int i = 0; i < count; i++) {
      int to = next[bucket(layout, given, i)]++;
      System.arraycopy(given, i * CodeFormat.CODE, sorted, to * CodeFormat.CODE, CodeFormat.CODE);
    }
    return new BucketedCodes(layout, sorted, starts);
  }

  private static int bucket(Layout layout, byte[] codes, int index) {
    return layout.bucketOf(CodeFormat.person(codes, index * CodeFormat.CODE));
  }

  Layout layout() {
    return layout;
  }

  /** The index of a bucket's first code; that of the next bucket is where it ends. */
  int start(int bucket) {
    return starts[bucket];
  }

  long person(int index) {
    return CodeFormat.person(codes, index * CodeFormat.CODE);
  }

  byte[] field(int index) {
    int at = index * CodeFormat.CODE;
    return Arrays.copyOfRange(codes, at, at + CodeFormat.REFERENCE);
  }

  byte[] value(int index) {
    int at = index * CodeFormat.CODE + CodeFormat.REFERENCE;
    return Arrays.copyOfRange(codes, at, at + CodeFormat.VALUE);
  }
}
