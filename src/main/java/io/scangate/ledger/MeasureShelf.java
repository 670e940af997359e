package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.ledger.CheckpointState.Signed;
import io.scangate.ledger.MeasureState.Decision;
import io.scangate.ledger.MeasureState.Told;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads measures with what became of them. Shared; waits. */
public final class MeasureShelf {
  private static final String COLUMNS =
      """
      select m.id, m.kind, m.scope, m.place, m.division, m.starts_at, m.ends_at, m.ground,
        m.document, m.government, m.proposed_by, m.proposed_at,
        b.reason, b.taken_by, b.taken_at,
        d.granted, d.authority, d.document as decision, d.announcement, d.decided_by, d.decided_at,
        l.document as lifting, l.announcement as farewell, l.lifted_by, l.lifted_at
      from measure m
        left join measure_back b on b.measure = m.id
        left join measure_decision d on d.measure = m.id
        left join measure_lift l on l.measure = m.id
      """;

  private static final String FIND = COLUMNS + "where m.id = $1";

  private static final String LIST =
      COLUMNS
          + """
          where m.id < $2 and m.division collate "C" >= $1 and m.division collate "C" < $1 || ':'
          order by m.id desc limit $3\
          """;

  /** Everything that is in force or to come, and what was lifted or ended of late. */
  private static final String ANNOUNCED =
      COLUMNS
          + """
          where d.granted and m.id < $2
            and (l.lifted_at is null or l.lifted_at > $1)
            and (m.ends_at is null or m.ends_at > $1)
          order by m.id desc limit $3\
          """;

  private final Ledger ledger;

  /** Over a ledger. */
  public MeasureShelf(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A measure. */
  public Optional<MeasureState> find(long id) {
    return find(ledger::ask, id);
  }

  static Optional<MeasureState> find(BiFunction<String, Tuple, RowSet<Row>> asking, long id) {
    for (Row row : asking.apply(FIND, Tuple.of(id))) {
      return Optional.of(state(row));
    }
    return Optional.empty();
  }

  /**
   * The measures about places in a division, the latest first.
   *
   * @param before only those with a lower number
   */
  public List<MeasureState> in(Division division, long before, int most) {
    return list(ledger.ask(LIST, Tuple.of(division.code(), before, most)));
  }

  /**
   * What was ordered and is not over, or is over since an instant, the latest first.
   *
   * @param before only those with a lower number
   */
  public List<MeasureState> announced(Instant since, long before, int most) {
    return list(ledger.ask(ANNOUNCED, Tuple.of(Micros.column(since), before, most)));
  }

  private static List<MeasureState> list(RowSet<Row> rows) {
    List<MeasureState> found = new ArrayList<>();
    rows.forEach(row -> found.add(state(row)));
    return found;
  }

  private static MeasureState state(Row row) {
    return new MeasureState(
        row.getLong("id"),
        new Measure(
            Measure.Kind.of(row.getString("kind")),
            Measure.scope(row.getString("scope"), row.getString("place")),
            new Division(row.getString("division")),
            Rows.optionalInstant(row, "starts_at"),
            Rows.optionalInstant(row, "ends_at"),
            row.getString("ground"),
            row.getString("document"),
            new Division(row.getString("government"))),
        new Signed(row.getString("proposed_by"), Rows.instant(row, "proposed_at"), ""),
        Optional.ofNullable(row.getString("taken_by"))
            .map(by -> new Signed(by, Rows.instant(row, "taken_at"), row.getString("reason"))),
        Optional.ofNullable(row.getString("authority"))
            .map(
                authority ->
                    new Decision(
                        row.getBoolean("granted"),
                        new Division(authority),
                        told(row, "decided", "decision", "announcement"))),
        Optional.ofNullable(row.getString("lifted_by"))
            .map(by -> told(row, "lifted", "lifting", "farewell")));
  }

  private static Told told(Row row, String step, String document, String announcement) {
    return new Told(
        new Signed(
            row.getString(step + "_by"), Rows.instant(row, step + "_at"), row.getString(document)),
        row.getString(announcement));
  }
}
