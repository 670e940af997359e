package io.scangate.casework.notices;

/** That a channel did not take a notice; its message names nobody. */
final class UntoldException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UntoldException(String message) {
    super(message);
  }
}
