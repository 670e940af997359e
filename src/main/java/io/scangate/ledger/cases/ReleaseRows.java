package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Rows;
import io.scangate.ledger.cases.ReleaseRow.Rejection;
import io.scangate.policy.Setting;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of lists, and who they are about. Shared; waits. */
public final class ReleaseRows {
  private static final String PEOPLE =
      """
      select i.lookup, i.person, p.community, r.key_id, r.sealed_key, r.sealed,
        s.division as isolated_in
      from identity i join person p on p.ref = i.person
      left join identity_record r on r.person = i.person
      left join lateral (
        select division from fact
        where fact.person = i.person and kind = 9 and detail = $2
        order by at desc limit 1) s on true
      where i.lookup = any ($1::bytea[])\
      """;

  /**
   * One statement, so that a stretch of rows is there with the place that the list has come to, or
   * is not. Whoever is not the only one at work here finds that the place has moved.
   */
  private static final String ADD =
      """
      with moved as (
        update release_list set rows_read = rows_read + $3, rows_sound = rows_sound + $4,
          rows_rejected = rows_rejected + $3 - $4, worker_until = $5
        where id = $1 and rows_read = $2 and state = 'reading' and not stopped and worker = $6
        returning id)
      insert into release_row (list, number, person, partition, reason, detail, sealed)
      select moved.id, number, person, p.partition, reason, detail, sealed
      from moved, unnest($7::int4[], $8::int8[], $9::text[], $10::text[], $11::bytea[])
        as row (number, person, reason, detail, sealed)
      left join person p on p.ref = row.person
      returning number\
      """;

  private static final String LISTED =
      """
      select person from release_row
      where list = $1 and reason is null and person = any ($2::int8[])\
      """;

  private static final String ONE_OF_EACH =
      """
      select distinct on (partition) person from release_row
      where list = $1 and reason is null and released_at is null order by partition, number\
      """;

  private static final String GO_ON =
      """
      update release_list set worker_until = $3
      where id = $1 and state = 'releasing' and not stopped and worker = $2 returning id\
      """;

  private static final String WAITING =
      """
      select number, person from release_row
      where list = $1 and partition = $2 and reason is null and released_at is null
      order by number limit $3 for update\
      """;

  private static final String RELEASED =
      "update release_row set released_at = $3 where list = $1 and number = any ($2::int4[])";

  private static final String REJECTED =
      """
      update release_row set reason = other.reason, detail = other.detail
      from unnest($2::int4[], $3::text[], $4::text[]) as other (number, reason, detail)
      where list = $1 and release_row.number = other.number\
      """;

  /** First the counts that go down: what is released stays below what is sound. */
  private static final String COUNT =
      """
      update release_list set rows_released = rows_released + $2, rows_sound = rows_sound - $3,
        rows_rejected = rows_rejected + $3
      where id = $1\
      """;

  private static final String OF_LIST =
      """
      select number, person, reason, detail, sealed from release_row
      where list = $1 and number > $2 and (reason is not null or not $3) and sealed is not null
      order by number limit $4\
      """;

  /**
   * Whom a document leads to.
   *
   * @param community of residence, where it is known
   * @param isolatedIn where isolation was last told to have begun, if it was
   * @param identity who they are, where they are registered
   */
  public record Match(
      PersonRef person,
      Optional<Division> community,
      Optional<Division> isolatedIn,
      Optional<SealedIdentity> identity) {}

  /** A row that waits to be released. */
  public record Waiting(int number, PersonRef person) {}

  private final Ledger ledger;

  /** The rows of a ledger. */
  public ReleaseRows(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The people behind documents; strangers stay such.
   *
   * @param setting of whose isolation it is told where it began
   */
  public Map<Lookup, Match> match(Collection<Lookup> documents, Setting setting) {
    Map<Lookup, Match> found = new HashMap<>();
    Buffer[] lookups = documents.stream().map(Lookup::column).toArray(Buffer[]::new);
    for (Row row :
        ledger.ask(PEOPLE, Tuple.tuple().addArrayOfBuffer(lookups).addString(setting.text()))) {
      PersonRef person = Rows.person(row);
      Buffer sealed = row.getBuffer("sealed");
      found.put(
          new Lookup(HexFormat.of().formatHex(row.getBuffer("lookup").getBytes())),
          new Match(
              person,
              Optional.ofNullable(row.getString("community")).map(Division::new),
              Optional.ofNullable(row.getString("isolated_in")).map(Division::new),
              sealed == null
                  ? Optional.empty()
                  : Optional.of(
                      new SealedIdentity(
                          person, row.getInteger("key_id"), row.getBuffer("sealed_key"), sealed))));
    }
    return found;
  }

  /** Which of these people stand in a list already. */
  public Set<PersonRef> listed(long list, Collection<PersonRef> people) {
    Set<PersonRef> listed = new HashSet<>();
    Long[] refs = people.stream().map(PersonRef::value).toArray(Long[]::new);
    ledger
        .ask(LISTED, Tuple.tuple().addLong(list).addArrayOfLong(refs))
        .forEach(row -> listed.add(Rows.person(row)));
    return listed;
  }

  /**
   * Adds rows that follow on those that were read.
   *
   * @param before how many were
   * @return false where the list is no more at that place, or not in the hands of that worker
   */
  public boolean add(long list, int before, List<ReleaseRow> rows, WorkHold hold) {
    long sound = rows.stream().filter(row -> row.rejection().isEmpty()).count();
    Tuple values =
        Tuple.tuple()
            .addLong(list)
            .addInteger(before)
            .addInteger(rows.size())
            .addInteger((int) sound)
            .addOffsetDateTime(Micros.column(hold.until()))
            .addUUID(hold.worker())
            .addArrayOfInteger(rows.stream().map(ReleaseRow::number).toArray(Integer[]::new))
            .addArrayOfLong(people(rows))
            .addArrayOfString(texts(rows, row -> reason(row, Rejection::reason)))
            .addArrayOfString(texts(rows, row -> reason(row, Rejection::detail)))
            .addArrayOfBuffer(rows.stream().map(ReleaseRow::sealed).toArray(Buffer[]::new));
    return ledger.ask(ADD, values).iterator().hasNext();
  }

  private static @Nullable Long[] people(List<ReleaseRow> rows) {
    @Nullable Long[] people = new Long[rows.size()];
    for (int i = 0; i < people.length; i++) {
      people[i] = rows.get(i).person().map(PersonRef::value).orElse(null);
    }
    return people;
  }

  private static @Nullable String reason(ReleaseRow row, Function<Rejection, String> word) {
    return row.rejection().map(word).orElse(null);
  }

  private static <T> @Nullable String[] texts(List<T> from, Function<T, @Nullable String> column) {
    @Nullable String[] texts = new String[from.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = column.apply(from.get(i));
    }
    return texts;
  }

  /** Somebody of each partition in which rows of a list wait. */
  public List<PersonRef> waiting(long list) {
    List<PersonRef> waiting = new ArrayList<>();
    ledger.ask(ONE_OF_EACH, Tuple.of(list)).forEach(row -> waiting.add(Rows.person(row)));
    return waiting;
  }

  /**
   * Rows that wait in the partition of a transaction; none where the list is not being released by
   * that worker. Until the end of the transaction nobody stops it.
   */
  public static List<Waiting> waiting(
      PartitionTransaction transaction, long list, int most, WorkHold hold) {
    List<Waiting> waiting = new ArrayList<>();
    Tuple holding = Tuple.of(list, hold.worker(), Micros.column(hold.until()));
    if (transaction.ask(GO_ON, holding).iterator().hasNext()) {
      transaction
          .ask(WAITING, Tuple.of(list, transaction.partition(), most))
          .forEach(row -> waiting.add(new Waiting(row.getInteger("number"), Rows.person(row))));
    }
    return waiting;
  }

  /** Notes what became of rows. */
  public static void settle(
      PartitionTransaction transaction,
      long list,
      List<Integer> released,
      Map<Integer, Rejection> rejected) {
    if (!released.isEmpty()) {
      transaction.send(
          RELEASED,
          Tuple.tuple()
              .addLong(list)
              .addArrayOfInteger(released.toArray(Integer[]::new))
              .addOffsetDateTime(Micros.column(transaction.now())));
    }
    if (!rejected.isEmpty()) {
      List<Rejection> reasons = List.copyOf(rejected.values());
      transaction.send(
          REJECTED,
          Tuple.tuple()
              .addLong(list)
              .addArrayOfInteger(rejected.keySet().toArray(Integer[]::new))
              .addArrayOfString(texts(reasons, Rejection::reason))
              .addArrayOfString(texts(reasons, Rejection::detail)));
    }
    transaction.send(COUNT, Tuple.of(list, released.size(), rejected.size()));
  }

  /**
   * Rows of a list in their order.
   *
   * @param after the number after which to begin
   * @param rejected only those by which nobody is released
   */
  public List<ReleaseRow> of(long list, int after, boolean rejected, int most) {
    List<ReleaseRow> rows = new ArrayList<>();
    for (Row row : ledger.ask(OF_LIST, Tuple.of(list, after, rejected, most))) {
      Long person = row.getLong("person");
      String reason = row.getString("reason");
      rows.add(
          new ReleaseRow(
              row.getInteger("number"),
              person == null ? Optional.empty() : Optional.of(new PersonRef(person)),
              reason == null
                  ? Optional.empty()
                  : Optional.of(new Rejection(reason, String.valueOf(row.getString("detail")))),
              row.getBuffer("sealed")));
    }
    return rows;
  }
}
