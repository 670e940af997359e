package io.scangate.ledger;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Which months of facts have a table. Immutable. */
final class Months {
  private static final String TABLES =
      """
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'fact'::regclass\
      """;

  private static final String PREFIX = "fact_";
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMM");

  private final NavigableSet<YearMonth> held;

  private Months(NavigableSet<YearMonth> held) {
    this.held = held;
  }

  static Months of(Snapshot snapshot) {
    NavigableSet<YearMonth> held = new TreeSet<>();
    for (Row row : snapshot.ask(TABLES, Tuple.tuple())) {
      held.add(YearMonth.parse(row.getString("relname").substring(PREFIX.length()), NAME));
    }
    return new Months(held);
  }

  /** Whether facts of that instant can be there. */
  boolean holds(Instant at) {
    return held.contains(YearMonth.from(at.atOffset(ZoneOffset.UTC)));
  }

  /** When the first month begins that is there. */
  Optional<Instant> first() {
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(held.first().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
