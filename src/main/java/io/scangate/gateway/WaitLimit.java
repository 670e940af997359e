package io.scangate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many scans may wait for Redis, so that none waits for long: as many as it answers within a
 * given time, which is measured and not guessed (Little's law). Confined to its event loop.
 *
 * <p>Without it a slow Redis is asked for more than it can answer by the deadline, and then does
 * all its work for people who have been answered already without it. Time is cut into rounds of the
 * time that a scan may wait. Where the scans of two rounds in a row waited longer than that, the
 * next may be as many as the better of the two answered; where they did not, and there was no room,
 * somewhat more. One late round is a pause of this machine.
 */
final class WaitLimit {
  /** How long a scan is to wait: half of what the cache gives Redis before it answers without. */
  static final long WAIT = TimeUnit.MILLISECONDS.toNanos(50);

  /** Redis may be asked for as many in any case, or nobody would notice that it is well again. */
  static final int LEAST = 16;

  private final int most;
  private final LongSupplier nanos;
  private int limit;
  private int waiting;
  private long roundBegun;
  private int answered;
  private int late;
  private boolean wasFull;
  private boolean wasLate;
  private boolean silent;
  private int answeredBefore;

  /**
   * @param most the bound in any case
   * @param nanos the monotonic clock
   */
  WaitLimit(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.limit = most;
    this.roundBegun = nanos.getAsLong();
  }

  /** How many wait. */
  int waiting() {
    return waiting;
  }

  /** How many may wait now. */
  int limit() {
    return limit;
  }

  /**
   * Whether Redis answered nobody of late, though it was asked: then whoever finds no room is told
   * no less by coming again than by what can be said without Redis.
   */
  boolean isSilent() {
    return silent;
  }

  /** Takes a place, if there is one; {@link #left} gives it back. */
  boolean tryEnter() {
    if (waiting >= limit) {
      wasFull = true;
      return false;
    }
    waiting++;
    return true;
  }

  /**
   * A place is free again.
   *
   * @param since when it was taken, on the monotonic clock
   * @param wasAnswered whether Redis answered
   */
  void left(long since, boolean wasAnswered) {
    waiting--;
    long now = nanos.getAsLong();
    if (wasAnswered) {
      answered++;
    }
    if (!wasAnswered || now - since > WAIT) {
      late++;
    }
    if (now - roundBegun >= WAIT) {
      endRound(now);
    }
  }

  private void endRound(long now) {
    int withinTheTime = (int) (answered * (double) WAIT / (now - roundBegun));
    silent = answered == 0 && late > 0;
    if (late > 0 && wasLate) {
      int shown = Math.max(withinTheTime, answeredBefore);
      limit = Math.clamp(shown, Math.min(LEAST, most), limit);
    } else if (late == 0 && wasFull) {
      limit = Math.min(most, limit + limit / 4 + 1);
    }
    wasLate = late > 0;
    answeredBefore = withinTheTime;
    roundBegun = now;
    answered = 0;
    late = 0;
    wasFull = false;
  }
}
