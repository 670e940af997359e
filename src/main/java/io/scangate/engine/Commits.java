package io.scangate.engine;

/** Hears of what was committed, on the thread that committed it; it must not wait. */
@FunctionalInterface
public interface Commits {
  /** Something was committed in a partition. */
  void committed(int partition, Recorded recorded);
}
