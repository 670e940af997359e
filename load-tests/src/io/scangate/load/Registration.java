package io.scangate.load;

import io.scangate.engine.Deciding;
import io.scangate.engine.intake.Pepper;
import io.scangate.health.Division;
import io.scangate.ledger.BulkLoad;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Origin;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Report;
import io.scangate.transition.Fact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Registers a whole city in bulk, partition by partition, while the engine that serves it runs. */
final class Registration {
  /** While one decides, the server copies for the other. */
  private static final int LANES = 2;

  private final BulkLoad load;
  private final Townsfolk people;
  private final Pepper pepper;
  private final Instant now;

  Registration(
      Ledger ledger, LedgerSettings application, Townsfolk people, Pepper pepper, Instant now) {
    this.people = people;
    this.pepper = pepper;
    this.now = now;
    this.load =
        new BulkLoad(
            application,
            new PolicyShelf(ledger),
            InstantSource.system(),
            (judging, person, learned, at) -> {
              Deciding deciding = Deciding.of(judging, person, learned, at);
              return new BulkLoad.Decided(deciding.code().after(), deciding.decision());
            });
  }

  void run(int partitions, Consumer<String> progress) throws Exception {
    int[][] byPartition = byPartition(partitions);
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Callable<Boolean>> loads = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        int number = partition;
        loads.add(
            () -> {
              load.load(
                  number, IntStream.of(byPartition[number]).mapToObj(this::newcomer).toList());
              progress.accept("partition " + number + " is registered");
              return true;
            });
      }
      for (Future<Boolean> each : lanes.invokeAll(loads)) {
        var _ = each.get();
      }
    }
  }

  private int[][] byPartition(int partitions) {
    List<List<Integer>> numbers = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      numbers.add(new ArrayList<>(people.size() / partitions));
    }
    for (int number = 0; number < people.size(); number++) {
      numbers.get(people.person(number).partition(partitions)).add(number);
    }
    return numbers.stream()
        .map(some -> some.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private BulkLoad.Newcomer newcomer(int number) {
    Origin origin =
        new Origin(
            "registration",
            "registered-" + number,
            "City",
            new Division("4403"),
            Optional.empty(),
            Optional.empty());
    return new BulkLoad.Newcomer(
        people.person(number),
        Optional.of(people.lookup(number, pepper)),
        Optional.of(people.community(number)),
        List.of(
            new Report(
                people.person(number),
                FactFormat.write(new Fact.Registered(now, now)),
                Optional.of(now),
                origin)));
  }
}
