package io.scangate.demo;

import io.scangate.engine.Deciding;
import io.scangate.ledger.BulkLoad;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.PolicyShelf;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Brings the people of the synthetic city into its ledger, once. Confined to one thread. */
public final class MovingIn {
  /** Partitions that are loaded side by side: the server works for each on a processor. */
  private static final int LANES = 4;

  private final Ledger ledger;
  private final int partitions;
  private final InstantSource clock;
  private final BulkLoad load;

  /** Into that ledger, as its application. */
  public MovingIn(Ledger ledger, LedgerSettings server, int partitions, InstantSource clock) {
    this.ledger = ledger;
    this.partitions = partitions;
    this.clock = clock;
    this.load =
        new BulkLoad(
            server,
            new PolicyShelf(ledger),
            clock,
            (judging, person, learned, at) -> {
              Deciding deciding = Deciding.of(judging, person, learned, at);
              return new BulkLoad.Decided(deciding.code().after(), deciding.decision());
            });
  }

  /**
   * Loads every partition in which nobody lives yet; one that an earlier start has loaded is left
   * as it is.
   *
   * @param run begins every idempotency key
   * @param progress told how many people live there, again and again
   */
  public void load(List<Resident> people, String run, IntConsumer progress)
      throws InterruptedException {
    List<List<Resident>> byPartition = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      byPartition.add(new ArrayList<>());
    }
    people.forEach(it -> byPartition.get(it.person().partition(partitions)).add(it));
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Future<Integer>> loading = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        int number = partition;
        Callable<Integer> one = () -> load(number, byPartition.get(number), run + "-" + number);
        loading.add(lanes.submit(one));
      }
      int there = 0;
      for (Future<Integer> each : loading) {
        there += each.get();
        progress.accept(there);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private int load(int partition, List<Resident> people, String run) {
    if (ledger.head(partition).codes() == 0) {
      History history = new History(run, clock.instant());
      load.load(
          partition,
          people.stream()
              .map(
                  it ->
                      new BulkLoad.Newcomer(
                          it.person(),
                          Optional.empty(),
                          Optional.of(it.community()),
                          history.ofTheFirstDay(it)))
              .toList());
    }
    return people.size();
  }
}
