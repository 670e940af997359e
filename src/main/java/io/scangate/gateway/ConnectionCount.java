package io.scangate.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections a gateway has, of all that it may have. Shared. */
final class ConnectionCount {
  /** Whether there is room for one more. */
  enum Room {
    /** It is served. */
    SERVED,
    /** It is told to come again. */
    TOLD,
    /** There is no room even for telling. */
    NONE
  }

  private final int most;
  private final int mostTold;
  private final AtomicInteger open = new AtomicInteger();

  ConnectionCount(int most) {
    this.most = most;
    this.mostTold = most + Math.max(1, most / 8);
  }

  /** Counts one more. */
  Room add() {
    int now = open.incrementAndGet();
    return now <= most ? Room.SERVED : now <= mostTold ? Room.TOLD : Room.NONE;
  }

  void remove() {
    open.decrementAndGet();
  }
}
