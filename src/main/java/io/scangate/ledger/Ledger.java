package io.scangate.ledger;

import io.scangate.health.Division;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The connection of the application with its ledger. Shared.
 *
 * <p>What waits here waits on a virtual thread, or on a thread that is not Vert.x' own.
 */
public final class Ledger implements AutoCloseable {
  private static final int PIPELINE = 64;
  private static final int STATEMENTS = 256;
  private static final int CONNECT_SECONDS = 10;

  /** So that no statement holds a head for ever. */
  private static final String STATEMENT_MILLIS = "60000";

  private final Pool pool;
  private final LedgerSettings settings;

  private Ledger(Pool pool, LedgerSettings settings) {
    this.pool = pool;
    this.settings = settings;
  }

  /** Opens it; nothing is connected before the first question. */
  public static Ledger open(Vertx vertx, LedgerSettings settings) {
    PgConnectOptions server =
        new PgConnectOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setDatabase(settings.database())
            .setUser(settings.user())
            .setPassword(settings.password())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(STATEMENTS)
            .setPipeliningLimit(PIPELINE)
            .addProperty("application_name", "scangate")
            .addProperty("statement_timeout", STATEMENT_MILLIS)
            .addProperty("idle_in_transaction_session_timeout", STATEMENT_MILLIS);
    settings
        .trust()
        .ifPresent(
            file ->
                server
                    .setSslMode(SslMode.VERIFY_FULL)
                    .setSslOptions(
                        new ClientSSLOptions()
                            .setHostnameVerificationAlgorithm("HTTPS")
                            .setTrustOptions(new PemTrustOptions().addCertPath(file.toString()))));
    PoolOptions connections =
        new PoolOptions()
            .setMaxSize(settings.connections())
            .setConnectionTimeout(CONNECT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return new Ledger(
        PgBuilder.pool().with(connections).connectingTo(server).using(vertx).build(), settings);
  }

  /** The server, as logs name it. */
  public String address() {
    return settings.address();
  }

  /** What was fixed when it was founded; empty where that is still to be done. */
  public Optional<Installation> installation() {
    Iterator<Row> rows =
        ask("select city, partitions, incarnation from installation", Tuple.tuple()).iterator();
    return rows.hasNext() ? Optional.of(installation(rows.next())) : Optional.empty();
  }

  private static Installation installation(Row row) {
    return new Installation(
        new Division(row.getString("city")),
        row.getInteger("partitions"),
        row.getInteger("incarnation"));
  }

  /**
   * Does some work in a partition, under the lock of its head, and commits it. The work may run
   * only once: what it throws undoes it.
   *
   * @param clock asked when the lock is held
   */
  public <T> T within(int partition, InstantSource clock, Function<PartitionTransaction, T> work) {
    return locked(Statements.LOCK, partition, clock, work)
        .orElseThrow(() -> new LedgerException("the ledger has no partition " + partition));
  }

  /** Likewise, unless somebody else is at work in that partition: then it is empty. */
  public <T> Optional<T> withinIfFree(
      int partition, InstantSource clock, Function<PartitionTransaction, T> work) {
    return locked(Statements.LOCK_IF_FREE, partition, clock, work);
  }

  private <T> Optional<T> locked(
      String lock, int partition, InstantSource clock, Function<PartitionTransaction, T> work) {
    SqlConnection connection = pool.getConnection().await();
    try {
      Transaction transaction = connection.begin().await();
      try {
        Iterator<Row> rows =
            connection.preparedQuery(lock).execute(Tuple.of(partition)).await().iterator();
        if (!rows.hasNext()) {
          transaction.rollback().await();
          return Optional.empty();
        }
        PartitionTransaction under =
            new PartitionTransaction(connection, head(partition, rows.next()), clock.instant());
        T result = work.apply(under);
        under.write().await();
        transaction.commit().await();
        return Optional.of(result);
      } catch (RuntimeException | Error e) {
        var _ = transaction.rollback();
        throw e;
      }
    } finally {
      connection.close().await();
    }
  }

  static Head head(int partition, Row row) {
    return new Head(
        partition,
        Rows.instant(row, "at"),
        row.getLong("sequence"),
        row.getLong("link"),
        Rows.hex(row, "hash"),
        row.getInteger("policies"),
        row.getLong("codes"));
  }

  /** Where a partition stands. */
  public Head head(int partition) {
    RowSet<Row> rows = ask(Statements.HEAD, Tuple.of(partition));
    return head(partition, rows.iterator().next());
  }

  /** The partitions in which somebody's code is due to be looked at. */
  public List<Integer> partitionsDue(Instant now) {
    List<Integer> due = new ArrayList<>();
    ask(Statements.PARTITIONS_DUE, Tuple.of(Micros.column(now)))
        .forEach(row -> due.add(row.getInteger("partition")));
    return due;
  }

  /** Makes sure that facts learned at an instant have a table to go to. */
  public void openMonth(Instant at) {
    var _ = ask("select open_month($1)", Tuple.of(Micros.column(at)));
  }

  Pool pool() {
    return pool;
  }

  /** Asks something outside of any transaction. */
  RowSet<Row> ask(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).await();
  }

  @Override
  public void close() {
    pool.close().await();
  }
}
