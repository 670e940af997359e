package io.scangate.ledger;

import io.scangate.verdict.Closure;
import io.scangate.verdict.Orders;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of orders: the closures that were granted and not lifted. Shared; waits. */
public final class KeptOrders implements KeptList {
  /** One that is over for a day is over by every gateway's clock. */
  private static final String WHOLE =
      """
      select m.scope, m.place, m.starts_at, m.ends_at, d.authority
      from measure_decision d join measure m on m.id = d.measure
      where d.listed_in <= $1
        and not exists (select 1 from measure_lift l where l.measure = m.id and l.unlisted_in <= $1)
        and (m.ends_at is null or m.ends_at > now() - interval '1 day')
      order by m.id\
      """;

  /** Of a closure that lasts until it is lifted. */
  private static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

  private final Ledger ledger;

  /** Over a ledger. */
  public KeptOrders(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public GateList list() {
    return GateList.ORDERS;
  }

  /**
   * A closure without a beginning of its own holds as soon as a gateway has it, whatever clock that
   * gateway goes by.
   */
  @Override
  public byte[] whole(long number) {
    List<Closure> closures = new ArrayList<>();
    for (Row row : ledger.ask(WHOLE, Tuple.of(number))) {
      closures.add(
          new Closure(
              Measure.scope(row.getString("scope"), row.getString("place")),
              Micros.of(Rows.optionalInstant(row, "starts_at").orElse(Instant.EPOCH)),
              Micros.of(Rows.optionalInstant(row, "ends_at").orElse(NO_END)),
              row.getString("authority")));
    }
    return new Orders(closures).toBytes();
  }

  @Override
  public Optional<byte[]> change(long number) {
    return Optional.empty();
  }
}
