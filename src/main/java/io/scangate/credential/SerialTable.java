package io.scangate.credential;

import java.util.Arrays;

/**
 * Rows that begin with a serial of 16 bytes, sorted by it as unsigned bytes, held in one array as
 * they came. Immutable.
 */
final class SerialTable {
  private final byte[] rows;
  private final int width;

  /**
   * @param rows rows of {@code width} bytes, by rising serial, none twice
   */
  SerialTable(byte[] rows, int width) {
    this.rows = rows;
    this.width = width;
    if (rows.length % width != 0) {
      throw new IllegalArgumentException("rows of " + width + " bytes are wanted");
    }
    for (int row = 1; row < size(); row++) {
      if (compare(row - 1, high(row), low(row)) >= 0) {
        throw new IllegalArgumentException("serials out of order, or one twice");
      }
    }
  }

  int size() {
    return rows.length / width;
  }

  /** Where the rest of a serial's row stands in {@link #bytes}, or -1. */
  int find(long high, long low) {
    int first = 0;
    int last = size() - 1;
    while (first <= last) {
      int middle = (first + last) >>> 1;
      int order = compare(middle, high, low);
      if (order == 0) {
        return middle * width + Pseudonym.BYTES;
      }
      if (order < 0) {
        first = middle + 1;
      } else {
        last = middle - 1;
      }
    }
    return -1;
  }

  /** This table with some rows added or replaced, and after that some taken out. */
  SerialTable changed(SerialTable added, SerialTable removed) {
    byte[] merged = new byte[rows.length + added.rows.length];
    int end = 0;
    int ours = 0;
    int theirs = 0;
    while (ours < size() || theirs < added.size()) {
      int order = ours == size() ? 1 : theirs == added.size() ? -1 : order(ours, added, theirs);
      SerialTable from = order < 0 ? this : added;
      int row = order < 0 ? ours : theirs;
      if (removed.find(from.high(row), from.low(row)) < 0) {
        System.arraycopy(from.rows, row * width, merged, end, width);
        end += width;
      }
      ours += order <= 0 ? 1 : 0;
      theirs += order >= 0 ? 1 : 0;
    }
    return new SerialTable(Arrays.copyOf(merged, end), width);
  }

  private int order(int row, SerialTable other, int otherRow) {
    return compare(row, other.high(otherRow), other.low(otherRow));
  }

  byte[] bytes() {
    return rows;
  }

  private long high(int row) {
    return BigEndian.getLong(rows, row * width);
  }

  private long low(int row) {
    return BigEndian.getLong(rows, row * width + Long.BYTES);
  }

  private int compare(int row, long high, long low) {
    int order = Long.compareUnsigned(high(row), high);
    return order != 0 ? order : Long.compareUnsigned(low(row), low);
  }
}
