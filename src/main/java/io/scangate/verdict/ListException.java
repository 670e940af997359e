package io.scangate.verdict;

/** A list that cannot be used; the message says which line and why. */
public final class ListException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ListException(String message, Throwable cause) {
    super(message, cause);
  }

  ListException(String message) {
    super(message);
  }
}
