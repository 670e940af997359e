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

/**
 * Which months of facts have a table, and until when facts were dropped that no code rests on.
 * Immutable.
 */
final class Months {
  /** The table of what was carried out of months that are over. */
  private static final String PAST = "fact_past";

  private static final String TABLES =
      """
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'fact'::regclass\
      """;

  private static final String RETAINED =
      "select until, kept from fact_retention where partition = $1 order by until desc limit 1";

  private static final String PREFIX = "fact_";
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMM");

  private final NavigableSet<YearMonth> held;
  private final Optional<Retained> retained;

  /**
   * What the last run left.
   *
   * @param kept how many facts from before it
   */
  record Retained(Instant until, long kept) {}

  private Months(NavigableSet<YearMonth> held, Optional<Retained> retained) {
    this.held = held;
    this.retained = retained;
  }

  static Months of(Snapshot snapshot, int partition) {
    NavigableSet<YearMonth> held = new TreeSet<>();
    for (Row row : snapshot.ask(TABLES, Tuple.tuple())) {
      if (!row.getString("relname").equals(PAST)) {
        held.add(month(row.getString("relname")));
      }
    }
    Optional<Retained> retained = Optional.empty();
    for (Row row : snapshot.ask(RETAINED, Tuple.of(partition))) {
      retained = Optional.of(new Retained(Rows.instant(row, "until"), row.getLong("kept")));
    }
    return new Months(held, retained);
  }

  private static YearMonth month(String table) {
    return YearMonth.parse(table.substring(PREFIX.length()), NAME);
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** What the last run left; empty where facts were never dropped. */
  Optional<Retained> retained() {
    return retained;
  }

  /** Whether every fact of that instant must be there. */
  boolean holds(Instant at) {
    return held.contains(YearMonth.from(at.atOffset(ZoneOffset.UTC)));
  }

  /** When the first month begins that is there as a whole. */
  Optional<Instant> first() {
    return held.isEmpty() ? Optional.empty() : Optional.of(begin(held.first()));
  }
}
