package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Rows;
import io.scangate.ledger.cases.Correction.Appeal;
import io.scangate.ledger.cases.Correction.Checked;
import io.scangate.ledger.cases.Correction.Form;
import io.scangate.ledger.cases.Correction.Ruling;
import io.scangate.ledger.cases.Correction.Standing;
import io.scangate.ledger.cases.Correction.Taken;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads applications for corrections and manual reviews. Shared; waits. */
public final class Corrections {
  private static final String COLUMNS =
      """
      select id, person, kind, category, ground, applicant, employer, community, statement,
        applied_at, state, steps, since, due_at
      from correction
      """;

  private static final String LIST =
      COLUMNS
          + """
          where id > $2 and community collate "C" >= $1 and community collate "C" < $1 || ':'
            and ($3::text is null or state = $3) and ($4::timestamptz is null or due_at < $4)
          order by id limit $5\
          """;

  private static final String OWN = COLUMNS + "where applicant = $1 order by id desc limit $2";

  private static final String ABOUT = COLUMNS + "where person = $1 order by id desc limit $2";

  private static final String STEPS =
      """
      select number, step, granted, taken_by, division, note, name_right, phone_right,
        document_right, taken_at
      from correction_step where correction = $1 order by number\
      """;

  private static final String APPEAL =
      """
      select r.statement, r.lodged_at, d.granted, d.government, d.document, d.decided_by,
        d.decided_at
      from reconsideration r left join reconsideration_decision d on d.correction = r.correction
      where r.correction = $1\
      """;

  private final Ledger ledger;

  /** The applications of a ledger. */
  public Corrections(Ledger ledger) {
    this.ledger = ledger;
  }

  /** An application. */
  public Optional<Correction> find(long id) {
    return first(ledger.ask(COLUMNS + "where id = $1", Tuple.of(id)));
  }

  /** Likewise, within a transaction of the partition of its person. */
  public static Optional<Correction> find(PartitionTransaction transaction, long id) {
    return first(transaction.ask(COLUMNS + "where id = $1", Tuple.of(id)));
  }

  /**
   * Those of the people who lived in a division, in the order of their numbers.
   *
   * @param state only those that stand there; all where it is empty
   * @param lateAt only those whose next step was due before that; all where it is empty
   * @param after only those with a higher number
   */
  public List<Correction> in(
      Division division,
      Optional<CorrectionState> state,
      Optional<Instant> lateAt,
      long after,
      int most) {
    Tuple values =
        Tuple.of(division.code(), after)
            .addString(state.map(CorrectionState::word).orElse(null))
            .addOffsetDateTime(lateAt.map(Micros::column).orElse(null))
            .addInteger(most);
    return all(ledger.ask(LIST, values));
  }

  /** The latest of an account. */
  public List<Correction> of(Lookup applicant, int most) {
    return all(ledger.ask(OWN, Tuple.of(applicant.column(), most)));
  }

  /** The latest about a person, whoever applied. */
  public List<Correction> about(PersonRef person, int most) {
    return all(ledger.ask(ABOUT, Tuple.of(person.value(), most)));
  }

  /** The steps that were taken with an application. */
  public List<Taken> steps(long id) {
    List<Taken> steps = new ArrayList<>();
    ledger.ask(STEPS, Tuple.of(id)).forEach(row -> steps.add(taken(row)));
    return steps;
  }

  /** Who of the staff took a step with it, within a transaction. */
  public static List<String> takers(PartitionTransaction transaction, long id) {
    List<String> takers = new ArrayList<>();
    transaction
        .ask(
            "select taken_by from correction_step where correction = $1 and division is not null",
            Tuple.of(id))
        .forEach(row -> takers.add(row.getString("taken_by")));
    return takers;
  }

  /** The appeal against a refusal. */
  public Optional<Appeal> appeal(long id) {
    for (Row row : ledger.ask(APPEAL, Tuple.of(id))) {
      return Optional.of(
          new Appeal(
              row.getBuffer("statement"),
              Rows.instant(row, "lodged_at"),
              Optional.ofNullable(row.getString("government"))
                  .map(
                      government ->
                          new Ruling(
                              row.getBoolean("granted"),
                              new Division(government),
                              row.getString("document"),
                              row.getString("decided_by"),
                              Rows.instant(row, "decided_at")))));
    }
    return Optional.empty();
  }

  /** What stands at a state: how much of it is late, and when the first of it was due. */
  public record Waiting(CorrectionState state, long late, Optional<Instant> oldestDue) {}

  /** What waits, by state. */
  public List<Waiting> waiting(Instant now) {
    List<Waiting> waiting = new ArrayList<>();
    String sql =
        """
        select state, count(*) filter (where due_at < $1) as late, min(due_at) as oldest
        from correction where due_at is not null group by state\
        """;
    for (Row row : ledger.ask(sql, Tuple.of(Micros.column(now)))) {
      waiting.add(
          new Waiting(
              CorrectionState.of(row.getString("state")),
              row.getLong("late"),
              Rows.optionalInstant(row, "oldest")));
    }
    return waiting;
  }

  private static Optional<Correction> first(RowSet<Row> rows) {
    return all(rows).stream().findFirst();
  }

  private static List<Correction> all(RowSet<Row> rows) {
    List<Correction> all = new ArrayList<>();
    rows.forEach(row -> all.add(correction(row)));
    return all;
  }

  private static Correction correction(Row row) {
    return new Correction(
        row.getLong("id"),
        new Form(
            Rows.person(row),
            row.getString("kind"),
            row.getString("category"),
            row.getString("ground"),
            new Lookup(HexFormat.of().formatHex(row.getBuffer("applicant").getBytes())),
            Optional.ofNullable(row.getString("employer")).map(Division::new),
            new Division(row.getString("community")),
            row.getBuffer("statement"),
            Rows.instant(row, "applied_at")),
        new Standing(
            CorrectionState.of(row.getString("state")),
            row.getInteger("steps"),
            Rows.instant(row, "since"),
            Rows.optionalInstant(row, "due_at")));
  }

  private static Taken taken(Row row) {
    return new Taken(
        row.getInteger("number"),
        row.getString("step"),
        row.getBoolean("granted"),
        row.getString("taken_by"),
        Optional.ofNullable(row.getString("division")).map(Division::new),
        row.getBuffer("note"),
        row.getBoolean("name_right") == null
            ? Optional.empty()
            : Optional.of(
                new Checked(
                    row.getBoolean("name_right"),
                    row.getBoolean("phone_right"),
                    row.getBoolean("document_right"))),
        Rows.instant(row, "taken_at"));
  }
}
