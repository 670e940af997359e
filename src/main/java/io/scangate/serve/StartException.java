package io.scangate.serve;

/** Scangate cannot start; the message says why and what to do, in the operator's words. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
