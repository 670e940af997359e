package io.scangate.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a walk along the chain of a partition has seen. Immutable.
 *
 * @param head where the partition stands
 * @param admissions the policies, in the order in which they were admitted
 * @param closedByHash how many links were closed by their hashes alone, since the month of their
 *     facts is gone
 * @param horizon before which months are gone; empty where all are there
 */
public record ChainReading(
    Head head,
    List<Admission> admissions,
    long links,
    long facts,
    long decisions,
    long closedByHash,
    Optional<Instant> horizon) {
  public ChainReading {
    admissions = List.copyOf(admissions);
  }

  /** How many policies judged in the transaction of a link. */
  public int policiesAt(long link) {
    int count = 0;
    for (Admission admission : admissions) {
      if (admission.link() <= link) {
        count++;
      }
    }
    return count;
  }
}
