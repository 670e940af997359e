package io.scangate.cache;

/**
 * One entry of a partition's feed. Immutable. Every kind carries the sequence of the partition at
 * its place, so that any entry shows a gap.
 */
sealed interface FeedEntry {
  /** The sequence of this change, or of the last change before this entry. */
  long sequence();

  /** A code changed. */
  record Changed(Committed committed) implements FeedEntry {
    @Override
    public long sequence() {
      return committed.sequence();
    }
  }

  /**
   * The promise that every change committed before an instant stands before this entry.
   *
   * @param upTo the instant, in microseconds since 1970 by the clock of a Redis server
   * @param clock names that server; see {@link RedisClock#nameOf}
   */
  record Heartbeat(long sequence, long upTo, long clock) implements FeedEntry {}

  /** The partition is read by another layout from here on. */
  record LayoutSwitched(long sequence, Layout layout) implements FeedEntry {}

  /** A list has a new number. */
  record ListAnnounced(long sequence, String name, long number) implements FeedEntry {}
}
