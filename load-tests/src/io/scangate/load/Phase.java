package io.scangate.load;

/**
 * One part of a test that is over. Immutable.
 *
 * @param begun since the test began, in seconds
 * @param seconds how long requests were made
 * @param asked how many requests a second were asked for on average
 * @param cpuSeconds the CPU time that all gateways used meanwhile
 */
record Phase(
    String name, double begun, double seconds, double asked, double cpuSeconds, Tally tally) {
  /** Requests offered a second. */
  double offeredPerSecond() {
    return tally.offered() / seconds;
  }

  /** Right and live answers a second, within the deadline of a scanner. */
  double goodput() {
    return tally.of(Fate.GOOD) / seconds;
  }

  /** Answers that were right, live or not, a second. */
  double rightPerSecond() {
    return (tally.of(Fate.GOOD) + tally.of(Fate.DEGRADED)) / seconds;
  }

  /** A latency in milliseconds. */
  double millis(double percentile) {
    return tally.latencies().getTotalCount() == 0
        ? Double.NaN
        : tally.latencies().getValueAtPercentile(percentile) / 1e6;
  }

  /** Whether the generator's own core was the limit: it made fewer than it was asked for. */
  boolean isGeneratorLimited() {
    return tally.skippedRequests() > tally.offered() / 50;
  }

  /** How many ended so. */
  long of(Fate fate) {
    return tally.of(fate);
  }

  /** How many have not ended: they are lost. */
  long open() {
    return tally.open();
  }
}
