package io.scangate.ledger;

import io.scangate.ledger.Designations.Outcome;
import io.scangate.ledger.Holds.Second;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * Designations that wait for a second person, and what every source may know of its own. They stand
 * in the table of facts that wait, with their number already. Shared.
 */
public final class HeldDesignations {
  private static final String HOLD =
      """
      insert into held (source, key, request, designation, happened_at, detail, instant, authority,
        division, place, document, digest, sent_by, held_at)
      values ($1, $2, $3,
        jsonb_build_object('id', nextval('designation_id_seq'), 'until', $4::timestamptz,
          'residents', $5::int8),
        $6, $7, $8, $9, $10, $11, $12, $13, $1, $14)
      on conflict (source, key) do nothing returning id\
      """;

  /** What waits or was rejected, in the columns of a designation. */
  private static final String WAITING =
      """
      (select (designation ->> 'id')::int8 as id, source, key, division, detail as level,
        instant as last_exposure, happened_at as since,
        (designation ->> 'until')::timestamptz as until, authority, place, document,
        (designation ->> 'residents')::int8 as residents, decided_by, held.id as held
      from held where designation is not null and released is not true) d\
      """;

  private static final String FIND =
      """
      select %1$s, w.total as residents, w.done as reached,
        case when w.unfinished = 0 then 'REACHED' else 'REACHING' end as state
      from designation d cross join lateral (
        select sum(total)::int8 as total, sum(done)::int8 as done,
          count(*) filter (where finished_at is null) as unfinished
        from work where designation = d.id) w
      where d.source = $1 and (d.key = $2 or d.id = $3)
      union all
      select %1$s, residents, 0::int8,
        case when d.decided_by is null then 'HELD' else 'REJECTED' end
      from %2$s where d.source = $1 and (d.key = $2 or d.id = $3)\
      """
          .formatted(Designated.COLUMNS, WAITING);

  private static final String DECIDE =
      """
      update held set decided_by = $2, decided_at = $3, purpose = $4, released = $5
      where id = $1 and decided_at is null and designation is not null and sent_by <> $2
      returning id\
      """;

  private static final String READ =
      "select %s from %s where d.held = $1".formatted(Designated.COLUMNS, WAITING);

  private final Ledger ledger;

  /** The designations of a ledger. */
  public HeldDesignations(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Holds a designation, under a number that it keeps.
   *
   * @param request the request that brought it
   * @param residents how many people it is about
   * @return false where something else waits under its key
   */
  public boolean hold(String request, Designation designation, long residents, Instant now) {
    Origin origin = designation.origin();
    return ledger
            .ask(
                HOLD,
                Tuple.tuple()
                    .addString(origin.source())
                    .addString(origin.key())
                    .addString(request)
                    .addOffsetDateTime(Micros.column(designation.until()))
                    .addLong(residents)
                    .addOffsetDateTime(Micros.column(designation.since()))
                    .addString(designation.level())
                    .addOffsetDateTime(Micros.column(designation.content().instant()))
                    .addString(origin.authority())
                    .addString(origin.division().code())
                    .addString(origin.place().orElse(null))
                    .addString(origin.document().orElse(null))
                    .addBuffer(Buffer.buffer(designation.digest()))
                    .addOffsetDateTime(Micros.column(now)))
            .iterator()
            .hasNext()
        || find(origin.source(), origin.key()).isPresent();
  }

  /** What a source has sent under a key, held or stored. */
  public Optional<SentDesignation> find(String source, String key) {
    return sent(ledger.ask(FIND, Tuple.of(source, key, null)));
  }

  /** What a source has sent that has this number, held or stored. */
  public Optional<SentDesignation> find(String source, long id) {
    return sent(ledger.ask(FIND, Tuple.of(source, null, id)));
  }

  private static Optional<SentDesignation> sent(RowSet<Row> rows) {
    Iterator<Row> found = rows.iterator();
    if (!found.hasNext()) {
      return Optional.empty();
    }
    Row row = found.next();
    return Optional.of(
        new SentDesignation(
            Designated.read(row),
            SentDesignation.State.valueOf(row.getString("state")),
            row.getLong("residents"),
            row.getLong("reached")));
  }

  /**
   * Lets a designation go on, as if it had just come; its release, the designation and its work are
   * committed together.
   *
   * @param id what waits, as the table of what is held numbers it
   * @return empty where no designation waits under the number, or who decides has sent it; a
   *     conflict undoes everything
   */
  public Optional<Outcome> release(long id, Second second, Instant now) {
    Future<Optional<Outcome>> released =
        ledger
            .pool()
            .getConnection()
            .compose(
                connection ->
                    connection
                        .begin()
                        .compose(
                            transaction ->
                                release(connection, id, second, now)
                                    .compose(
                                        outcome ->
                                            (outcome.orElse(null) instanceof Outcome.Stored
                                                    ? transaction.commit()
                                                    : transaction.rollback())
                                                .map(outcome)))
                        .eventually(connection::close));
    return released.await();
  }

  private static Future<Optional<Outcome>> release(
      SqlConnection connection, long id, Second second, Instant now) {
    return waiting(connection, id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<Outcome>empty())
                    : connection
                        .preparedQuery(DECIDE)
                        .execute(decision(id, second, true, now))
                        .compose(rows -> store(connection, rows, found.get(), now)));
  }

  private static Future<Optional<Designated>> waiting(SqlClient client, long id) {
    return client
        .preparedQuery(READ)
        .execute(Tuple.of(id))
        .map(
            rows ->
                rows.iterator().hasNext()
                    ? Optional.of(Designated.read(rows.iterator().next()))
                    : Optional.empty());
  }

  private static Future<Optional<Outcome>> store(
      SqlClient client, RowSet<Row> decided, Designated area, Instant now) {
    if (!decided.iterator().hasNext()) {
      return Future.succeededFuture(Optional.empty());
    }
    return Designations.designate(client, area.id(), area.designation(), now).map(Optional::of);
  }

  /** Says no to a designation; false where none waits under the number, or who decides sent it. */
  public boolean reject(long id, Second second, Instant now) {
    return ledger.ask(DECIDE, decision(id, second, false, now)).iterator().hasNext();
  }

  private static Tuple decision(long id, Second second, boolean released, Instant now) {
    return Tuple.of(id, second.operator(), Micros.column(now), second.purpose(), released);
  }
}
