package io.scangate.engine;

import io.scangate.ledger.Ledger;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Report;
import io.scangate.ledger.Taken;
import io.scangate.ledger.WorkQueue;
import io.scangate.ledger.WorkQueue.Aim;
import io.scangate.ledger.WorkQueue.Stretch;
import io.scangate.ledger.WorkQueue.Task;
import io.scangate.ops.BulkMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Does work on many people in short transactions, of which each is published for itself: brings
 * designations to whoever lives in their areas, and policies to everybody. Several engines may do
 * it side by side; within a process it is confined to one thread.
 */
public final class BulkWork {
  private static final int AT_ONCE = 500;

  /** So often a partition may be found busy before its lock is waited for. */
  private static final int PATIENCE = 3;

  private static final Taken NOTHING = new Taken(List.of(), List.of(), List.of());

  private record Chunk(int people, boolean worked, Recorded recorded) {}

  private final Ledger ledger;
  private final InstantSource clock;
  private final WorkQueue queue;
  private final Recording recording;
  private final Redeciding redeciding;
  private final Commits commits;
  private final BulkProgress progress = new BulkProgress();
  private final Map<Integer, Integer> busy = new HashMap<>();

  BulkWork(
      Ledger ledger,
      InstantSource clock,
      Recording recording,
      Redeciding redeciding,
      Commits commits) {
    this.ledger = ledger;
    this.clock = clock;
    this.queue = new WorkQueue(ledger);
    this.recording = recording;
    this.redeciding = redeciding;
    this.commits = commits;
  }

  /**
   * Takes one round through the partitions in which work is due: one chunk in each, and then it is
   * the turn of others. Where somebody else is at work it is left to the next round, unless that
   * happened a few times running; then it waits for its turn, so that steady intake cannot hold it
   * up for ever.
   *
   * @param meters get the length of each chunk
   * @return how many people were done, and policies admitted
   */
  public int round(BulkMeters meters) {
    int done = 0;
    for (int partition : queue.waiting(clock.instant())) {
      Instant begun = clock.instant();
      Optional<Chunk> chunk = within(partition, this::work);
      if (chunk.isPresent() && chunk.get().worked) {
        commits.committed(partition, chunk.get().recorded);
        meters.chunk(Duration.between(begun, clock.instant()));
        done += Math.max(1, chunk.get().people);
      }
    }
    return done;
  }

  /** What is yet to be done. */
  public WorkQueue queue() {
    return queue;
  }

  private Optional<Chunk> within(int partition, Function<PartitionTransaction, Chunk> work) {
    if (busy.getOrDefault(partition, 0) >= PATIENCE) {
      busy.remove(partition);
      return Optional.of(ledger.within(partition, clock, work));
    }
    Optional<Chunk> chunk = ledger.withinIfFree(partition, clock, work);
    if (chunk.isPresent()) {
      busy.remove(partition);
    } else {
      busy.merge(partition, 1, Integer::sum);
    }
    return chunk;
  }

  private Chunk work(PartitionTransaction transaction) {
    Optional<Task> next = WorkQueue.next(transaction);
    if (next.isEmpty()) {
      return new Chunk(0, false, new Recorded(NOTHING, List.of(), transaction.at()));
    }
    Task task = next.get();
    return switch (task.aim()) {
      case Aim.Reach reach -> reach(transaction, task, reach);
      case Aim.Admit policy -> {
        WorkQueue.admit(transaction, task, policy);
        progress.admitted(transaction.partition(), policy);
        yield new Chunk(0, true, new Recorded(NOTHING, List.of(), transaction.at()));
      }
      case Aim.Judge _ -> judge(transaction, task);
    };
  }

  private Chunk reach(PartitionTransaction transaction, Task task, Aim.Reach reach) {
    Stretch stretch = WorkQueue.residents(transaction, task, reach.area(), AT_ONCE);
    List<Report> reports =
        stretch.people().stream()
            .map(person -> reach.area().about(person, reach.area().designation().since()))
            .toList();
    Recorded recorded = recording.record(transaction, reports);
    return moved(transaction, task, stretch, recorded);
  }

  private Chunk judge(PartitionTransaction transaction, Task task) {
    Stretch stretch = WorkQueue.coded(transaction, task, AT_ONCE);
    List<Deciding> decided =
        redeciding.of(transaction, transaction.people(stretch.people()).values(), Map.of());
    return moved(transaction, task, stretch, new Recorded(NOTHING, decided, transaction.at()));
  }

  /** Nobody comes behind the last one unnoticed, for the head is held. */
  private Chunk moved(
      PartitionTransaction transaction, Task task, Stretch stretch, Recorded recorded) {
    boolean finished = stretch.people().size() < AT_ONCE;
    WorkQueue.move(transaction, task, stretch, finished);
    progress.moved(
        transaction.partition(), task, stretch.people().size(), finished, transaction.now());
    return new Chunk(stretch.people().size(), true, recorded);
  }
}
