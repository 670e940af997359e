package io.scangate.embedded;

/** An embedded server cannot be started; the message says why and what to do about it. */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EmbeddedServerException(String message) {
    super(message);
  }

  EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
