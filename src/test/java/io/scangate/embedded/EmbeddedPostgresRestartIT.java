package io.scangate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PostgreSQL that comes along, over its starts and its ends. */
class EmbeddedPostgresRestartIT {
  @TempDir Path directory;
  private final List<String> told = new ArrayList<>();

  @Test
  void whatWasCommittedOutlivesAKill() throws SQLException {
    EmbeddedPostgres first = start();
    try (Connection owner = connect(first);
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE kept (id int)");
      statement.execute("INSERT INTO kept VALUES (7)");
      ProcessHandle killed = ProcessHandle.of(first.pid()).orElseThrow();
      killed.destroyForcibly();
      killed.onExit().join();
    }
    try (EmbeddedPostgres second = start();
        Connection owner = connect(second);
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
    }
  }

  @Test
  void oneThatAKilledScangateLeftBehindIsStoppedThoughAClientHoldsIt() throws SQLException {
    EmbeddedPostgres left = start();
    try (Connection held = connect(left)) {
      assertThat(held.isValid(5)).isTrue();
      try (EmbeddedPostgres next = start()) {
        assertThat(ProcessHandle.of(left.pid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(next.pid()).isNotEqualTo(left.pid());
      }
    }
    assertThat(told).anyMatch(line -> line.contains("process " + left.pid()));
  }

  @Test
  void closingEndsTheProcessThoughAClientHoldsIt() throws SQLException {
    EmbeddedPostgres postgres = start();
    try (Connection held = connect(postgres)) {
      assertThat(held.isValid(5)).isTrue();
      postgres.close();
    }

    assertThat(ProcessHandle.of(postgres.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(directory.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void aStartThatWasKilledHalfWayIsCompletedByTheNext() throws IOException, SQLException {
    Path home = directory.resolve("postgres");
    PrivateFiles.directory(home.resolve("data.new/base"));
    PrivateFiles.directory(home.resolve("program.new/bin"));
    PrivateFiles.directory(home.resolve("program/bin"));
    PrivateFiles.write(home.resolve("program/bin/postgres"), "half");

    try (EmbeddedPostgres postgres = start();
        Connection owner = connect(postgres)) {
      assertThat(owner.isValid(5)).isTrue();
    }
    assertThat(home.resolve("data.new")).doesNotExist();
    assertThat(home.resolve("program.new")).doesNotExist();
  }

  @Test
  void aLostPasswordOfARoleIsMadeAnewAndThatOfTheSuperuserIsMissed()
      throws IOException, SQLException {
    start().close();
    Files.delete(directory.resolve("postgres/scangate_owner.password"));
    try (EmbeddedPostgres postgres = start();
        Connection owner = connect(postgres)) {
      assertThat(owner.isValid(5)).isTrue();
    }
    Files.delete(directory.resolve("postgres/postgres.password"));

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("password authentication failed for user \"postgres\"");
    assertThat(directory.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void oneThatEndsAtOnceIsToldWithItsLastWords() throws IOException {
    start().close();
    PrivateFiles.write(directory.resolve("postgres/data/PG_VERSION"), "11\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("ended at once")
        .hasMessageContaining("database files are incompatible with server");
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(directory.resolve("postgres"), 0, told::add);
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + postgres.url(), postgres.owner().name(), postgres.owner().password());
  }
}
