package io.scangate.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What some work that an engine does round by round counts, in a Micrometer registry. Shared. */
public final class RoundMeters {
  /** The work that is done so. */
  public enum Work {
    /** Codes that time alone may have changed. */
    CLOCK,
    /** Designations and policies, which concern many people. */
    BULK,
    /** Signing where the chains stand. */
    ROOTS,
    /** Counting people who lack one condition only. */
    STUCK_YELLOW,
    /** Comparing Redis with the ledger. */
    SWEEP,
    /** Reading scan records. */
    SCANS,
    /** The days of scan records. */
    SCAN_DAYS,
    /** What waits for other cities, and what they are asked for. */
    PEERS,
    /** Reading lists of isolation, and releasing whom they name. */
    RELEASES,
    /** Counting what of the procedures is late. */
    CASEWORK_QUEUES,
    /** Telling people that their code turned. */
    NOTICES,
    /** Handing days of districts to the municipality. */
    TRANSFERS;

    /** As the label has it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Work work;
  private final Counter done;
  private final Counter failed;

  /** Meters of that work in that registry. */
  public RoundMeters(MeterRegistry registry, Work work) {
    this.work = work;
    this.done = counter(registry, work, "done");
    this.failed = counter(registry, work, "failed");
  }

  private static Counter counter(MeterRegistry registry, Work work, String outcome) {
    return Counter.builder("scangate.rounds")
        .description("Rounds of the work that an engine does without end")
        .tag("work", work.text())
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Whose rounds are counted. */
  public Work work() {
    return work;
  }

  /** A round came to its end. */
  public void done() {
    done.increment();
  }

  /** A round did not. */
  public void failed() {
    failed.increment();
  }
}
