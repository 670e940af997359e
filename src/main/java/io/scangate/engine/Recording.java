package io.scangate.engine;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.FactRow;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Person;
import io.scangate.ledger.Report;
import io.scangate.ledger.Taken;
import io.scangate.transition.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes reports in: each new one becomes a fact, and its person is decided about again. Shared. */
final class Recording {
  private final Redeciding redeciding;

  Recording(Redeciding redeciding) {
    this.redeciding = redeciding;
  }

  /**
   * Records reports about people of the partition of the transaction.
   *
   * @param arrived when a report came to this engine
   */
  Recorded record(
      PartitionTransaction transaction, List<Report> reports, Function<Report, Instant> arrived) {
    Taken taken = transaction.take(reports);
    taken.fresh().forEach(it -> transaction.reported(it.person(), arrived.apply(it)));
    return record(transaction, taken);
  }

  /** Likewise, reports that no source has sent just now. */
  Recorded record(PartitionTransaction transaction, List<Report> reports) {
    return record(transaction, transaction.take(reports));
  }

  private Recorded record(PartitionTransaction transaction, Taken taken) {
    Map<PersonRef, Person> people =
        transaction.people(taken.fresh().stream().map(Report::person).distinct().toList());
    Map<PersonRef, List<Fact>> learned = new LinkedHashMap<>();
    Moves moves = new Moves();
    for (Report report : taken.fresh()) {
      FactRow row = place(transaction, report, learned);
      if (row.content().kind() == FactFormat.RESIDENCE) {
        row.content()
            .detail()
            .map(Division::new)
            .ifPresent(
                community -> {
                  transaction.settle(row.person(), community);
                  moves.into(row.person(), community, row.happenedAt());
                });
      }
    }
    List<Report> derived = moves.reports(transaction, people);
    if (!derived.isEmpty()) {
      for (Report report : transaction.take(derived).fresh()) {
        var _ = place(transaction, report, learned);
      }
    }
    List<Deciding> decided = redeciding.of(transaction, people.values(), learned);
    return new Recorded(taken, decided, transaction.at());
  }

  private static FactRow place(
      PartitionTransaction transaction, Report report, Map<PersonRef, List<Fact>> learned) {
    FactRow row = transaction.place(report);
    Fact fact = row.fact();
    if (fact != null) {
      learned.computeIfAbsent(row.person(), ref -> new ArrayList<>()).add(fact);
    }
    return row;
  }
}
