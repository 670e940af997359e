package io.scangate.cache;

/** What Redis made of a list that was given to it. Immutable. */
public sealed interface ListStored {
  /** It holds it and has announced it. */
  record Stored() implements ListStored {}

  /**
   * It holds this number, which does not fit: a whole list must have a higher one than it, a change
   * the one that follows it, and a whole that only takes the changes in the same.
   */
  record Refused(long holds) implements ListStored {}
}
