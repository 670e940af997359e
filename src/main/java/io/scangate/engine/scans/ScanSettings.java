package io.scangate.engine.scans;

import java.time.Duration;

/**
 * How scan records are kept. Immutable.
 *
 * @param horizon for how many days after its own a day is kept, at least {@link #LEAST_HORIZON}
 * @param pause how long a stream rests that had nothing more
 * @param blocks how many entries of a stream are taken at once; with it, what memory they take
 * @param claimAfter how long entries lie with somebody who does not finish them, until another
 *     takes them
 * @param measure how often it is measured how far behind this is
 * @param deadline how long Redis may take for an answer
 */
public record ScanSettings(
    int horizon,
    Duration pause,
    int blocks,
    Duration claimAfter,
    Duration measure,
    Duration deadline) {
  /** The ledger destroys nothing that is younger. */
  public static final int LEAST_HORIZON = 7;

  /** The ledger opens no day that is older. */
  public static final int MOST_HORIZON = 366;

  /** 21 days; 200 ms, 64 entries, 30 s, 5 s, 2 s. */
  public static final ScanSettings DEFAULT =
      new ScanSettings(
          21,
          Duration.ofMillis(200),
          64,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2));

  /** Refuses numbers out of their range. */
  public ScanSettings {
    if (horizon < LEAST_HORIZON
        || horizon > MOST_HORIZON
        || pause.toMillis() < 1
        || blocks < 1
        || claimAfter.toMillis() < 1
        || measure.toMillis() < 1
        || deadline.toMillis() < 1) {
      throw new IllegalArgumentException("a setting of scan records is out of its range");
    }
  }

  /** The same with days kept for so long. */
  public ScanSettings keeping(int days) {
    return new ScanSettings(days, pause, blocks, claimAfter, measure, deadline);
  }
}
