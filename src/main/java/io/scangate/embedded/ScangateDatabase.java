package io.scangate.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of the embedded PostgreSQL, and who may come in. Immutable.
 *
 * <p>It is made so at every start: what is there already stays, so a start that was killed half-way
 * is completed by the next.
 */
final class ScangateDatabase {
  /** Its name. */
  static final String NAME = "scangate";

  private ScangateDatabase() {}

  /** Makes the roles, the database, and closes both to everybody else. */
  static void make(int port, PostgresRoles roles) throws SQLException {
    try (Connection server = connect(port, "postgres", roles.superuser());
        Statement statement = server.createStatement()) {
      for (PostgresRole role : roles.made()) {
        if (!isThere(server, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.name())) {
          run(statement, "CREATE ROLE " + role.name());
        }
        run(
            statement,
            "ALTER ROLE "
                + role.name()
                + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
        // The client makes the verifier: the server never sees the password in a statement.
        server
            .unwrap(PGConnection.class)
            .alterUserPassword(role.name(), role.password().toCharArray(), "scram-sha-256");
      }
      if (!isThere(server, "SELECT 1 FROM pg_database WHERE datname = ?", NAME)) {
        run(statement, "CREATE DATABASE " + NAME + " OWNER " + roles.owner().name());
      }
      run(statement, "REVOKE ALL ON DATABASE postgres, template1, " + NAME + " FROM PUBLIC");
      run(
          statement,
          "GRANT CONNECT ON DATABASE "
              + NAME
              + " TO "
              + roles.app().name()
              + ", "
              + roles.maintenance().name());
    }
    try (Connection database = connect(port, NAME, roles.superuser());
        Statement statement = database.createStatement()) {
      run(statement, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    }
  }

  private static Connection connect(int port, String database, PostgresRole role)
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(role.name());
    source.setPassword(role.password());
    source.setSslMode("disable");
    source.setApplicationName("scangate start");
    source.setConnectTimeout(10);
    source.setSocketTimeout(30);
    return source.getConnection();
  }

  private static boolean isThere(Connection server, String query, String name) throws SQLException {
    try (PreparedStatement statement = server.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void run(Statement statement, String sql) throws SQLException {
    var _ = statement.execute(sql);
  }
}
