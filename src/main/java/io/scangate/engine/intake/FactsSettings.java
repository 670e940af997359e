package io.scangate.engine.intake;

import java.time.Duration;

/**
 * The bounds of the intake. Immutable.
 *
 * @param mostRows how many rows a batch may have
 * @param mostBytes how many bytes a batch may have
 * @param mostLine how many bytes a row of a stream may have
 * @param chunk how many rows of a stream go to the ledger together
 * @param linger how long rows of a stream wait for more before they go
 * @param patience how long a sender may be silent, and may take to read an answer
 * @param mostRequests how many requests are worked on at once
 * @param mostOfSource how many of them may be of one source
 */
public record FactsSettings(
    int mostRows,
    int mostBytes,
    int mostLine,
    int chunk,
    Duration linger,
    Duration patience,
    int mostRequests,
    int mostOfSource) {
  /** What the document tells senders. */
  public static final FactsSettings DEFAULT =
      new FactsSettings(
          1_000, 4 << 20, 16 << 10, 500, Duration.ofMillis(200), Duration.ofSeconds(30), 200, 16);
}
