package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointChange;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.KeyHash;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The list of checkpoints: a row a device whose key counts. Shared; waits. */
public final class KeptCheckpoints implements KeptList {
  private static final int PAGE = 10_000;

  private static final String WHOLE =
      """
      select k.hash, c.id, c.site, c.kind, c.division
      from device_key k join checkpoint c on c.id = k.checkpoint
      where k.hash > $2 and k.listed_in <= $1
        and not exists (select 1 from device_key_end e where e.key = k.id and e.unlisted_in <= $1)
      order by k.hash limit $3\
      """;

  private static final String ADDED =
      """
      select k.hash, c.id, c.site, c.kind, c.division
      from device_key k join checkpoint c on c.id = k.checkpoint
      where k.listed_in = $1\
      """;

  private static final String REMOVED =
      """
      select k.hash from device_key_end e join device_key k on k.id = e.key
      where e.unlisted_in = $1\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public KeptCheckpoints(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public GateList list() {
    return GateList.CHECKPOINTS;
  }

  @Override
  public byte[] whole(long number) {
    Map<KeyHash, Checkpoint> devices = new HashMap<>();
    Buffer last = Buffer.buffer();
    RowSet<Row> rows;
    do {
      rows = ledger.ask(WHOLE, Tuple.of(number, last, PAGE));
      for (Row row : rows) {
        last = row.getBuffer("hash");
        devices.put(hash(row), checkpoint(row));
      }
    } while (rows.size() == PAGE);
    return new CheckpointList(devices).toBytes();
  }

  @Override
  public Optional<byte[]> change(long number) {
    Map<KeyHash, Checkpoint> added = new HashMap<>();
    for (Row row : ledger.ask(ADDED, Tuple.of(number))) {
      added.put(hash(row), checkpoint(row));
    }
    Set<KeyHash> removed = new HashSet<>();
    for (Row row : ledger.ask(REMOVED, Tuple.of(number))) {
      removed.add(hash(row));
    }
    return Optional.of(new CheckpointChange(added, removed).toBytes());
  }

  private static KeyHash hash(Row row) {
    return KeyHash.ofBytes(Rows.bytes(row, "hash"));
  }

  static Checkpoint checkpoint(Row row) {
    return new Checkpoint(
        row.getString("id"),
        row.getString("site"),
        row.getString("kind"),
        new Division(row.getString("division")));
  }
}
