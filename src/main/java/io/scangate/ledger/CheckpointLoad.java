package io.scangate.ledger;

import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.KeyHash;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings many checkpoints at once, each registered, approved and with one key, by the same tables
 * as those that come one by one. Those whose names are there stay as they are. Shared; waits.
 */
public final class CheckpointLoad {
  /** Rows of one transaction, which gateways are told as one change. */
  private static final int CHUNK = 5_000;

  private static final String FRESH =
      """
      with come as (select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
          as c (id, site, kind, division)),
        fresh as (
          insert into checkpoint (id, site, kind, division, confined, capacity, registered_by,
            registered_at)
          select id, site, kind, division, $5, $6, $7, $8 from come
          on conflict (id) do nothing returning id)
      select id from fresh\
      """;

  private static final String APPROVE =
      """
      insert into checkpoint_answer (checkpoint, approved, note, answered_by, answered_at)
      select id, true, $2, $3, $4 from unnest($1::text[]) as c (id)\
      """;

  private static final String ISSUE =
      """
      insert into device_key (checkpoint, hash, issued_by, issued_at, listed_in)
      select id, hash, $3, $4, $5 from unnest($1::text[], $2::bytea[]) as k (id, hash)
      where id = any ($6::text[])\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public CheckpointLoad(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A checkpoint with the hash of its device's key. */
  public record Arrival(Checkpoint checkpoint, KeyHash key) {}

  /**
   * What holds for all of them.
   *
   * @param operator who registers them
   * @param community who approves them, another one
   * @param note what the approval rests on
   */
  public record Terms(
      boolean confined, int capacity, String operator, String community, String note) {}

  /**
   * Loads them.
   *
   * @return how many are new
   */
  public int load(List<Arrival> rows, Terms terms, Instant now) {
    int fresh = 0;
    for (int from = 0; from < rows.size(); from += CHUNK) {
      List<Arrival> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
      fresh += ListTransaction.in(ledger, under -> load(under, chunk, terms, now));
    }
    return fresh;
  }

  private static int load(ListTransaction under, List<Arrival> rows, Terms terms, Instant now) {
    @Nullable String[] names = Rows.texts(rows, row -> row.checkpoint().id());
    RowSet<Row> found =
        under.ask(
            FRESH,
            Tuple.tuple()
                .addArrayOfString(names)
                .addArrayOfString(Rows.texts(rows, row -> row.checkpoint().site()))
                .addArrayOfString(Rows.texts(rows, row -> row.checkpoint().kind()))
                .addArrayOfString(Rows.texts(rows, row -> row.checkpoint().division().code()))
                .addBoolean(terms.confined())
                .addInteger(terms.capacity())
                .addString(terms.operator())
                .addOffsetDateTime(Micros.column(now)));
    if (found.size() == 0) {
      return 0;
    }
    String[] fresh = new String[found.size()];
    int at = 0;
    for (Row row : found) {
      fresh[at++] = row.getString("id");
    }
    var _ =
        under.ask(
            APPROVE,
            Tuple.tuple()
                .addArrayOfString(fresh)
                .addString(terms.note())
                .addString(terms.community())
                .addOffsetDateTime(Micros.column(now)));
    var _ =
        under.ask(
            ISSUE,
            Tuple.tuple()
                .addArrayOfString(names)
                .addArrayOfBuffer(Rows.buffers(rows, row -> row.key().bytes()))
                .addString(terms.operator())
                .addOffsetDateTime(Micros.column(now))
                .addLong(under.next(GateList.CHECKPOINTS))
                .addArrayOfString(fresh));
    return fresh.length;
  }
}
