package io.scangate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One turn of an event loop: it looks which sockets have something, serves them all, and looks
 * again. Confined to that loop.
 *
 * <p>What waits for an event loop waits in sockets, where nobody can count it. But what a turn
 * finds has come while the one before was at work: so the time that turns take <em>is</em> the time
 * that requests wait, whatever a request costs on this machine, and it is bounded here. A request
 * whose turn has been at work for too long waits in the {@link Anteroom} or is shed, before
 * anything is done for it, which ends the turn soon.
 *
 * <p>Where requests cost little more than their refusal, refusing serves nobody: then the sockets
 * are what makes peers wait, and only the bound for all applies.
 */
final class Turn {
  /** Who comes before whom: how much of a turn may have passed. */
  enum Priority {
    /** A scan of a device that is known. */
    SCAN(1),
    /** A phone that shows. */
    SHOW(0.75),
    /** Whoever is not known, or asks for anything else. */
    OTHER(0.5),
    /** Codes that were gathered, for which nobody stands at a door. */
    BATCH(0.25),
    /** Scans that have waited, for which there is no time in the turns of others. */
    WAITING(0.25);

    private final double share;

    Priority(double share) {
      this.share = share;
    }
  }

  /** How long a turn may be at work where refusing is cheap against serving. */
  static final long MOST = TimeUnit.MILLISECONDS.toNanos(50);

  /** How long it may be in any case: a scanner waits for a second, and waits for two turns. */
  static final long MOST_OF_ALL = TimeUnit.MILLISECONDS.toNanos(400);

  /** What a request costs that is worth refusing: ten times its refusal. */
  static final long DEAR = TimeUnit.MICROSECONDS.toNanos(100);

  /** The usual cost follows the last turns with this weight. */
  private static final int WEIGHT = 8;

  /** By how much one turn may exceed what is usual and be believed. */
  private static final int BELIEVED = 4;

  private final LongSupplier nanos;
  private final Consumer<Runnable> afterIt;
  private final Runnable end = this::over;
  private boolean going;
  private long begun;
  private long served;
  private long usualCost = DEAR / 10;

  /**
   * @param nanos the monotonic clock
   * @param afterIt runs what it is given when the loop has served all sockets of this turn
   */
  Turn(LongSupplier nanos, Consumer<Runnable> afterIt) {
    this.nanos = nanos;
    this.afterIt = afterIt;
  }

  /** Whether a request may be served that comes now; it counts as served if so. */
  boolean serves(Priority priority) {
    return serves(priority, nanos.getAsLong());
  }

  /**
   * The same.
   *
   * @param now on the monotonic clock, for whoever has read it
   */
  boolean serves(Priority priority, long now) {
    boolean has = hasTime(priority, now);
    if (has) {
      served++;
    }
    return has;
  }

  /** Whether a request may be served that comes now and is counted elsewhere. */
  boolean hasTime(Priority priority) {
    return hasTime(priority, nanos.getAsLong());
  }

  private boolean hasTime(Priority priority, long now) {
    if (!going) {
      going = true;
      begun = now;
      served = 0;
      afterIt.accept(end);
    }
    long spent = now - begun;
    long most = isDear(spent) ? MOST : MOST_OF_ALL;
    return spent <= (long) (most * priority.share);
  }

  /** By this turn and by those before: a pause of the machine makes nothing dear. */
  private boolean isDear(long spent) {
    return usualCost > DEAR && spent > served * DEAR;
  }

  private void over() {
    going = false;
    if (served > 0) {
      long cost = Math.min((nanos.getAsLong() - begun) / served, BELIEVED * usualCost);
      usualCost = Math.max(1, usualCost + (cost - usualCost) / WEIGHT);
    }
  }
}
