package io.scangate.ledger;

import io.scangate.health.Division;
import io.vertx.core.Future;
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
import java.util.function.Supplier;

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
    PoolOptions connections =
        new PoolOptions()
            .setMaxSize(settings.connections())
            .setConnectionTimeout(CONNECT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return new Ledger(
        PgBuilder.pool().with(connections).connectingTo(server(settings)).using(vertx).build(),
        settings);
  }

  /** How a connection of the application is made. */
  static PgConnectOptions server(LedgerSettings settings) {
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
    return server;
  }

  /**
   * Opens a connection for claims on partitions.
   *
   * @param whenLost called when it is gone, and every claim with it
   */
  public Future<Claims> claims(Vertx vertx, Runnable whenLost) {
    return Claims.open(vertx, settings, whenLost);
  }

  /** The server, as logs name it. */
  public String address() {
    return settings.address();
  }

  /**
   * What was fixed when it was founded; empty where that is still to be done.
   *
   * @throws LedgerException where it cannot be read
   */
  public Optional<Installation> installation() {
    Iterator<Row> rows;
    try {
      rows =
          ask("select city, partitions, incarnation, pepper_check from installation", Tuple.tuple())
              .iterator();
    } catch (LedgerException e) {
      throw new LedgerException(
          "the ledger at " + address() + " cannot be read: " + e.getCause(), e);
    }
    return rows.hasNext() ? Optional.of(installation(rows.next())) : Optional.empty();
  }

  private static Installation installation(Row row) {
    return new Installation(
        new Division(row.getString("city")),
        row.getInteger("partitions"),
        row.getInteger("incarnation"),
        Rows.hex(row, "pepper_check"));
  }

  /**
   * Raises the incarnation, so that the ledger wins over everything that was published before: to
   * be done when it was restored from a backup.
   *
   * @return the new one
   */
  public int raiseIncarnation() {
    return ask(
            "update installation set incarnation = incarnation + 1 returning incarnation",
            Tuple.tuple())
        .iterator()
        .next()
        .getInteger("incarnation");
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
    return transact(
        connection -> {
          Future<RowSet<Row>> locked = connection.preparedQuery(lock).execute(Tuple.of(partition));
          return () -> {
            Iterator<Row> rows = Wait.on(locked).iterator();
            if (!rows.hasNext()) {
              return Future.succeededFuture(Optional.empty());
            }
            PartitionTransaction under =
                new PartitionTransaction(connection, head(partition, rows.next()), clock.instant());
            T result = work.apply(under);
            return under.write().map(_ -> Optional.of(result));
          };
        });
  }

  /** Does some work in a transaction of its own and commits it; what the work throws undoes it. */
  <T> T transaction(Function<SqlConnection, T> work) {
    return transact(connection -> () -> Future.succeededFuture(work.apply(connection)));
  }

  /**
   * Begins, works, commits. A partition waits for its writer: what the work sends at once goes out
   * with the beginning, and what it leaves unanswered is followed by the commit.
   */
  private <T> T transact(Function<SqlConnection, Supplier<Future<T>>> work) {
    SqlConnection connection = Wait.on(pool.getConnection());
    try {
      Future<Transaction> begun = connection.begin();
      Supplier<Future<T>> begunWork = work.apply(connection);
      Transaction transaction = Wait.on(begun);
      try {
        Future<T> last = begunWork.get();
        Future<Void> committed = transaction.commit();
        // Where the last statement failed, the commit is answered as well, by a rollback.
        T result = Wait.on(last);
        var _ = Wait.on(committed);
        return result;
      } catch (Throwable e) {
        var _ = transaction.rollback();
        throw e;
      }
    } finally {
      release(connection);
    }
  }

  /** Nobody waits: that a lost connection cannot be closed is not what the caller is to hear. */
  private static void release(SqlConnection connection) {
    var _ = connection.close();
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

  /**
   * What waits for the clock's work.
   *
   * @param codes how many; of a partition no more than a bound are counted
   * @param oldest since when the first of them waits
   */
  public record Due(long codes, Optional<Instant> oldest) {}

  /**
   * How much waits for the clock's work.
   *
   * @param most how many of a partition are counted
   */
  public Due due(Instant now, int most) {
    Row row = ask(Statements.DUE_NOW, Tuple.of(Micros.column(now), most)).iterator().next();
    return new Due(row.getLong("codes"), Rows.optionalInstant(row, "oldest"));
  }

  /** Makes sure that facts learned at an instant have a table to go to. */
  public void openMonth(Instant at) {
    var _ = ask("select open_month($1)", Tuple.of(Micros.column(at)));
  }

  Pool pool() {
    return pool;
  }

  /** Asks something outside of any transaction. Only packages of the ledger speak SQL. */
  public RowSet<Row> ask(String sql, Tuple values) {
    return Wait.on(pool.preparedQuery(sql).execute(values));
  }

  @Override
  public void close() {
    var _ = Wait.on(pool.close());
  }
}
