package io.scangate.engine;

import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Report;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The engine of this process, put together over its ledger. Shared. */
public final class Engine implements AutoCloseable {
  private final Ledger ledger;
  private final InstantSource clock;
  private final List<PartitionWriter> writers = new ArrayList<>();
  private final Recording recording;
  private final Commits commits;
  private final ClockWork clockWork;
  private final BulkWork bulkWork;

  /**
   * Begins to work.
   *
   * @param partitions as the ledger was founded with
   * @param commits hears of everything that this process commits
   */
  public Engine(Ledger ledger, int partitions, InstantSource clock, Commits commits) {
    this.ledger = ledger;
    this.clock = clock;
    Redeciding redeciding = new Redeciding(new PolicyShelf(ledger));
    this.commits = commits;
    recording = new Recording(redeciding);
    for (int partition = 0; partition < partitions; partition++) {
      writers.add(new PartitionWriter(ledger, partition, clock, recording, commits));
    }
    clockWork = new ClockWork(ledger, clock, redeciding, commits);
    bulkWork = new BulkWork(ledger, clock, recording, redeciding, commits);
  }

  /** What the clock asks for. */
  public ClockWork clockWork() {
    return clockWork;
  }

  /** What concerns many people. */
  public BulkWork bulkWork() {
    return bulkWork;
  }

  /**
   * Brings reports about anybody; waits while too many others do. Each partition commits its own.
   *
   * @return what became of each, in their order; failed where the ledger could not take some, and
   *     then they may be sent again
   */
  public CompletableFuture<List<Outcome>> record(List<Report> reports) throws InterruptedException {
    return record(reports, clock.instant());
  }

  /**
   * Likewise.
   *
   * @param arrived when they came to this engine
   */
  public CompletableFuture<List<Outcome>> record(List<Report> reports, Instant arrived)
      throws InterruptedException {
    Map<Integer, List<Report>> byPartition = new HashMap<>();
    for (Report report : reports) {
      byPartition
          .computeIfAbsent(report.person().partition(writers.size()), p -> new ArrayList<>())
          .add(report);
    }
    IdentityHashMap<Report, Outcome> outcomes = new IdentityHashMap<>();
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (Map.Entry<Integer, List<Report>> part : byPartition.entrySet()) {
      List<Report> given = part.getValue();
      parts.add(
          writers
              .get(part.getKey())
              .submit(given, arrived)
              .thenAccept(
                  done -> {
                    synchronized (outcomes) {
                      for (int i = 0; i < given.size(); i++) {
                        outcomes.put(given.get(i), done.get(i));
                      }
                    }
                  }));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(done -> reports.stream().map(outcomes::get).toList());
  }

  /**
   * Does work about a person and records what comes of it, in one transaction under the lock of the
   * head: a step of a procedure and its facts stand in the ledger together or not at all. To be
   * called on a virtual thread, or one that is not Vert.x' own.
   *
   * @param work may be undone; what it throws undoes it
   */
  public <T> T resolve(PersonRef person, Function<PartitionTransaction, Resolution<T>> work) {
    record Done<T>(T answer, Optional<Recorded> recorded) {}
    int partition = person.partition(writers.size());
    Done<T> done =
        ledger.within(
            partition,
            clock,
            transaction -> {
              Resolution<T> resolution = work.apply(transaction);
              if (resolution.reports().isEmpty()) {
                return new Done<>(resolution.answer(), Optional.empty());
              }
              Recorded recorded = recording.record(transaction, resolution.reports());
              if (!recorded.taken().conflicting().isEmpty()) {
                throw new IllegalStateException("a procedure used a key for two facts");
              }
              return new Done<>(resolution.answer(), Optional.of(recorded));
            });
    done.recorded.ifPresent(recorded -> commits.committed(partition, recorded));
    return done.answer;
  }

  /** How many submissions wait, in all partitions. */
  public int waiting() {
    return writers.stream().mapToInt(PartitionWriter::waiting).sum();
  }

  /** Commits what was taken, and ends. */
  @Override
  public void close() {
    writers.forEach(PartitionWriter::close);
  }
}
