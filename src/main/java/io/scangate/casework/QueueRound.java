package io.scangate.casework;

import io.scangate.engine.Rounds;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.cases.CorrectionState;
import io.scangate.ledger.cases.Corrections;
import io.scangate.ledger.cases.Corrections.Waiting;
import io.scangate.ops.QueueMeters;
import io.scangate.ops.QueueMeters.Queue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Counts what of the procedures is late, in the whole ledger. Confined to its thread. */
public final class QueueRound implements Rounds.Round {
  private final Corrections corrections;
  private final InstantSource clock;
  private final Duration interval;
  private final QueueMeters meters;

  /**
   * @param interval between the end of a count and the next
   */
  public QueueRound(Ledger ledger, InstantSource clock, Duration interval, QueueMeters meters) {
    this.corrections = new Corrections(ledger);
    this.clock = clock;
    this.interval = interval;
    this.meters = meters;
  }

  @Override
  public Duration go() {
    Instant now = clock.instant();
    List<Waiting> waiting = corrections.waiting(now);
    for (Queue queue : Queue.values()) {
      List<Waiting> own = waiting.stream().filter(one -> queueOf(one.state()) == queue).toList();
      meters.late(
          queue,
          own.stream().mapToLong(Waiting::late).sum(),
          own.stream()
              .flatMap(one -> one.oldestDue().stream())
              .map(due -> Duration.between(due, now))
              .filter(Duration::isPositive)
              .max(Duration::compareTo)
              .orElse(Duration.ZERO));
    }
    return interval;
  }

  private static Queue queueOf(CorrectionState state) {
    return state == CorrectionState.APPEALED ? Queue.RECONSIDERATIONS : Queue.CORRECTIONS;
  }
}
