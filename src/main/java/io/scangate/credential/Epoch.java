package io.scangate.credential;

/** Epochs: spans of six hours of UTC, counted from 1970, each with keys of its own. */
public final class Epoch {
  /** How long an epoch lasts. */
  public static final long SECONDS = 6 * 60 * 60;

  /** The longest life of a dynamic code, so how long after its epoch's end one may be shown. */
  public static final long DYNAMIC_LIFE_SECONDS = 60;

  private Epoch() {}

  /** The number of the epoch that an instant lies in. */
  public static int of(long epochSecond) {
    return Math.toIntExact(Math.floorDiv(epochSecond, SECONDS));
  }

  /** The first second of an epoch. */
  public static long start(int epoch) {
    return epoch * SECONDS;
  }

  /** The first second after an epoch. */
  public static long end(int epoch) {
    return start(epoch) + SECONDS;
  }
}
