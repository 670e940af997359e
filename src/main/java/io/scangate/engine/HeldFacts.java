package io.scangate.engine;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Designations;
import io.scangate.ledger.HeldDesignations;
import io.scangate.ledger.Holds;
import io.scangate.ledger.Holds.Second;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Report;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The facts and designations that wait for a second person, and what that person may do. Shared.
 */
public final class HeldFacts {
  /** What became of what waited. */
  public enum Outcome {
    /** It is stored under its own key; the person of a fact is decided about. */
    RELEASED,
    /** It will never be stored. */
    REJECTED,
    /** Nothing waits under that number, or who decides has sent it. */
    NOT_THERE,
    /** Its key was used meanwhile for something else; it still waits. */
    CONFLICTING
  }

  private final Ledger ledger;
  private final int partitions;
  private final InstantSource clock;
  private final Recording recording;
  private final Commits commits;
  private final Holds holds;
  private final HeldDesignations designations;

  /**
   * What waits in a ledger.
   *
   * @param partitions as the ledger was founded with
   */
  public HeldFacts(Ledger ledger, int partitions, InstantSource clock, Commits commits) {
    this.ledger = ledger;
    this.partitions = partitions;
    this.clock = clock;
    this.recording = new Recording(new Redeciding(new PolicyShelf(ledger)));
    this.commits = commits;
    this.holds = new Holds(ledger);
    this.designations = new HeldDesignations(ledger);
  }

  /** Stores it as if it had just come; its release is committed together with it. */
  public Outcome release(long id, Second second) {
    Optional<PersonRef> person = holds.personOf(id);
    if (person.isEmpty()) {
      return releaseDesignation(id, second);
    }
    int partition = person.get().partition(partitions);
    try {
      Optional<Recorded> recorded =
          ledger.within(partition, clock, transaction -> release(transaction, id, second));
      recorded.ifPresent(it -> commits.committed(partition, it));
      return recorded.isPresent() ? Outcome.RELEASED : Outcome.NOT_THERE;
    } catch (KeyTakenException e) {
      return Outcome.CONFLICTING;
    }
  }

  /** Its people are reached by the engines, as if it had just come. */
  private Outcome releaseDesignation(long id, Second second) {
    return designations
        .release(id, second, clock.instant())
        .map(
            it ->
                it instanceof Designations.Outcome.Stored ? Outcome.RELEASED : Outcome.CONFLICTING)
        .orElse(Outcome.NOT_THERE);
  }

  private Optional<Recorded> release(PartitionTransaction transaction, long id, Second second) {
    Optional<Report> report = holds.release(transaction, id, second);
    return report.map(
        it -> {
          Recorded recorded = recording.record(transaction, List.of(it));
          if (!recorded.taken().conflicting().isEmpty()) {
            throw new KeyTakenException();
          }
          return recorded;
        });
  }

  /** Says no to it. */
  public Outcome reject(long id, Second second) {
    return holds.reject(id, second, clock.instant())
            || designations.reject(id, second, clock.instant())
        ? Outcome.REJECTED
        : Outcome.NOT_THERE;
  }

  /** Undoes the transaction. */
  private static final class KeyTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyTakenException() {
      super("the key was used for something else");
    }
  }
}
