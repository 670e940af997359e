package io.scangate.health;

/**
 * How much a gateway's knowledge of a partition may lag behind the decisions. Immutable.
 *
 * @param asOf the instant up to which every change is known, in microseconds since 1970 by the
 *     clock of Redis
 * @param age how long ago that was when the question was asked, in microseconds, never negative;
 *     {@link Long#MAX_VALUE} where no heartbeat has been seen yet
 * @param confirmed false while the codes asked about were read before a gap in the feed and not
 *     again since
 */
public record Freshness(long asOf, long age, boolean confirmed) {
  /** Nothing is known of the partition's feed. */
  public static final Freshness NEVER = new Freshness(0, Long.MAX_VALUE, false);

  /**
   * Whether an answer on this knowledge may be called live.
   *
   * @param bound the longest age that is live, in microseconds
   */
  public boolean isWithin(long bound) {
    return confirmed && age <= bound;
  }
}
