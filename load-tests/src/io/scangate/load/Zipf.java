package io.scangate.load;

import java.util.SplittableRandom;

/**
 * Numbers drawn by Zipf's law with exponent 1: the second is drawn half as often as the first.
 * Confined to one thread.
 */
public final class Zipf {
  private final double[] cumulated;
  private final SplittableRandom random;

  /** Draws from 0 to before {@code size}. */
  public Zipf(int size, SplittableRandom random) {
    this.random = random;
    cumulated = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += 1.0 / (i + 1);
      cumulated[i] = sum;
    }
  }

  /** The next number. */
  public int next() {
    double drawn = random.nextDouble() * cumulated[cumulated.length - 1];
    int at = java.util.Arrays.binarySearch(cumulated, drawn);
    return Math.min(at < 0 ? -at - 1 : at, cumulated.length - 1);
  }
}
