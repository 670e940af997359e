package io.scangate.ledger;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;

/** How many severe facts each source has sent in its window. Shared. */
public final class Quotas {
  /** One statement, so that engines side by side do not give the same room twice. */
  private static final String RESERVE =
      """
      insert into severity as s (source, window_start, used)
      select $1, $2, $3 where $3 <= $4
      on conflict (source) do update set
        window_start = case when s.window_start <= $5 then excluded.window_start
          else s.window_start end,
        used = case when s.window_start <= $5 then 0 else s.used end + excluded.used
      where case when s.window_start <= $5 then 0 else s.used end + excluded.used <= $4
      returning used\
      """;

  private final Ledger ledger;

  /** The windows of a ledger. */
  public Quotas(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Takes room for some severe facts, all or nothing. What was taken is not given back.
   *
   * @param most how many the source may send in a window
   * @param per how long a window is
   * @return whether there was room
   */
  public boolean reserve(String source, long facts, int most, Duration per, Instant now) {
    return ledger
        .ask(
            RESERVE,
            Tuple.of(source, Micros.column(now), facts, (long) most, Micros.column(now.minus(per))))
        .iterator()
        .hasNext();
  }
}
