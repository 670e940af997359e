package io.scangate.ledger;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The ledger as it stood at one instant, for reading while engines write: a transaction that is
 * REPEATABLE READ and READ ONLY. Confined to the thread that reads.
 */
public final class Snapshot {
  private final SqlConnection connection;

  private Snapshot(SqlConnection connection) {
    this.connection = connection;
  }

  /** Reads as long as it takes, and lets go. */
  public static <T> T of(Ledger ledger, Function<Snapshot, T> reading) {
    SqlConnection connection = Wait.on(ledger.pool().getConnection());
    try {
      begin(connection);
      try {
        return reading.apply(new Snapshot(connection));
      } finally {
        var _ = connection.query("rollback").execute();
      }
    } finally {
      var _ = connection.close();
    }
  }

  /** Likewise, with nothing to give back. */
  public static void read(Ledger ledger, Consumer<Snapshot> reading) {
    boolean _ =
        of(
            ledger,
            snapshot -> {
              reading.accept(snapshot);
              return true;
            });
  }

  /** Who reads may wait for a page of paper; a transaction that writes may not. */
  private static void begin(SqlConnection connection) {
    var _ = Wait.on(connection.query("begin isolation level repeatable read read only").execute());
    var _ =
        Wait.on(connection.query("set local idle_in_transaction_session_timeout = 0").execute());
  }

  RowSet<Row> ask(String sql, Tuple values) {
    return Wait.on(connection.preparedQuery(sql).execute(values));
  }
}
