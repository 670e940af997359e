package io.scangate.credential;

/**
 * When a key may be signed with, in seconds since 1970. Immutable.
 *
 * @param from the first second
 * @param until the first second after it
 */
public record Validity(long from, long until) {
  public Validity {
    if (from < 0 || until <= from || until > CodeFormat.LAST_SECOND) {
      throw new IllegalArgumentException("a validity ends after it begins, between 1970 and 9999");
    }
  }

  /** Whether a key may be signed with at an instant. */
  public boolean covers(long epochSecond) {
    return epochSecond >= from && epochSecond < until;
  }
}
