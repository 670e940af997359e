package io.scangate.ledger.cases;

import io.scangate.credential.Serial;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Rows;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Codes of other cities that stand for people of ours, and what these say of them. Shared. */
public final class Recognitions {
  private static final String COLUMNS =
      """
      select r.id, r.issuer, r.serial, r.person, r.expires_at, c.colour, c.heard_at as since,
        h.heard_at, e.ended_at
      from recognition r
        join recognition_heard h on h.recognition = r.id
        join lateral (select colour, heard_at from recognition_colour
          where recognition = r.id order by id desc limit 1) c on true
        left join recognition_end e on e.recognition = r.id
      """;

  /** Those that are asked for again: a colour that is not green is followed until it is lifted. */
  private static final String DUE =
      COLUMNS
          + """
          where h.heard_at < $1 and ((e.recognition is null and r.expires_at > $2) or c.colour > 1)
          order by h.heard_at limit $3\
          """;

  private static final String BEGIN =
      """
      insert into recognition (issuer, serial, person, expires_at, consented_at)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning id\
      """;

  private static final String SAY =
      """
      insert into recognition_colour (recognition, colour, document, heard_at)
      values ($1, $2, $3, $4)\
      """;

  private static final String HEARD =
      """
      insert into recognition_heard (recognition, heard_at) values ($1, $2)
      on conflict (recognition) do update set heard_at = excluded.heard_at\
      """;

  private static final String END =
      """
      insert into recognition_end (recognition, reason, ended_at) values ($1, $2, $3)
      on conflict do nothing returning recognition\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public Recognitions(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Begins one; empty where the code stands for somebody already.
   *
   * @param document the message that said the colour
   */
  public static Optional<Long> begin(
      PartitionTransaction transaction,
      Division issuer,
      Serial serial,
      PersonRef person,
      Instant expires,
      Colour colour,
      String document) {
    Instant now = micros(transaction.now());
    for (Row row :
        transaction.ask(
            BEGIN,
            Tuple.of(
                issuer.code(),
                bytes(serial),
                person.value(),
                Micros.column(expires),
                Micros.column(now)))) {
      long id = row.getLong("id");
      say(transaction, id, colour, document);
      return Optional.of(id);
    }
    return Optional.empty();
  }

  /** Notes what the other city says. */
  public static void say(
      PartitionTransaction transaction, long recognition, Colour colour, String document) {
    Instant now = micros(transaction.now());
    transaction.send(SAY, Tuple.of(recognition, colour.wire(), document, Micros.column(now)));
    transaction.send(HEARD, Tuple.of(recognition, Micros.column(now)));
  }

  /** Notes that the other city was asked, and said nothing new. */
  public void heard(long recognition, Instant now) {
    var _ = ledger.ask(HEARD, Tuple.of(recognition, Micros.column(micros(now))));
  }

  /** The recognitions of somebody, the latest first. */
  public List<Recognition> of(PersonRef person) {
    return list(
        ledger.ask(COLUMNS + "where r.person = $1 order by r.id desc", Tuple.of(person.value())));
  }

  /** A recognition. */
  public Optional<Recognition> find(long id) {
    return list(ledger.ask(COLUMNS + "where r.id = $1", Tuple.of(id))).stream().findFirst();
  }

  /** Likewise, within a transaction. */
  public static Optional<Recognition> find(PartitionTransaction transaction, long id) {
    return list(transaction.ask(COLUMNS + "where r.id = $1", Tuple.of(id))).stream().findFirst();
  }

  /** Those whose colour was not asked for since an instant. */
  public List<Recognition> due(Instant since, Instant now, int most) {
    return list(
        ledger.ask(DUE, Tuple.of(Micros.column(micros(since)), Micros.column(micros(now)), most)));
  }

  /**
   * The code stands for nobody any more.
   *
   * @return false where that was so already
   */
  public boolean end(long recognition, String reason, Instant now) {
    return ledger.ask(END, Tuple.of(recognition, reason, Micros.column(micros(now)))).size() > 0;
  }

  private static List<Recognition> list(RowSet<Row> rows) {
    List<Recognition> found = new ArrayList<>();
    for (Row row : rows) {
      ByteBuffer serial = ByteBuffer.wrap(row.getBuffer("serial").getBytes());
      found.add(
          new Recognition(
              row.getLong("id"),
              new Division(row.getString("issuer")),
              new Serial(serial.getLong(), serial.getLong()),
              Rows.person(row),
              Rows.instant(row, "expires_at"),
              Objects.requireNonNull(Colour.ofWire(row.getInteger("colour"))),
              Rows.instant(row, "since"),
              Rows.instant(row, "heard_at"),
              Rows.optionalInstant(row, "ended_at")));
    }
    return found;
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static Buffer bytes(Serial serial) {
    return Buffer.buffer(
        ByteBuffer.allocate(2 * Long.BYTES).putLong(serial.high()).putLong(serial.low()).array());
  }
}
