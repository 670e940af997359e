package io.scangate.credential;

/**
 * What came of reading a text: the {@link Claims} of a code that its issuer made and whose time it
 * is, or why it is none. Immutable.
 */
public sealed interface Reading permits Claims, Reading.Rejected {
  /**
   * A text that is not accepted.
   *
   * @param skewSeconds how far an authentic code is past its {@code exp} or before its {@code iat},
   *     where that is at most five minutes, so that a wrong clock is not taken for a forgery; else
   *     0
   */
  record Rejected(Fault fault, long skewSeconds) implements Reading {}
}
