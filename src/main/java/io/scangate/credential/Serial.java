package io.scangate.credential;

/**
 * The serial of a code, its {@code cti}: what a code is withdrawn or recognized by. Immutable; not
 * printed, since it tells of two scans that they were of one paper.
 *
 * @param high the first 8 bytes, big-endian
 * @param low the last 8 bytes
 */
public record Serial(long high, long low) implements Comparable<Serial> {
  /** In the order of their bytes. */
  @Override
  public int compareTo(Serial other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return "Serial[***]";
  }
}
