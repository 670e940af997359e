package io.scangate.credential;

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
