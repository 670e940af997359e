package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
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
 * Ends months of facts that are over. It speaks as the owner of the schema, while engines serve:
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

  private static final String CARRY =
      """
      insert into fact_past_next
      select f.* from fact f join fact_kept k using (partition, at) where f.at < $1\
      """;

  private static final String NOTE =
      """
      insert into fact_retention (until, partition, kept, dropped, retained_by, retained_at)
      select $1, partition, kept, all_facts - kept, $2, $3 from (
        select h.partition,
          (select count(*) from fact_past_next n where n.partition = h.partition) as kept,
          (select count(*) from fact f where f.partition = h.partition and f.at < $1) as all_facts
        from head h) as counted
      returning kept, dropped\
      """;

  private static final String LAST = "select max(until) as until from fact_retention";

  private final Ledger ledger;

  /**
   * @param ledger opened as the owner of the schema
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

  /**
   * A table of what is kept, with all that makes it a part of the table of facts without being
   * looked through again.
   */
  private void carry(Instant until) {
    for (String step :
        List.of(
            "drop table if exists fact_past_next",
            "create table fact_past_next (like fact including all)",
            "alter table fact_past_next add constraint fact_past_until check (at < '%s')"
                .formatted(until),
            "alter table fact_past_next add foreign key (partition, person)"
                + " references person (partition, ref)")) {
      var _ = ledger.ask(step, Tuple.tuple());
    }
    var _ =
        ledger.transaction(
            connection -> {
              run(connection, "set local statement_timeout = 0");
              Tuple before = Tuple.of(Micros.column(until));
              return Wait.on(connection.preparedQuery(CARRY).execute(before)).rowCount();
            });
  }

  /** Writers begin with their head: whoever holds that waits for none of them half-way. */
  private static Done swap(SqlConnection connection, Instant until, String by, Instant now) {
    run(connection, "set local statement_timeout = 0");
    long kept = 0;
    long dropped = 0;
    Tuple note = Tuple.of(Micros.column(until), by, Micros.column(now));
    for (Row row : Wait.on(connection.preparedQuery(NOTE).execute(note))) {
      kept += row.getLong("kept");
      dropped += row.getLong("dropped");
    }
    run(connection, "set local lock_timeout = '5s'");
    run(connection, "lock table head, person, fact in access exclusive mode");
    for (String table : tables(connection, until)) {
      run(connection, "alter table fact detach partition " + table);
      run(connection, "drop table " + table);
    }
    run(connection, "alter table fact_past_next rename to " + Months.PAST);
    run(
        connection,
        "alter table fact attach partition %s for values from (minvalue) to ('%s')"
            .formatted(Months.PAST, until));
    run(connection, "delete from fact_kept");
    return new Done(until, kept, dropped);
  }

  /** The months that are over, and what was carried before. */
  private static List<String> tables(SqlConnection connection, Instant until) {
    List<String> tables = new ArrayList<>();
    for (Row row : Wait.on(connection.preparedQuery(Months.TABLES).execute())) {
      String name = row.getString("relname");
      if (Months.beginsBefore(name, until)) {
        tables.add(name);
      }
    }
    return tables;
  }

  private static void run(SqlConnection connection, String sql) {
    var _ = Wait.on(connection.query(sql).execute());
  }
}
