package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Who has which reference. Shared. */
public final class People {
  private static final String FIND =
      "select lookup, person from identity where lookup = any ($1::bytea[])";

  /** In one order, so that two who bring the same people do not wait for each other. */
  private static final String BRING =
      """
      insert into identity (lookup, person)
      select l, p from unnest($1::bytea[], $2::int8[]) as brought (l, p) order by l
      on conflict do nothing returning lookup, person\
      """;

  private static final String CREATE =
      """
      insert into person (ref, partition, created_at)
      select r, p, $3 from unnest($1::int8[], $2::int4[]) as born (r, p)\
      """;

  private final Ledger ledger;
  private final int partitions;
  private final InstantSource clock;
  private final LongSupplier random;

  /**
   * @param random 64 random bits that nobody can guess
   */
  public People(Ledger ledger, int partitions, InstantSource clock, LongSupplier random) {
    this.ledger = ledger;
    this.partitions = partitions;
    this.clock = clock;
    this.random = random;
  }

  /** The references behind documents; whoever is not known yet gets one. */
  public Map<Lookup, PersonRef> resolve(Collection<Lookup> lookups) {
    Map<Lookup, PersonRef> known = new HashMap<>();
    find(Set.copyOf(lookups), known);
    List<Lookup> missing =
        lookups.stream().distinct().filter(lookup -> !known.containsKey(lookup)).toList();
    if (!missing.isEmpty()) {
      bring(missing, known);
      List<Lookup> brought = missing.stream().filter(lookup -> !known.containsKey(lookup)).toList();
      // Somebody else brought them meanwhile.
      if (!brought.isEmpty()) {
        find(brought, known);
      }
    }
    return known;
  }

  private void find(Collection<Lookup> lookups, Map<Lookup, PersonRef> into) {
    ledger.ask(FIND, Tuple.of(buffers(List.copyOf(lookups)))).forEach(row -> put(row, into));
  }

  private void bring(List<Lookup> missing, Map<Lookup, PersonRef> into) {
    Long[] refs = missing.stream().map(lookup -> random.getAsLong()).toArray(Long[]::new);
    ledger
        .transaction(connection -> bring(connection, missing, refs))
        .forEach(row -> put(row, into));
  }

  private RowSet<Row> bring(SqlConnection connection, List<Lookup> missing, Long[] refs) {
    RowSet<Row> brought =
        Wait.on(
            connection
                .preparedQuery(BRING)
                .execute(Tuple.tuple().addArrayOfBuffer(buffers(missing)).addArrayOfLong(refs)));
    List<PersonRef> born = new ArrayList<>();
    brought.forEach(row -> born.add(new PersonRef(row.getLong("person"))));
    if (!born.isEmpty()) {
      var _ =
          Wait.on(
              connection
                  .preparedQuery(CREATE)
                  .execute(
                      Tuple.of(
                          Rows.refs(born),
                          Rows.integers(born, ref -> ref.partition(partitions)),
                          Micros.column(clock.instant()))));
    }
    return brought;
  }

  /** Which of these references anybody has. */
  public Set<PersonRef> known(Collection<PersonRef> refs) {
    RowSet<Row> rows =
        ledger.ask(
            "select ref from person where ref = any ($1::int8[])", Tuple.of(Rows.refs(refs)));
    Set<PersonRef> known = new HashSet<>();
    rows.forEach(row -> known.add(new PersonRef(row.getLong("ref"))));
    return known;
  }

  /** What is known of people, outside of any transaction. */
  public Map<PersonRef, Person> read(Collection<PersonRef> refs) {
    return Persons.read(ledger.pool(), refs);
  }

  private static Buffer[] buffers(List<Lookup> lookups) {
    return lookups.stream().map(Lookup::column).toArray(Buffer[]::new);
  }

  private static void put(Row row, Map<Lookup, PersonRef> into) {
    into.put(new Lookup(Rows.hex(row, "lookup")), new PersonRef(row.getLong("person")));
  }
}
