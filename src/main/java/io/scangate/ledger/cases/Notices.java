package io.scangate.ledger.cases;

import static java.util.Objects.requireNonNull;

import io.scangate.health.Colour;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Micros;
import io.scangate.ledger.Rows;
import io.scangate.ledger.cases.Notice.Outcome;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who is to be told that their code turned. Decisions of a partition stand in the order of their
 * commits, so each engine may go on from the place where the last one was; what it takes nobody
 * else takes. Shared; waits.
 */
public final class Notices {
  private static final String PLACES =
      """
      insert into notice_place (partition, at, person)
      select partition, at, 9223372036854775807 from head on conflict do nothing\
      """;

  /** Of those who are registered; that a code is green from the first is no news. */
  private static final String FOLLOW =
      """
      with place as (
        select partition, at, person from notice_place where partition = $1 for update skip locked
      ), page as (
        select d.person, d.version, d.at, d.was, d.colour
        from place p join decision d on d.partition = p.partition and d.at >= p.at
          and (d.at, d.person) > (p.at, p.person)
        order by d.at, d.person limit $2
      ), moved as (
        update notice_place n set at = last.at, person = last.person
        from (select at, person from page order by at desc, person desc limit 1) last
        where n.partition = $1
      ), told as (
        insert into notice (person, version, was, colour, turned_at, channel, next_at)
        select p.person, p.version, p.was, p.colour, p.at, c.channel, $3::timestamptz
        from page p join identity_record i on i.person = p.person
          cross join unnest($4::text[]) as c (channel)
        where not (p.was = 0 and p.colour = 1)
        on conflict do nothing
      )
      select count(*) as seen from page\
      """;

  /** Taken for as long as a lease, so that what a killed engine took comes back. */
  private static final String TAKE =
      """
      update notice n set attempts = n.attempts + 1, next_at = $2
      from (select id from notice where next_at <= $1 order by next_at limit $3
            for update skip locked) due
      where n.id = due.id
      returning n.id, n.person, n.channel, n.was, n.colour, n.turned_at, n.attempts,
        exists (select 1 from notice later where later.person = n.person
                and later.channel = n.channel and later.version > n.version) as superseded\
      """;

  private final Ledger ledger;

  /** The notices of a ledger. */
  public Notices(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Begins to follow partitions that were not followed yet, from where they stand. */
  public void begin() {
    var _ = ledger.ask(PLACES, Tuple.tuple());
  }

  /**
   * Makes notices of the next decisions of a partition.
   *
   * @return how many decisions were looked at
   */
  public long follow(int partition, Collection<String> channels, Instant now, int most) {
    Tuple values =
        Tuple.of(partition, most, Micros.column(now))
            .addArrayOfString(channels.toArray(String[]::new));
    return ledger.ask(FOLLOW, values).iterator().next().getLong("seen");
  }

  /**
   * Takes what is due.
   *
   * @param lease until when it comes back where nothing is said of it
   */
  public List<Notice> take(Instant now, Instant lease, int most) {
    List<Notice> taken = new ArrayList<>();
    for (Row row : ledger.ask(TAKE, Tuple.of(Micros.column(now), Micros.column(lease), most))) {
      taken.add(
          new Notice(
              row.getLong("id"),
              Rows.person(row),
              row.getString("channel"),
              colour(row, "was"),
              colour(row, "colour"),
              Rows.instant(row, "turned_at"),
              row.getInteger("attempts"),
              row.getBoolean("superseded")));
    }
    return taken;
  }

  private static Colour colour(Row row, String column) {
    return requireNonNull(Colour.ofWire(row.getInteger(column)));
  }

  /** It is over. */
  public void end(Notice notice, Outcome outcome, Instant now) {
    var _ =
        ledger.ask(
            "update notice set next_at = null, outcome = $2, ended_at = $3 where id = $1 and"
                + " next_at is not null",
            Tuple.of(notice.id(), outcome.word(), Micros.column(now)));
  }

  /** It is tried again. */
  public void postpone(Notice notice, Instant until) {
    var _ =
        ledger.ask(
            "update notice set next_at = $2 where id = $1 and next_at is not null",
            Tuple.of(notice.id(), Micros.column(until)));
  }

  /** Forgets what ended before an instant, so many at most. */
  public void forget(Instant before, int most) {
    var _ =
        ledger.ask(
            "delete from notice where id in (select id from notice where ended_at < $1 limit $2)",
            Tuple.of(Micros.column(before), most));
  }

  /**
   * What waits.
   *
   * @param oldest when the first of the codes turned
   */
  public record Waiting(long number, Optional<Instant> oldest) {}

  /** What waits. */
  public Waiting waiting() {
    Row row =
        ledger
            .ask(
                "select count(*) as number, min(turned_at) as oldest from notice where next_at is"
                    + " not null",
                Tuple.tuple())
            .iterator()
            .next();
    return new Waiting(row.getLong("number"), Rows.optionalInstant(row, "oldest"));
  }
}
