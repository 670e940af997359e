package io.scangate.ledger;

import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.PostgresRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL for all tests of a JVM; each test has a database of its own in it. Shared.
 */
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final Path HOME = Path.of("target", "test-postgres");

  private TestPostgres() {}

  private static final class Server {
    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(HOME, 0, line -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      return openToTests(postgres);
    }

    /** The server knows one database only; the tests' own are let in beside it. */
    private static EmbeddedPostgres openToTests(EmbeddedPostgres postgres) {
      try {
        Files.writeString(
            HOME.resolve("pg_hba.conf"),
            "host all all 127.0.0.1/32 scram-sha-256\n",
            StandardOpenOption.APPEND);
        execute(postgres, "scangate", "select pg_reload_conf()");
        return postgres;
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("the server cannot be opened to tests", e);
      }
    }
  }

  /** The server. */
  public static EmbeddedPostgres server() {
    return Server.RUNNING;
  }

  /** A new, migrated database, as the application sees it. */
  public static LedgerSettings database() throws SQLException {
    String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    asSuperuser("scangate", "create database " + name + " owner " + server().owner().name());
    asSuperuser(name, "revoke all on schema public from public");
    asSuperuser(name, "grant all on schema public to " + server().owner().name());
    int steps = Migrations.run(settings(name, server().owner()), server().app().name());
    if (steps == 0) {
      throw new IllegalStateException("nothing to migrate in " + name);
    }
    return settings(name, server().app());
  }

  /** The same database as the role of maintenance sees it. */
  public static LedgerSettings asMaintenance(LedgerSettings settings) {
    return settings(settings.database(), server().maintenance());
  }

  private static LedgerSettings settings(String database, PostgresRole role) {
    return new LedgerSettings(
        "127.0.0.1",
        server().port(),
        database,
        role.name(),
        role.password(),
        Optional.empty(),
        LedgerSettings.CONNECTIONS);
  }

  /** Does what nobody should. */
  public static void asSuperuser(String database, String sql) throws SQLException {
    execute(server(), database, sql);
  }

  /** Does what whoever has the application's password could. */
  public static void asApplication(LedgerSettings settings, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://" + settings.address(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      var _ = statement.execute(sql);
    }
  }

  private static void execute(EmbeddedPostgres server, String database, String sql)
      throws SQLException {
    PostgresRole superuser = server.superuser();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database,
                superuser.name(),
                superuser.password());
        Statement statement = connection.createStatement()) {
      var _ = statement.execute(sql);
    }
  }
}
