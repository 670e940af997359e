package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Facts that wait for a second person, and the list of everything that does. Shared. */
public final class Holds {
  private static final String HOLD =
      """
      insert into held (source, key, request, person, kind, happened_at, detail, instant, authority,
        division, place, document, digest, sent_by, held_at)
      select $1, key, $2, person, kind, happened_at, detail, instant, authority, division, place,
        document, digest, $3, $4
      from unnest($5::text[], $6::int8[], $7::int4[], $8::timestamptz[], $9::text[],
        $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bytea[])
        as held (key, person, kind, happened_at, detail, instant, authority, division, place,
          document, digest)
      on conflict (source, key) do nothing\
      """;

  /** Of a designation the level stands where a fact has its detail. */
  private static final String OPEN =
      """
      select id, source, key, request, division, document, held_at, instant,
        (designation ->> 'residents')::int8 as residents,
        coalesce(kind, case when instant is null then 6 else 7 end) as kind,
        case when kind is null and instant is not null then null else detail end as detail
      from held where decided_at is null and id > $1 order by id limit $2\
      """;

  private static final String OF_REQUEST =
      "select id from held where request = $1 and decided_at is null order by id";

  private static final String DECIDE =
      """
      update held set decided_by = $2, decided_at = $3, released = $4, purpose = $5
      where id = $1 and decided_at is null and kind is not null and sent_by <> $2
      returning source, key, person, kind, happened_at, detail, instant, authority, division, place,
        document\
      """;

  private static final String READ =
      "insert into staff_read (at, operator, purpose, command, person) values ($1, $2, $3, $4, $5)";

  /**
   * Somebody who decides about a held fact.
   *
   * @param operator who
   * @param purpose what for
   */
  public record Second(String operator, String purpose) {
    /** Refuses empty words. */
    public Second {
      if (operator.isBlank() || purpose.isBlank()) {
        throw new IllegalArgumentException("an operator and a purpose are wanted");
      }
    }
  }

  private final Ledger ledger;

  /** What waits in a ledger. */
  public Holds(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Holds reports of one source.
   *
   * @param request the request that brought them
   * @param sentBy who may not decide about them
   */
  public void hold(
      String source, String request, String sentBy, List<Report> reports, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addString(source)
            .addString(request)
            .addString(sentBy)
            .addOffsetDateTime(Micros.column(now))
            .addArrayOfString(Rows.texts(reports, report -> report.origin().key()))
            .addArrayOfLong(Rows.longs(reports, report -> report.person().value()))
            .addArrayOfInteger(Rows.integers(reports, report -> report.content().kind()))
            .addArrayOfOffsetDateTime(
                Rows.instants(reports, report -> Micros.column(report.happenedAt())))
            .addArrayOfString(Rows.texts(reports, it -> it.content().detail().orElse(null)))
            .addArrayOfOffsetDateTime(
                Rows.instants(reports, report -> Micros.column(report.content().instant())))
            .addArrayOfString(Rows.texts(reports, report -> report.origin().authority()))
            .addArrayOfString(Rows.texts(reports, report -> report.origin().division().code()))
            .addArrayOfString(Rows.texts(reports, it -> it.origin().place().orElse(null)))
            .addArrayOfString(Rows.texts(reports, it -> it.origin().document().orElse(null)))
            .addArrayOfBuffer(Rows.buffers(reports, Report::digest));
    var _ = ledger.ask(HOLD, values);
  }

  /** What waits, designations too, in the order in which it came. */
  public List<HeldRow> open(long after, int most) {
    List<HeldRow> open = new ArrayList<>();
    for (Row row : ledger.ask(OPEN, Tuple.of(after, most))) {
      Long residents = row.getLong("residents");
      open.add(
          new HeldRow(
              row.getLong("id"),
              row.getString("source"),
              row.getString("key"),
              row.getString("request"),
              Rows.content(row),
              new Division(row.getString("division")),
              Optional.ofNullable(row.getString("document")),
              Rows.instant(row, "held_at"),
              residents == null ? OptionalLong.empty() : OptionalLong.of(residents)));
    }
    return open;
  }

  /** What waits of a request, designations too. */
  public List<Long> openOf(String request) {
    List<Long> ids = new ArrayList<>();
    ledger.ask(OF_REQUEST, Tuple.of(request)).forEach(row -> ids.add(row.getLong("id")));
    return ids;
  }

  /** Whose fact waits under a number; empty where none does. */
  public Optional<PersonRef> personOf(long id) {
    Iterator<Row> rows =
        ledger
            .ask(
                "select person from held where id = $1 and decided_at is null and kind is not null",
                Tuple.of(id))
            .iterator();
    return rows.hasNext()
        ? Optional.of(new PersonRef(rows.next().getLong("person")))
        : Optional.empty();
  }

  /**
   * Lets a fact go on, within the transaction that stores it.
   *
   * @return what was reported; empty where nothing waits under the number, or who decides has sent
   *     it
   */
  public Optional<Report> release(PartitionTransaction transaction, long id, Second second) {
    Iterator<Row> rows =
        transaction.ask(DECIDE, decision(id, second, true, transaction.now())).iterator();
    if (!rows.hasNext()) {
      return Optional.empty();
    }
    Report report = report(rows.next());
    transaction.send(READ, read(second, "held release", report.person(), transaction.now()));
    return Optional.of(report);
  }

  /** Says no to a fact; false where nothing waits under the number, or who decides has sent it. */
  public boolean reject(long id, Second second, Instant now) {
    return ledger.transaction(
        connection -> {
          Iterator<Row> rows =
              Wait.on(connection.preparedQuery(DECIDE).execute(decision(id, second, false, now)))
                  .iterator();
          if (!rows.hasNext()) {
            return false;
          }
          var _ = Wait.on(note(connection, second, report(rows.next()).person(), now));
          return true;
        });
  }

  private static Future<?> note(SqlClient client, Second second, PersonRef person, Instant now) {
    return client.preparedQuery(READ).execute(read(second, "held reject", person, now));
  }

  private static Tuple decision(long id, Second second, boolean released, Instant now) {
    return Tuple.of(id, second.operator(), Micros.column(now), released, second.purpose());
  }

  private static Tuple read(Second second, String command, PersonRef person, Instant now) {
    return Tuple.of(
        Micros.column(now), second.operator(), second.purpose(), command, person.value());
  }

  private static Report report(Row row) {
    return new Report(
        new PersonRef(row.getLong("person")),
        Rows.content(row),
        Rows.optionalInstant(row, "happened_at"),
        new Origin(
            row.getString("source"),
            row.getString("key"),
            row.getString("authority"),
            new Division(row.getString("division")),
            Optional.ofNullable(row.getString("place")),
            Optional.ofNullable(row.getString("document"))));
  }
}
