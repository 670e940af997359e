package io.scangate.ledger;

import io.scangate.credential.Serial;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Codes of ours that are given out for other cities, and what these were told. Shared; waits. */
public final class GivenCodes {
  private static final String GIVE =
      """
      insert into given_code (serial, person, peer, given_at, expires_at)
      values ($1, $2, $3, $4, $5) returning id\
      """;

  private static final String COLUMNS =
      """
      select c.id, c.serial, c.person, c.peer, c.given_at, c.expires_at, e.ended_at
      from given_code c left join given_code_end e on e.code = c.id
      """;

  private static final String END =
      """
      insert into given_code_end (code, reason, ended_at) values ($1, $2, $3)
      on conflict do nothing returning code\
      """;

  private static final String COLOUR =
      "select colour from code where person = $1 and registered and not withdrawn";

  private static final String READ =
      "insert into given_code_reading (code, colour, read_at) values ($1, $2, $3)";

  private final Ledger ledger;

  /** Over a ledger. */
  public GivenCodes(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Notes that a code is given to its holder for another city. */
  public static long give(
      PartitionTransaction transaction,
      Serial serial,
      PersonRef person,
      Division peer,
      Instant expires) {
    return transaction
        .ask(
            GIVE,
            Tuple.of(
                SerialDesk.bytes(serial),
                person.value(),
                peer.code(),
                Micros.column(Micros.floor(transaction.now())),
                Micros.column(expires)))
        .iterator()
        .next()
        .getLong("id");
  }

  /** The codes that somebody was given, the latest first. */
  public List<GivenCode> of(PersonRef person) {
    return codes(
        ledger.ask(COLUMNS + "where c.person = $1 order by c.id desc", Tuple.of(person.value())));
  }

  /** A code by its number. */
  public Optional<GivenCode> find(long id) {
    return codes(ledger.ask(COLUMNS + "where c.id = $1", Tuple.of(id))).stream().findFirst();
  }

  /** A code by its serial. */
  public Optional<GivenCode> find(Serial serial) {
    return codes(ledger.ask(COLUMNS + "where c.serial = $1", Tuple.of(SerialDesk.bytes(serial))))
        .stream()
        .findFirst();
  }

  private static List<GivenCode> codes(RowSet<Row> rows) {
    List<GivenCode> codes = new ArrayList<>();
    for (Row row : rows) {
      codes.add(
          new GivenCode(
              row.getLong("id"),
              SerialDesk.serial(row),
              Rows.person(row),
              new Division(row.getString("peer")),
              Rows.instant(row, "given_at"),
              Rows.instant(row, "expires_at"),
              Rows.optionalInstant(row, "ended_at")));
    }
    return codes;
  }

  /**
   * The holder takes the consent back: no city is told anything by this code any more, and our own
   * doors refuse it.
   *
   * @return false where that was so already
   */
  public boolean end(GivenCode code, String reason, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          if (under.ask(END, Tuple.of(code.id(), reason, Micros.column(now))).size() == 0) {
            return false;
          }
          if (now.isBefore(code.expires())
              && !SerialDesk.withdraw(
                  under, code.serial(), code.expires(), reason, "the holder", now)) {
            throw new LedgerException("given code " + code.id() + " was withdrawn before");
          }
          return true;
        });
  }

  /**
   * The colour behind a code, for the city that asks; that it was told is noted first. Empty where
   * the person has no code any more.
   */
  public Optional<Colour> tell(GivenCode code, Instant now) {
    for (Row row : ledger.ask(COLOUR, Tuple.of(code.person().value()))) {
      Colour colour = Rows.colour(row, "colour");
      if (colour == Colour.NONE) {
        return Optional.empty();
      }
      var _ = ledger.ask(READ, Tuple.of(code.id(), colour.wire(), Micros.column(now)));
      return Optional.of(colour);
    }
    return Optional.empty();
  }
}
