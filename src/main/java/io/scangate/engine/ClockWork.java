package io.scangate.engine;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Taken;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what the clock asks for: decides again about the people whose colour time alone may have
 * changed. Shared; several engines may do it side by side.
 */
public final class ClockWork {
  private static final int AT_ONCE = 500;
  private static final Taken NOTHING = new Taken(List.of(), List.of(), List.of());

  private final Ledger ledger;
  private final InstantSource clock;
  private final Redeciding redeciding;
  private final Commits commits;

  ClockWork(Ledger ledger, InstantSource clock, Redeciding redeciding, Commits commits) {
    this.ledger = ledger;
    this.clock = clock;
    this.redeciding = redeciding;
    this.commits = commits;
  }

  /**
   * Takes one round through the partitions in which something is due; one that somebody else works
   * in is left to them.
   *
   * @return about how many people it decided
   */
  public int round() {
    int decided = 0;
    for (int partition : ledger.partitionsDue(clock.instant())) {
      Optional<Recorded> recorded = ledger.withinIfFree(partition, clock, this::decide);
      if (recorded.isPresent()) {
        commits.committed(partition, recorded.get());
        decided += recorded.get().decided().size();
      }
    }
    return decided;
  }

  private Recorded decide(PartitionTransaction transaction) {
    List<PersonRef> due = transaction.due(AT_ONCE);
    List<Deciding> decided = redeciding.of(transaction, transaction.people(due).values(), Map.of());
    return new Recorded(NOTHING, decided, transaction.at());
  }
}
