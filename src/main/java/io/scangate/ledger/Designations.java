package io.scangate.ledger;

import io.scangate.health.Division;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The areas at risk. A designation is stored together with the work that brings it to everybody, a
 * row a partition. Shared.
 */
public final class Designations {
  private static final int[] DIGITS = {6, 9, 12};

  /** One statement, so one transaction. A colon comes after all digits. */
  private static final String STORE =
      """
      with stored as (
        insert into designation (source, key, division, level, last_exposure, since, until,
          authority, place, document, received_at, digest)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (source, key) do nothing returning id)
      insert into work (partition, kind, designation, due_at, total)
      select partition, 'designation', id, $11, (
        select count(*) from person
        where person.partition = head.partition and community is not null
          and community collate "C" >= $3 and community collate "C" < $3 || ':')
      from stored cross join head order by partition
      returning designation, total\
      """;

  private static final String FIND =
      "select id, digest from designation where source = $1 and key = $2";

  private static final String RESIDENTS =
      "select sum(total)::int8 as total from work where designation = $1";

  private static final String END =
      """
      update designation set until = greatest($3, since + interval '1 microsecond')
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

  /** Stores a designation and queues its work, due at once. */
  public Outcome designate(Designation designation, Instant now) {
    Origin origin = designation.origin();
    long id = 0;
    long residents = 0;
    for (Row row :
        ledger.ask(
            STORE,
            Tuple.of(
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
                Buffer.buffer(designation.digest())))) {
      id = row.getLong("designation");
      residents += row.getLong("total");
    }
    return id == 0 ? before(designation) : new Outcome.Stored(id, residents);
  }

  private Outcome before(Designation designation) {
    Row row =
        ledger
            .ask(FIND, Tuple.of(designation.origin().source(), designation.origin().key()))
            .iterator()
            .next();
    if (!Arrays.equals(Rows.bytes(row, "digest"), designation.digest())) {
      return new Outcome.Conflicting();
    }
    long id = row.getLong("id");
    return new Outcome.Repeated(
        id, ledger.ask(RESIDENTS, Tuple.of(id)).iterator().next().getLong("total"));
  }

  /** Ends a designation; nobody's fact is taken back by it. */
  public Ending end(String source, long id, Instant now) {
    if (ledger.ask(END, Tuple.of(id, source, Micros.column(now))).iterator().hasNext()) {
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
