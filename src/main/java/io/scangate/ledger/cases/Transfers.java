package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Micros;
import io.scangate.ledger.Rows;
import io.scangate.ledger.cases.Transfer.Review;
import io.scangate.ledger.cases.Transfer.Signed;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What districts hand to the municipality, day by day. Shared; waits. */
public final class Transfers {
  private static final String CONVERTING = "source like 'casework/%' and kind in (10, 15)";

  private static final String COLUMNS =
      """
      t.id, t.drawn_by, t.drawn_at, r.granted, r.note, r.reviewed_by, r.reviewed_at, f.number,
      e.handed_at
      """;

  private static final String STEPS =
      """
      left join transfer_review r on r.transfer = t.id
      left join transfer_file f on f.transfer = t.id
      left join transfer_end e on e.transfer = t.id
      """;

  /** Every day of a district on which a procedure converted somebody. */
  private static final String DUE =
      """
      select o.district, o.day, o.conversions, %s
      from (
        select left(division, 6) as district, (at at time zone $1)::date as day,
          count(*)::int4 as conversions
        from fact
        where at >= $2 and at < $3 and %s and length(division) >= 6 and starts_with(division, $4)
        group by 1, 2) as o
      left join transfer t on t.district = o.district and t.day = o.day and not t.dropped
      %s
      order by o.day desc, o.district\
      """
          .formatted(COLUMNS, CONVERTING, STEPS);

  private static final String CONVERSIONS =
      """
      select person, kind, detail, at, authority, document from fact
      where at >= $2 and at < $3 and %s and starts_with(division, $1)
        and (at, person) > ($4, $5)
      order by at, person limit $6\
      """
          .formatted(CONVERTING);

  private static final String DRAW_UP =
      """
      insert into transfer (district, day, conversions, drawn_by, drawn_at)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning id\
      """;

  private static final String REVIEW =
      """
      with said as (
        insert into transfer_review (transfer, granted, note, reviewed_by, reviewed_at)
        values ($1, $2, $3, $4, $5) on conflict do nothing returning transfer)
      update transfer set dropped = not $2 where id = (select transfer from said) returning id\
      """;

  private static final String CLAIM =
      """
      update transfer set worker = $1, worker_until = $3 where id = (
        select t.id from transfer t join transfer_review r on r.transfer = t.id
        left join transfer_end e on e.transfer = t.id
        where r.granted and e.transfer is null
          and (t.worker is null or t.worker = $1 or t.worker_until <= $2)
        order by t.day, t.district limit 1 for update of t skip locked)
      returning id, district, day\
      """;

  private static final String LAST =
      """
      select number, digest from transfer_file where district = $1 order by number desc limit 1\
      """;

  private static final String SIGN =
      """
      insert into transfer_file (transfer, district, number, file, digest, signed_at)
      values ($1, $2, $3, $4, $5, $6)\
      """;

  /** Days of one district or of all in a division. */
  public record Span(Instant from, Instant to) {}

  /** A fact by which somebody was converted. */
  public record Conversion(
      PersonRef person,
      String fact,
      String detail,
      Instant at,
      String authority,
      Optional<String> document) {}

  /** Something to hand over. */
  public record Order(long id, Division district, LocalDate day) {}

  /** A signed file. */
  public record File(long number, Buffer bytes) {}

  /**
   * The last file of a district.
   *
   * @param digest SHA-256 of it
   */
  public record Last(long number, Buffer digest) {}

  private final Ledger ledger;

  /** The transfers of a ledger. */
  public Transfers(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What is or was to be handed over, the latest day first.
   *
   * @param zone in which days are counted
   * @param within districts in that division
   */
  public List<Transfer> due(ZoneId zone, Span span, Division within) {
    List<Transfer> due = new ArrayList<>();
    Tuple values =
        Tuple.of(zone.getId(), Micros.column(span.from()), Micros.column(span.to()), within.code());
    ledger.ask(DUE, values).forEach(row -> due.add(transfer(row)));
    return due;
  }

  /**
   * Facts of a district, in their order.
   *
   * @param after the last one before, where there is one
   */
  public List<Conversion> conversions(
      Division district, Span span, Optional<Conversion> after, int most) {
    List<Conversion> found = new ArrayList<>();
    Tuple values =
        Tuple.of(
            district.code(),
            Micros.column(span.from()),
            Micros.column(span.to()),
            Micros.column(after.map(Conversion::at).orElse(Instant.EPOCH)),
            after.map(it -> it.person().value()).orElse(Long.MIN_VALUE),
            most);
    for (Row row : ledger.ask(CONVERSIONS, values)) {
      found.add(
          new Conversion(
              Rows.person(row),
              FactFormat.name(row.getInteger("kind")),
              String.valueOf(row.getString("detail")),
              Rows.instant(row, "at"),
              row.getString("authority"),
              Optional.ofNullable(row.getString("document"))));
    }
    return found;
  }

  /** Draws one up; false where it is already. */
  public boolean drawUp(Division district, LocalDate day, int conversions, Signed by) {
    return ledger
        .ask(DRAW_UP, Tuple.of(district.code(), day, conversions, by.by(), Micros.column(by.at())))
        .iterator()
        .hasNext();
  }

  /** Says yes or no to one; false where that was said already. With no another is drawn up. */
  public boolean review(long id, Review review) {
    return ledger
        .ask(
            REVIEW,
            Tuple.of(
                id,
                review.granted(),
                review.note(),
                review.signed().by(),
                Micros.column(review.signed().at())))
        .iterator()
        .hasNext();
  }

  /** The next one to hand over; other engines leave it alone for so long. */
  public Optional<Order> claim(WorkHold hold, Instant now) {
    Tuple values = Tuple.of(hold.worker(), Micros.column(now), Micros.column(hold.until()));
    for (Row row : ledger.ask(CLAIM, values)) {
      return Optional.of(
          new Order(
              row.getLong("id"), new Division(row.getString("district")), row.getLocalDate("day")));
    }
    return Optional.empty();
  }

  /** The file of one, once it was signed. */
  public Optional<File> file(long id) {
    for (Row row :
        ledger.ask("select number, file from transfer_file where transfer = $1", Tuple.of(id))) {
      return Optional.of(new File(row.getLong("number"), row.getBuffer("file")));
    }
    return Optional.empty();
  }

  /** The last file of a district. */
  public Optional<Last> last(Division district) {
    for (Row row : ledger.ask(LAST, Tuple.of(district.code()))) {
      return Optional.of(new Last(row.getLong("number"), row.getBuffer("digest")));
    }
    return Optional.empty();
  }

  /**
   * Keeps a signed file.
   *
   * @throws io.scangate.ledger.LedgerException where another one has its number
   */
  public void sign(Order order, File file, Buffer digest, Instant at) {
    var _ =
        ledger.ask(
            SIGN,
            Tuple.of(
                order.id(),
                order.district().code(),
                file.number(),
                file.bytes(),
                digest,
                Micros.column(at)));
  }

  /** It is handed over. */
  public void handed(long id, Instant at) {
    var _ =
        ledger.ask(
            "insert into transfer_end (transfer, handed_at) values ($1, $2) on conflict do nothing",
            Tuple.of(id, Micros.column(at)));
  }

  private static Transfer transfer(Row row) {
    String drawn = row.getString("drawn_by");
    Boolean granted = row.getBoolean("granted");
    return new Transfer(
        new Division(row.getString("district")),
        row.getLocalDate("day"),
        Optional.ofNullable(row.getLong("id")),
        row.getInteger("conversions"),
        drawn == null
            ? Optional.empty()
            : Optional.of(new Signed(drawn, Rows.instant(row, "drawn_at"))),
        granted == null
            ? Optional.empty()
            : Optional.of(
                new Review(
                    granted,
                    row.getString("note"),
                    new Signed(row.getString("reviewed_by"), Rows.instant(row, "reviewed_at")))),
        Optional.ofNullable(row.getLong("number")),
        Rows.optionalInstant(row, "handed_at"));
  }
}
