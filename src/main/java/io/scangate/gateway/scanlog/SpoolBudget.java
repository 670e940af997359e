package io.scangate.gateway.scanlog;

import java.util.concurrent.atomic.AtomicLong;

/** How much of the disk the spool takes and may take. Shared. */
final class SpoolBudget {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  SpoolBudget(long limit) {
    this.limit = limit;
  }

  /** Takes that many bytes; false, and nothing taken, when they would be too many. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= limit) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  /** Counts what is there already, whatever the limit. */
  void occupied(long bytes) {
    taken.addAndGet(bytes);
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
