package io.scangate.credential;

/**
 * What came of reading the content of a list. Immutable.
 *
 * @param <T> what the list is about
 */
public sealed interface ListReading<T> {
  /** The list. */
  record Sound<T>(T list) implements ListReading<T> {}

  /**
   * The content has another form.
   *
   * @param why for the operator's log
   */
  record Unsound<T>(String why) implements ListReading<T> {}
}
