package io.scangate.cache;

/** What Redis made of an append to a partition. Immutable. */
public sealed interface Appended {
  /** The partition holds everything up to this sequence now. */
  record Applied(long sequence) implements Appended {}

  /** It held all of it before, and holds this sequence. */
  record AlreadyDone(long holds) implements Appended {}

  /** It lacks what comes before: it holds only this sequence. Nothing was written. */
  record Behind(long holds) implements Appended {}

  /** The partition is laid out otherwise than the writer thinks. Nothing was written. */
  record LaidOutOtherwise() implements Appended {}

  /** Reads a script's answer. */
  static Appended of(long outcome, long holds) {
    if (outcome == 1) {
      return new Applied(holds);
    } else if (outcome == 2) {
      return new AlreadyDone(holds);
    } else if (outcome == 3) {
      return new Behind(holds);
    }
    return new LaidOutOtherwise();
  }
}
