package io.scangate.ledger;

import io.scangate.health.Division;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The areas at risk. A designation is stored together with the work that brings it to everybody, a
 * row a partition. Shared.
 */
public final class Designations {
  private static final int[] DIGITS = {6, 9, 12};

  /** A colon comes after all digits. */
  private static final String RESIDENTS =
      """
      select count(*) as residents from person
      where community is not null
        and community collate "C" >= $1 and community collate "C" < $1 || ':'\
      """;

  /**
   * One statement, so one transaction. The receipt makes the key the source's name for this and for
   * no fact.
   */
  private static final String STORE =
      """
      with taken as (
        insert into receipt (source, key, digest, received_at)
        values ($1::text, $2::text, $12::bytea, $11::timestamptz)
        on conflict do nothing returning source),
      stored as (
        insert into designation (id, source, key, division, level, last_exposure, since, until,
          authority, place, document, received_at, digest)
        overriding system value
        select coalesce($13::int8, nextval('designation_id_seq')), $1::text, $2::text, $3::text,
          $4::text, $5::timestamptz, $6::timestamptz, $7::timestamptz, $8::text, $9::text,
          $10::text, $11::timestamptz, $12::bytea
        from taken
        on conflict (source, key) do nothing returning id)
      insert into work (partition, kind, designation, due_at, total)
      select partition, 'designation', id, $11::timestamptz, (
        select count(*) from person
        where person.partition = head.partition and community is not null
          and community collate "C" >= $3::text and community collate "C" < $3::text || ':')
      from stored cross join head order by partition
      returning designation, total\
      """;

  private static final String FIND =
      "select id, digest from designation where source = $1 and key = $2";

  private static final String CONCERNED =
      "select sum(total)::int8 as total from work where designation = $1";

  private static final String END =
      """
      update designation set until = greatest($3, since + interval '1 microsecond'),
        end_authority = $4, end_document = $5, end_told_at = $3
      where id = $1 and source = $2 and (until is null or until > $3) returning id\
      """;

  private static final String IS_THERE = "select id from designation where id = $1 and source = $2";

  private static final String LASTING =
      """
      select %s from designation d
      where d.division = any ($1::text[]) and (d.until is null or d.until > $2
        or exists (select 1 from work w
          where w.designation = d.id and w.partition = $3 and w.finished_at is null))
      order by d.id\
      """
          .formatted(Designated.COLUMNS);

  /** What came of a designation that was sent. Immutable. */
  public sealed interface Outcome {
    /**
     * It is in the ledger now.
     *
     * @param residents how many people lived there then
     */
    record Stored(long id, long residents) implements Outcome {}

    /** It was there before. */
    record Repeated(long id, long residents) implements Outcome {}

    /** Its key was used before for something else; it is not stored. */
    record Conflicting() implements Outcome {}
  }

  /** What came of an end that was told. */
  public enum Ending {
    /** Whoever moves in from now on gets no fact. */
    ENDED,
    /** It had ended before. */
    OVER,
    /** That source has no such designation. */
    UNKNOWN
  }

  private final Ledger ledger;

  /** The designations of a ledger. */
  public Designations(Ledger ledger) {
    this.ledger = ledger;
  }

  /** How many people live in an area, as far as that is known. */
  public long residents(Division area) {
    return ledger.ask(RESIDENTS, Tuple.of(area.code())).iterator().next().getLong("residents");
  }

  /** Stores a designation and queues its work, due at once. */
  public Outcome designate(Designation designation, Instant now) {
    Outcome outcome = stored(ledger.ask(STORE, values(designation, now, null)));
    return outcome instanceof Outcome.Conflicting ? before(designation) : outcome;
  }

  /** Likewise within a transaction, under a number that it was given before. */
  static Future<Outcome> designate(
      SqlClient client, long id, Designation designation, Instant now) {
    return client
        .preparedQuery(STORE)
        .execute(values(designation, now, id))
        .map(Designations::stored);
  }

  private static Tuple values(Designation designation, Instant now, @Nullable Long id) {
    Origin origin = designation.origin();
    return Tuple.of(
        origin.source(),
        origin.key(),
        origin.division().code(),
        designation.level(),
        Micros.column(designation.content().instant()),
        Micros.column(designation.since()),
        Micros.column(designation.until()),
        origin.authority(),
        origin.place().orElse(""),
        origin.document().orElse(""),
        Micros.column(now),
        Buffer.buffer(designation.digest()),
        id);
  }

  private static Outcome stored(RowSet<Row> rows) {
    long id = 0;
    long residents = 0;
    for (Row row : rows) {
      id = row.getLong("designation");
      residents += row.getLong("total");
    }
    return id == 0 ? new Outcome.Conflicting() : new Outcome.Stored(id, residents);
  }

  private Outcome before(Designation designation) {
    Iterator<Row> rows =
        ledger
            .ask(FIND, Tuple.of(designation.origin().source(), designation.origin().key()))
            .iterator();
    if (!rows.hasNext()) {
      return new Outcome.Conflicting();
    }
    Row row = rows.next();
    if (!Arrays.equals(Rows.bytes(row, "digest"), designation.digest())) {
      return new Outcome.Conflicting();
    }
    long id = row.getLong("id");
    return new Outcome.Repeated(
        id, ledger.ask(CONCERNED, Tuple.of(id)).iterator().next().getLong("total"));
  }

  /**
   * Ends a designation; nobody's fact is taken back by it.
   *
   * @param authority who says so
   * @param document the paper that shows it
   */
  public Ending end(String source, long id, String authority, String document, Instant now) {
    Tuple values = Tuple.of(id, source, Micros.column(now), authority, document);
    if (ledger.ask(END, values).iterator().hasNext()) {
      return Ending.ENDED;
    }
    return ledger.ask(IS_THERE, Tuple.of(id, source)).iterator().hasNext()
        ? Ending.OVER
        : Ending.UNKNOWN;
  }

  /**
   * The designations of areas in which some communities lie: those that last, and those whose work
   * in the partition of the transaction is not yet finished.
   */
  public static List<Designated> around(
      PartitionTransaction transaction, Collection<Division> communities) {
    Set<String> divisions = new TreeSet<>();
    for (Division community : communities) {
      for (int digits : DIGITS) {
        divisions.add(community.code().substring(0, digits));
      }
    }
    List<Designated> around = new ArrayList<>();
    transaction
        .ask(
            LASTING,
            Tuple.tuple()
                .addArrayOfString(divisions.toArray(String[]::new))
                .addOffsetDateTime(Micros.column(transaction.now()))
                .addInteger(transaction.partition()))
        .forEach(row -> around.add(Designated.read(row)));
    return around;
  }
}
