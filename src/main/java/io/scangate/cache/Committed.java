package io.scangate.cache;

/**
 * A change of a code with its place in the order of its partition. Immutable.
 *
 * @param sequence its number, dense from 1 in commit order, below 2^53 (a script in Redis counts in
 *     doubles)
 * @param committedAt when it was committed, in microseconds since 1970 by the clock of Redis
 * @param reportedAt when the report arrived that it follows from, likewise; {@link #NOT_REPORTED}
 *     where none did
 * @param change what changed
 */
public record Committed(long sequence, long committedAt, long reportedAt, CodeChange change) {
  /** Time, a policy or a mending has brought it. */
  public static final long NOT_REPORTED = 0;

  /** Refuses a sequence that is not positive or that a script could not count. */
  public Committed {
    if (sequence < 1 || sequence >= 1L << 53) {
      throw new IllegalArgumentException("sequence " + sequence);
    }
  }

  /** A change that no report has brought. */
  public Committed(long sequence, long committedAt, CodeChange change) {
    this(sequence, committedAt, NOT_REPORTED, change);
  }
}
