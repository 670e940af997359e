package io.scangate.engine;

import io.scangate.health.Colour;
import java.time.Duration;

/** Hears of what was committed, on the thread that committed it; it must not wait. */
@FunctionalInterface
public interface Commits {
  /** Something was committed in a partition. */
  void committed(int partition, Recorded recorded);

  /** A colour was changed by a fact that arrived so long before its commit. */
  default void converted(Colour to, Duration sinceArrival) {}
}
