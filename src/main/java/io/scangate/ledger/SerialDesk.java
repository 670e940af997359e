package io.scangate.ledger;

import io.scangate.credential.Serial;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Where single codes are withdrawn, and codes of other cities recognized: gateways hold both within
 * the bound. Shared; waits.
 */
public final class SerialDesk {
  private static final String IS_WITHDRAWN = "select 1 from withdrawn_code where serial = $1";

  private static final String WITHDRAW =
      """
      insert into withdrawn_code (serial, expires_at, reason, withdrawn_by, withdrawn_at, listed_in)
      values ($1, $2, $3, $4, $5, $6)\
      """;

  private static final String IS_RECOGNIZED =
      "select 1 from recognized_code where issuer = $1 and serial = $2";

  private static final String RECOGNIZE =
      """
      insert into recognized_code (issuer, serial, person, expires_at, document, recognized_by,
        recognized_at, listed_in)
      values ($1, $2, $3, $4, $5, $6, $7, $8)\
      """;

  private static final String RECOGNIZED =
      """
      select r.id from recognized_code r where r.issuer = $1 and r.serial = $2
        and not exists (select 1 from recognized_code_end e where e.code = r.id)\
      """;

  private static final String END =
      """
      insert into recognized_code_end (code, reason, ended_by, ended_at, unlisted_in)
      values ($1, $2, $3, $4, $5)\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public SerialDesk(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Withdraws a static code of ours.
   *
   * @param expires when it would have ended by itself
   * @return false where it was withdrawn before
   */
  public boolean withdraw(Serial serial, Instant expires, String reason, String by, Instant now) {
    return ListTransaction.in(ledger, under -> withdraw(under, serial, expires, reason, by, now));
  }

  /** Likewise, together with what else a procedure does. */
  static boolean withdraw(
      ListTransaction under,
      Serial serial,
      Instant expires,
      String reason,
      String by,
      Instant now) {
    if (under.ask(IS_WITHDRAWN, Tuple.of(bytes(serial))).size() > 0) {
      return false;
    }
    var _ =
        under.ask(
            WITHDRAW,
            Tuple.of(
                bytes(serial),
                Micros.column(expires),
                reason,
                by,
                Micros.column(now),
                under.next(GateList.WITHDRAWN)));
    return true;
  }

  /**
   * A code of another city. Immutable.
   *
   * @param expires when it ends by itself
   */
  public record Foreign(Division issuer, Serial serial, Instant expires) {}

  /**
   * Takes a code of another city for a person of ours.
   *
   * @return false where that code was recognized before, also if that has ended
   */
  public boolean recognize(
      Foreign code, PersonRef person, String document, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Tuple which = Tuple.of(code.issuer().code(), bytes(code.serial()));
          if (under.ask(IS_RECOGNIZED, which).size() > 0) {
            return false;
          }
          var _ =
              under.ask(
                  RECOGNIZE,
                  Tuple.of(
                      code.issuer().code(),
                      bytes(code.serial()),
                      person.value(),
                      Micros.column(code.expires()),
                      document,
                      by,
                      Micros.column(now),
                      under.next(GateList.RECOGNIZED)));
          return true;
        });
  }

  /**
   * A recognized code stands for its person no more.
   *
   * @return false where it does not
   */
  public boolean endRecognition(
      Division issuer, Serial serial, String reason, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          for (Row row : under.ask(RECOGNIZED, Tuple.of(issuer.code(), bytes(serial)))) {
            var _ =
                under.ask(
                    END,
                    Tuple.of(
                        row.getLong("id"),
                        reason,
                        by,
                        Micros.column(now),
                        under.next(GateList.RECOGNIZED)));
            return true;
          }
          return false;
        });
  }

  static Buffer bytes(Serial serial) {
    return Buffer.buffer(
        ByteBuffer.allocate(2 * Long.BYTES).putLong(serial.high()).putLong(serial.low()).array());
  }

  static Serial serial(Row row) {
    ByteBuffer bytes = ByteBuffer.wrap(Rows.bytes(row, "serial"));
    return new Serial(bytes.getLong(), bytes.getLong());
  }
}
