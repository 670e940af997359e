package io.scangate.ledger.cases;

import io.scangate.ledger.Ledger;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Rows;
import io.scangate.ledger.cases.Correction.Evidence;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The papers that applicants show, sealed. They are added without the lock of a partition, which
 * megabytes would hold for long. Shared; waits.
 */
public final class EvidenceShelf {
  /** How many papers an application may have. */
  public static final int MOST = 5;

  /** Of two that come at once, one is to be sent again. */
  private static final String ADD =
      """
      insert into correction_evidence (correction, number, type, bytes, sealed, added_at)
      select c.id, count(e.number) + 1, $2::text, $3::integer, $4::bytea, $5::timestamptz
      from correction c left join correction_evidence e on e.correction = c.id
      where c.id = $1 and c.state = 'applied' group by c.id having count(e.number) < $6::bigint
      on conflict do nothing returning number\
      """;

  private final Ledger ledger;

  /** The papers of a ledger. */
  public EvidenceShelf(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Adds a paper to an application that waits for its community.
   *
   * @param type its media type
   * @param bytes how large it is
   * @return its number; empty where no more may be added
   */
  public Optional<Integer> add(long id, String type, int bytes, Buffer sealed, Instant at) {
    Tuple row = Tuple.of(id, type, bytes, sealed, Micros.column(at)).addLong((long) MOST);
    Iterator<Row> rows = ledger.ask(ADD, row).iterator();
    return rows.hasNext() ? Optional.of(rows.next().getInteger("number")) : Optional.empty();
  }

  /** The papers of an application. */
  public List<Evidence> of(long id) {
    List<Evidence> all = new ArrayList<>();
    String sql =
        "select number, type, bytes, added_at from correction_evidence where correction = $1 order"
            + " by number";
    for (Row row : ledger.ask(sql, Tuple.of(id))) {
      all.add(
          new Evidence(
              row.getInteger("number"),
              row.getString("type"),
              row.getInteger("bytes"),
              Rows.instant(row, "added_at")));
    }
    return all;
  }

  /** A paper as it is sealed. */
  public Optional<Buffer> sealed(long id, int number) {
    String sql = "select sealed from correction_evidence where correction = $1 and number = $2";
    Iterator<Row> rows = ledger.ask(sql, Tuple.of(id, number)).iterator();
    return rows.hasNext() ? Optional.of(rows.next().getBuffer("sealed")) : Optional.empty();
  }

  /** Whether there is a paper, within a transaction. */
  public static boolean hasAny(PartitionTransaction transaction, long id) {
    return transaction
        .ask("select 1 from correction_evidence where correction = $1 limit 1", Tuple.of(id))
        .iterator()
        .hasNext();
  }
}
