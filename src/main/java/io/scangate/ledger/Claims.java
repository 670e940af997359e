package io.scangate.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Who publishes which partition, agreed upon by advisory locks of PostgreSQL. They belong to a
 * connection of their own, so that whoever dies gives up at once what it claimed. Confined to its
 * event loop.
 *
 * <pre>
 *   first key     second key          held by
 *   0x5CA6A7E0    a random number     every engine that lives
 *   0x5CA6A7E1    the partition       who publishes it
 *   0x5CA6A7E2    the partition       a command that wants it, until it is done
 * </pre>
 *
 * <p>The connection must be one with PostgreSQL itself or through a proxy that keeps sessions.
 */
public final class Claims {
  private static final int ENGINE = 0x5CA6_A7E0;
  private static final int PUBLISHED = 0x5CA6_A7E1;
  private static final int WANTED = 0x5CA6_A7E2;

  private static final String LOOK =
      """
      select classid::int8 as what, objid::int8 as number, pid = pg_backend_pid() as mine
      from pg_locks
      where locktype = 'advisory' and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())
        and classid::int8 = any ($1::int8[])\
      """;

  private static final String TAKE = "select pg_try_advisory_lock($1, $2) as got";
  private static final String GIVE = "select pg_advisory_unlock($1, $2)";

  /**
   * What was seen.
   *
   * @param engines how many live, this one included
   * @param taken the partitions that somebody publishes
   * @param wanted the partitions that a command of another connection wants
   */
  public record Seen(int engines, Set<Integer> taken, Set<Integer> wanted) {
    public Seen {
      taken = Set.copyOf(taken);
      wanted = Set.copyOf(wanted);
    }
  }

  private final PgConnection connection;

  private Claims(PgConnection connection) {
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @param whenLost called when the connection is gone, and every claim with it
   */
  public static Future<Claims> open(Vertx vertx, LedgerSettings settings, Runnable whenLost) {
    PgConnectOptions server =
        Ledger.server(settings)
            .addProperty("application_name", "scangate claims")
            // So that the claims of a host that vanished are free after three seconds.
            .addProperty("tcp_keepalives_idle", "1")
            .addProperty("tcp_keepalives_interval", "1")
            .addProperty("tcp_keepalives_count", "2");
    return PgConnection.connect(vertx, server)
        .map(
            connection -> {
              connection.closeHandler(closed -> whenLost.run());
              return new Claims(connection);
            });
  }

  /** Counts among the engines from now on. */
  public Future<Void> announce(RandomGenerator random) {
    return take(ENGINE, random.nextInt(Integer.MAX_VALUE))
        .compose(got -> got ? Future.succeededFuture() : announce(random));
  }

  /** Looks who is there and what they publish. */
  public Future<Seen> look() {
    return connection
        .preparedQuery(LOOK)
        .execute(
            Tuple.of(List.of((long) ENGINE, (long) PUBLISHED, (long) WANTED).toArray(Long[]::new)))
        .map(
            rows -> {
              int engines = 0;
              Set<Integer> taken = new HashSet<>();
              Set<Integer> wanted = new HashSet<>();
              for (Row row : rows) {
                int number = row.getInteger("number");
                switch (row.getInteger("what")) {
                  case ENGINE -> engines++;
                  case PUBLISHED -> taken.add(number);
                  default -> {
                    if (!row.getBoolean("mine")) {
                      wanted.add(number);
                    }
                  }
                }
              }
              return new Seen(engines, taken, wanted);
            });
  }

  /** Takes a partition, unless somebody else publishes it. */
  public Future<Boolean> take(int partition) {
    return take(PUBLISHED, partition);
  }

  /** Gives a partition back. */
  public Future<Void> give(int partition) {
    return connection.preparedQuery(GIVE).execute(Tuple.of(PUBLISHED, partition)).mapEmpty();
  }

  /** Asks engines to give a partition up, unless another command has asked for it. */
  public Future<Boolean> want(int partition) {
    return take(WANTED, partition);
  }

  /** Engines may have the partition again. */
  public Future<Void> wantNoMore(int partition) {
    return connection.preparedQuery(GIVE).execute(Tuple.of(WANTED, partition)).mapEmpty();
  }

  private Future<Boolean> take(int what, int number) {
    return connection
        .preparedQuery(TAKE)
        .execute(Tuple.of(what, number))
        .map(rows -> rows.iterator().next().getBoolean("got"));
  }

  /** Ends the connection, and every claim with it. */
  public Future<Void> close() {
    return connection.close();
  }
}
