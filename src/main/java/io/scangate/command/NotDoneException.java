package io.scangate.command;

/** A command did not do what it was asked; the message says why, in the words of its user. */
public final class NotDoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean passing;

  /**
   * For a reason.
   *
   * @param passing whether the same may succeed when it is asked again
   */
  public NotDoneException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** Whether the same may succeed when it is asked again. */
  public boolean isPassing() {
    return passing;
  }
}
