package io.scangate.cache;

/**
 * The owner of a list. Called on the event loop of the feed. To the cache a list is a number and
 * bytes; whether they are genuine is for the owner to judge.
 */
public interface ListListener {
  /** The list is now this, whatever it was before. */
  void whole(long number, byte[] bytes);

  /** The list changed; changes come in the order of their numbers, which leave none out. */
  void change(long number, byte[] bytes);
}
