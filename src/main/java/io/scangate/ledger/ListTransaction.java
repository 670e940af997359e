package io.scangate.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * A transaction beside which nobody else changes what the lists of the gateways are made of: so
 * what it finds holds until its end. Confined to the thread that it was begun on, which may wait.
 */
final class ListTransaction {
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtext('scangate.gate_list'))";

  private static final String NEXT =
      """
      update gate_list set number = number + 1, changed_at = clock_timestamp()
      where name = $1 returning number\
      """;

  private final SqlConnection connection;

  private ListTransaction(SqlConnection connection) {
    this.connection = connection;
  }

  /** Does some work and commits it; what the work throws undoes it. */
  static <T> T in(Ledger ledger, Function<ListTransaction, T> work) {
    SqlConnection connection = ledger.pool().getConnection().await();
    try {
      Transaction transaction = connection.begin().await();
      try {
        var _ = connection.query(ONE_AT_A_TIME).execute().await();
        T result = work.apply(new ListTransaction(connection));
        transaction.commit().await();
        return result;
      } catch (Throwable e) {
        Future<Void> _ = transaction.rollback();
        throw e;
      }
    } finally {
      connection.close().await();
    }
  }

  RowSet<Row> ask(String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  /** The next number of a list, which this transaction changes; to be asked for once. */
  long next(GateList list) {
    return ask(NEXT, Tuple.of(list.text())).iterator().next().getLong("number");
  }
}
