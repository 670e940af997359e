package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Who of the staff has read whom, and what for. Shared. */
public final class StaffReads {
  private static final String LEAVE =
      """
      insert into staff_read (at, operator, purpose, command, person)
      select $1, $2, $3, $4, person from unnest($5::int8[]) as read (person)\
      """;

  private final Ledger ledger;

  /** The reads of a ledger. */
  public StaffReads(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Leaves a row for each person; when this returns it is committed. */
  public void leave(
      Instant now, String operator, String purpose, String command, List<PersonRef> people) {
    var _ =
        ledger.ask(
            LEAVE,
            Tuple.of(Micros.column(now), operator, purpose, command)
                .addArrayOfLong(Rows.refs(people)));
  }
}
