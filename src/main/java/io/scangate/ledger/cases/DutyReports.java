package io.scangate.ledger.cases;

import static java.util.Objects.requireNonNull;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Rows;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who reported to the community that their code turned, and who has not. Shared; waits. */
public final class DutyReports {
  private static final String TAKE =
      """
      insert into duty_report (person, turned_at, reported_at, taken_by, words)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning id\
      """;

  /** Partition by partition, as the index on communities has it. */
  private static final String LIST =
      """
      select c.person, c.colour, c.decided_at, r.reported_at, r.taken_by, r.words
      from head h
        join person p on p.partition = h.partition and p.community collate "C" = $1
        join code c on c.person = p.ref
        left join duty_report r on r.person = c.person and r.turned_at = c.decided_at
      where c.colour in (2, 3) and not c.withdrawn and c.person > $2
        and ($3::timestamptz is null or (r.id is null and c.decided_at < $3))
      order by c.person limit $4\
      """;

  private final Ledger ledger;

  /** The reports of a ledger. */
  public DutyReports(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Somebody who is to report. Immutable.
   *
   * @param turnedAt when the code got its colour
   * @param report empty where there is none yet
   */
  public record Owed(
      PersonRef person, Colour colour, Instant turnedAt, Optional<Reported> report) {}

  /**
   * That it was reported. Immutable.
   *
   * @param takenBy the clerk who took it; empty where the person sent it
   * @param words sealed
   */
  public record Reported(Instant at, Optional<String> takenBy, Buffer words) {}

  /**
   * Takes a report; false where that turn was reported.
   *
   * @param takenBy the clerk who took it; empty where the person sent it
   * @param words sealed
   */
  public static boolean take(
      PartitionTransaction transaction,
      PersonRef person,
      Instant turnedAt,
      Instant at,
      Optional<String> takenBy,
      Buffer words) {
    Tuple row =
        Tuple.of(person.value(), Micros.column(turnedAt), Micros.column(at))
            .addString(takenBy.orElse(null))
            .addBuffer(words);
    return transaction.ask(TAKE, row).iterator().hasNext();
  }

  /**
   * The people of a community whose code is yellow or red, in the order of their references.
   *
   * @param turnedBefore only those who turned before that and have not reported; all where it is
   *     empty
   * @param after only those with a higher reference
   */
  public List<Owed> in(
      Division community, Optional<Instant> turnedBefore, Optional<PersonRef> after, int most) {
    Tuple values =
        Tuple.of(community.code(), after.map(PersonRef::value).orElse(Long.MIN_VALUE))
            .addOffsetDateTime(turnedBefore.map(Micros::column).orElse(null))
            .addInteger(most);
    List<Owed> owed = new ArrayList<>();
    ledger.ask(LIST, values).forEach(row -> owed.add(owed(row)));
    return owed;
  }

  private static Owed owed(Row row) {
    return new Owed(
        Rows.person(row),
        requireNonNull(Colour.ofWire(row.getInteger("colour"))),
        Rows.instant(row, "decided_at"),
        Rows.optionalInstant(row, "reported_at")
            .map(
                at ->
                    new Reported(
                        at,
                        Optional.ofNullable(row.getString("taken_by")),
                        row.getBuffer("words"))));
  }
}
