package io.scangate.credential;

/** Bytes that are not what a reader of this package wants; it does not leave the package. */
final class CborException extends Exception {
  private static final long serialVersionUID = 1;

  CborException(String message) {
    super(message, null, false, false);
  }
}
