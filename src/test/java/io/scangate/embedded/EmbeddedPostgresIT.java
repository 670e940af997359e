package io.scangate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PostgreSQL that comes along, as it runs: its settings, its roles and its secrets. */
class EmbeddedPostgresIT {
  @TempDir static Path directory;
  private static Path home;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    home = directory.resolve("postgres");
    postgres = EmbeddedPostgres.start(home, 0, told -> {});
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void whatIsCommittedIsOnTheDisk() throws SQLException {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
    assertThat(setting("data_checksums")).isEqualTo("on");
  }

  @Test
  void whoeverOwnsItsDirectoryFindsItRunning() {
    assertThat(EmbeddedPostgres.running(home))
        .contains(
            new RunningPostgres(
                postgres.port(), "scangate", postgres.app(), postgres.maintenance()));
    assertThat(EmbeddedPostgres.running(directory.resolve("nothing"))).isEmpty();
  }

  @Test
  void noStatementTakesThatBackForEverybody() {
    assertThatThrownBy(() -> as(postgres.superuser(), "ALTER SYSTEM SET fsync = off"))
        .hasMessageContaining("ALTER SYSTEM is not allowed");
  }

  @Test
  void itListensOnThisMachineOnly() throws SQLException {
    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting("unix_socket_directories")).isEmpty();
    assertThat(setting("port")).isEqualTo(Integer.toString(postgres.port()));
  }

  @Test
  void textIsUnicodeAndSortsAlikeOnEveryMachine() throws SQLException {
    assertThat(
            as(
                postgres.owner(),
                "SELECT concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale)"
                    + " FROM pg_database WHERE datname = 'scangate'"))
        .isEqualTo("UTF8 b C.UTF-8");
  }

  @Test
  void theClockIsOfNoTimeZone() throws SQLException {
    // A client brings its own zone along, so SHOW would tell that of the driver.
    assertThat(
            as(
                postgres.superuser(),
                "SELECT setting FROM pg_file_settings WHERE name = 'timezone' AND error IS NULL"))
        .isEqualTo("UTC");
  }

  @Test
  void nobodyComesInWithoutThePassword() {
    assertThatThrownBy(() -> as(new PostgresRole("scangate_app", "guess"), "SELECT 1"))
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> as(new PostgresRole("somebody", "guess"), "SELECT 1"))
        .hasMessageContaining("no pg_hba.conf entry");
    assertThatThrownBy(() -> connect("postgres", postgres.app()).close())
        .hasMessageContaining("no pg_hba.conf entry");
  }

  @Test
  void passwordsAreKeptAsScramVerifiers() throws SQLException {
    assertThat(
            as(
                postgres.superuser(),
                "SELECT string_agg(DISTINCT split_part(rolpassword, '$', 1), ',') FROM pg_authid"
                    + " WHERE rolcanlogin"))
        .isEqualTo("SCRAM-SHA-256");
  }

  @Test
  void theOwnerMakesTables() throws SQLException {
    as(postgres.owner(), "CREATE TABLE of_the_owner (id int)");

    assertThat(as(postgres.owner(), "SELECT count(*) FROM of_the_owner")).isEqualTo("0");
  }

  @Test
  void theOthersOwnNothingAndMakeNothing() throws SQLException {
    for (PostgresRole role : List.of(postgres.app(), postgres.maintenance())) {
      assertThat(
              as(
                  postgres.superuser(),
                  "SELECT count(*) FROM pg_shdepend JOIN pg_roles r ON r.oid = refobjid"
                      + " WHERE deptype = 'o' AND rolname = '"
                      + role.name()
                      + "'"))
          .isEqualTo("0");
      for (String statement :
          List.of(
              "CREATE TABLE public.mine (id int)",
              "CREATE TEMPORARY TABLE mine (id int)",
              "CREATE SCHEMA mine",
              "CREATE ROLE other",
              "CREATE DATABASE other",
              "SET ROLE scangate_owner",
              "COPY (SELECT 1) TO PROGRAM 'true'",
              "SELECT pg_read_file('PG_VERSION')")) {
        assertThatThrownBy(() -> as(role, statement))
            .as(statement)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void noRoleButTheFirstMayDoEverything() throws SQLException {
    assertThat(
            as(
                postgres.superuser(),
                "SELECT string_agg(rolname, ',') FROM pg_roles WHERE rolsuper OR rolcreaterole OR"
                    + " rolcreatedb OR rolreplication OR rolbypassrls"))
        .isEqualTo("postgres");
  }

  @Test
  void onlyTheOwnerCanOpenItsFiles() throws IOException {
    for (String inside : List.of("", "program", "data")) {
      assertThat(mode(home.resolve(inside))).as(inside).isEqualTo("rwx------");
    }
    for (String file :
        List.of(
            "postgres.password",
            "scangate_owner.password",
            "scangate_app.password",
            "scangate_maintenance.password",
            "postgresql.conf",
            "pg_hba.conf",
            "postgres.log")) {
      assertThat(mode(home.resolve(file))).as(file).isEqualTo("rw-------");
    }
  }

  @Test
  void passwordsStandInNoOtherPlace() throws IOException {
    String shown =
        postgres.url()
            + postgres.owner()
            + postgres.app()
            + ProcessHandle.of(postgres.pid()).orElseThrow().info().commandLine().orElse("")
            + Files.readString(home.resolve("postgres.log"))
            + Files.readString(home.resolve("postgresql.conf"))
            + Files.readString(home.resolve("pg_hba.conf"));

    for (PostgresRole role :
        List.of(postgres.superuser(), postgres.owner(), postgres.app(), postgres.maintenance())) {
      assertThat(role.password()).hasSize(64);
      assertThat(shown).doesNotContain(role.password());
    }
  }

  @Test
  void theLogHoldsNoValuesOfAStatementThatFails() throws IOException, SQLException {
    as(postgres.owner(), "CREATE TABLE person (name text PRIMARY KEY, born date)");
    as(postgres.owner(), "INSERT INTO person VALUES ('Zhang Wei', '1970-01-01')");

    assertThatThrownBy(
            () -> as(postgres.owner(), "INSERT INTO person VALUES ('Zhang Wei', '1970-01-01')"))
        .hasMessageContaining("Zhang Wei");
    assertThatThrownBy(() -> as(postgres.owner(), "SELECT 'Zhang Wei'::date"))
        .hasMessageContaining("Zhang Wei");
    assertThat(Files.readString(home.resolve("postgres.log"))).doesNotContain("Zhang", "person");
  }

  @Test
  void aTakenPortIsToldWithWhatToDo() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(elsewhere, other.getLocalPort(), told -> {}))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("PostgreSQL cannot have port " + other.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }

  private static String setting(String name) throws SQLException {
    return as(postgres.superuser(), "SHOW " + name);
  }

  /** The first value of the first row; empty where the statement answers none. */
  private static String as(PostgresRole role, String sql) throws SQLException {
    try (Connection connection = connect("scangate", role);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static Connection connect(String database, PostgresRole role) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database,
        role.name(),
        role.password());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
