package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Finding.Kind;
import io.scangate.ledger.Rowed.Digested;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Compares the rows of one link with the digests in it. Confined to one walk. */
final class LinkAudit {
  /** Decisions remember the instants of their facts, also of one that is gone. */
  private static final String BEHIND =
      """
      select distinct b.person, b.fact_at from decision_fact b
      where b.partition = $1 and b.fact_at > $2 and b.fact_at <= $3
        and not exists (select 1 from fact f where f.partition = b.partition and f.at = b.fact_at)
      order by b.fact_at, b.person\
      """;

  private final Snapshot snapshot;
  private final int partition;
  private final Link link;
  private final Instant before;
  private final Months months;
  private final Consumer<Finding> findings;
  private boolean closedByHash;

  /**
   * @param before the instant of the link before
   */
  LinkAudit(
      Snapshot snapshot,
      int partition,
      Link link,
      Instant before,
      Months months,
      Consumer<Finding> findings) {
    this.snapshot = snapshot;
    this.partition = partition;
    this.link = link;
    this.before = before;
    this.months = months;
    this.findings = findings;
  }

  /** Whether facts of it are gone with their month, so that only the hash closes it. */
  boolean closedByHash() {
    return closedByHash;
  }

  void facts(List<Digested<FactRow>> rows) {
    List<String> digests = link.digests('F');
    int gone = compare(digests, rows, LinkAudit::name, FactRow::person);
    if (gone > 0 && !months.holds(link.at())) {
      closedByHash = true;
    } else if (gone > 0) {
      missing(gone, digests.size());
    }
  }

  void decisions(List<Digested<DecisionRow>> rows) {
    int gone = compare(link.digests('D'), rows, LinkAudit::name, DecisionRow::person);
    if (gone > 0) {
      found(
          Kind.MISSING,
          Optional.empty(),
          gone + " of " + link.digests('D').size() + " rows of table decision, at " + link.at(),
          "the chain has their digests and the table has no such rows");
    }
  }

  /**
   * Compares.
   *
   * @return how many digests no row is left for
   */
  private <T> int compare(
      List<String> digests,
      List<Digested<T>> rows,
      Function<T, String> name,
      Function<T, PersonRef> person) {
    Map<String, Integer> open = new HashMap<>();
    digests.forEach(digest -> open.merge(digest, 1, Integer::sum));
    List<Digested<T>> unmatched = new ArrayList<>();
    for (Digested<T> row : rows) {
      if (open.getOrDefault(row.digest(), 0) > 0) {
        open.merge(row.digest(), -1, Integer::sum);
      } else {
        unmatched.add(row);
      }
      if (row.link() != link.number()) {
        found(
            Kind.CHANGED,
            Optional.of(person.apply(row.row())),
            name.apply(row.row()),
            "it says link " + row.link());
      }
    }
    int left = open.values().stream().mapToInt(Integer::intValue).sum();
    for (Digested<T> row : unmatched) {
      boolean changed = left > 0;
      found(
          changed ? Kind.CHANGED : Kind.ADDED,
          Optional.of(person.apply(row.row())),
          name.apply(row.row()),
          changed
              ? "its digest is not the one in the chain"
              : "the chain has no digest of such a row");
      left -= changed ? 1 : 0;
    }
    return left;
  }

  private void missing(int gone, int all) {
    int named = 0;
    for (Row row :
        snapshot.ask(
            BEHIND, Tuple.of(partition, Micros.column(before), Micros.column(link.at())))) {
      named++;
      found(
          Kind.MISSING,
          Optional.of(Rows.person(row)),
          "fact at " + Rows.instant(row, "fact_at"),
          "a decision rests on it and the table has no such row");
    }
    if (named < gone) {
      found(
          Kind.MISSING,
          Optional.empty(),
          "%d of %d rows of table fact, after %s up to %s".formatted(gone, all, before, link.at()),
          "the chain has their digests and the table has no such rows");
    }
  }

  private void found(Kind kind, Optional<PersonRef> person, String row, String why) {
    findings.accept(
        new Finding(kind, Optional.of(partition), person, row, Optional.of(link.number()), why));
  }

  private static String name(FactRow row) {
    return "fact at " + row.at();
  }

  private static String name(DecisionRow row) {
    return "decision version " + row.version();
  }
}
