package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ends months of facts that are over. It speaks as the role of maintenance, while engines serve:
 * first it is noted page by page what is to be kept, then that is written to a table, then one
 * short transaction puts it in the place of the months. Confined to its thread.
 */
public final class FactRetention {
  private static final int PAGE = 500;

  /** Of all partitions, in the order of the references. */
  private static final String PEOPLE =
      """
      select distinct person from fact where at < $1 and person > $2 order by person limit $3\
      """;

  /** The first thing that is known of everybody with a code is that they have one. */
  private static final String KEEP_REGISTERED =
      """
      insert into fact_kept (partition, at)
      select partition, min(at) from fact where kind = 1 and person = any ($1::int8[])
      group by partition, person
      on conflict do nothing\
      """;

  private static final String KEEP_ALL =
      """
      insert into fact_kept (partition, at)
      select partition, at from fact where at < $2 and person = any ($1::int8[])
      on conflict do nothing\
      """;

  private static final String END = "select kept, dropped from end_months($1, $2, $3)";

  private static final String LAST = "select max(until) as until from fact_retention";

  private final Ledger ledger;

  /**
   * @param ledger opened as the role of maintenance
   */
  public FactRetention(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What a run did. Immutable.
   *
   * @param until before which facts are kept only where a code rests on them
   */
  public record Done(Instant until, long kept, long dropped) {}

  /** Until when facts have been dropped before. */
  public Optional<Instant> last() {
    return Rows.optionalInstant(ledger.ask(LAST, Tuple.tuple()).iterator().next(), "until");
  }

  /**
   * Does it.
   *
   * @param first the first month that is left whole
   * @param counts whether the history of a person before it still counts; asked for each
   * @param by who of the operators does it
   */
  public Done until(YearMonth first, Predicate<Person> counts, String by, Instant now) {
    Instant until = first.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var _ = ledger.ask("delete from fact_kept", Tuple.tuple());
    long after = Long.MIN_VALUE;
    List<PersonRef> page = page(until, after);
    while (!page.isEmpty()) {
      note(page, until, counts);
      after = page.getLast().value();
      page = page(until, after);
    }
    carry(until);
    return ledger.transaction(connection -> swap(connection, until, by, now));
  }

  private List<PersonRef> page(Instant until, long after) {
    List<PersonRef> page = new ArrayList<>();
    ledger
        .ask(PEOPLE, Tuple.of(Micros.column(until), after, PAGE))
        .forEach(row -> page.add(Rows.person(row)));
    return page;
  }

  private void note(List<PersonRef> page, Instant until, Predicate<Person> counts) {
    List<PersonRef> whole = new ArrayList<>();
    List<PersonRef> done = new ArrayList<>();
    for (Person person : Persons.read(ledger.pool(), page).values()) {
      (counts.test(person) ? whole : done).add(person.ref());
    }
    Tuple all = Tuple.tuple().addArrayOfLong(Rows.refs(whole)).addValue(Micros.column(until));
    var _ = ledger.ask(KEEP_ALL, all);
    var _ = ledger.ask(KEEP_REGISTERED, Tuple.tuple().addArrayOfLong(Rows.refs(done)));
  }

  /** The table of what is kept is written first, in steps of their own, so that nobody waits. */
  private void carry(Instant until) {
    Tuple before = Tuple.of(Micros.column(until));
    var _ = ledger.ask("select prepare_past($1)", before);
    var _ = ledger.transaction(connection -> ask(connection, "select carry_past($1)", before));
  }

  private static Done swap(SqlConnection connection, Instant until, String by, Instant now) {
    Tuple run = Tuple.of(Micros.column(until), by, Micros.column(now));
    Row row = ask(connection, END, run).iterator().next();
    return new Done(until, row.getLong("kept"), row.getLong("dropped"));
  }

  /** It takes as long as it takes. */
  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    var _ = Wait.on(connection.query("set local statement_timeout = 0").execute());
    return Wait.on(connection.preparedQuery(sql).execute(values));
  }
}
