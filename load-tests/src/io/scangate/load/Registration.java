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
import java.util.function.Consumer;

/** Registers a whole city in bulk, partition by partition, while the engine that serves it runs. */
final class Registration {
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

  void run(int partitions, Consumer<String> progress) {
    int[][] byPartition = byPartition(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      List<BulkLoad.Newcomer> newcomers = new ArrayList<>(byPartition[partition].length);
      for (int number : byPartition[partition]) {
        newcomers.add(newcomer(number));
      }
      load.load(partition, newcomers);
      progress.accept("partition " + (partition + 1) + " of " + partitions + " is registered");
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
