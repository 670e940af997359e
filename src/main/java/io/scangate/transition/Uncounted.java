package io.scangate.transition;

import java.time.Instant;

/**
 * A sample that does not count, and why. Immutable.
 *
 * @param sampledAt when it was taken
 */
public record Uncounted(Instant sampledAt, Why why) {
  /** Why a sample does not count. */
  public enum Why {
    /** Less than the interval after the one before it that counts. */
    TOO_SOON,
    /** Too far from the others to fall into one span with as many as are needed. */
    OUTSIDE_WINDOW,
    /** Sampled before the phase began. */
    BEFORE_START,
    /** It was positive, or a positive one was sampled at the same instant or later. */
    POSITIVE
  }
}
