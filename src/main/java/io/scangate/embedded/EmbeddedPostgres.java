package io.scangate.embedded;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A PostgreSQL 18 of our own, running as a process on 127.0.0.1. Shared.
 *
 * <p>Everything of it stands in one directory (mode 0700): programs, configuration, the roles'
 * passwords, log and data. What it has committed is on the disk. Nobody comes in without a
 * password, and its log holds neither statements nor the values in them. Root runs it in a user
 * namespace ({@link PostgresProgram}).
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);

  /** Lines of the file in which the server says where it is and how far. */
  private static final int PORT_LINE = 4;

  private static final int READY_LINE = 8;

  private final ServerProcess process;
  private final int port;
  private final PostgresRoles roles;

  private EmbeddedPostgres(ServerProcess process, int port, PostgresRoles roles) {
    this.process = process;
    this.port = port;
    this.roles = roles;
  }

  /**
   * Starts it and waits until its database is there.
   *
   * @param directory where everything of it stands; made where it is missing
   * @param port where it listens, or 0 for any that is free
   * @param progress told in a line what happens
   * @throws EmbeddedServerException when it cannot run, saying why
   */
  public static EmbeddedPostgres start(Path directory, int port, Consumer<String> progress) {
    Path home = directory.toAbsolutePath().normalize();
    try {
      PrivateFiles.directory(home);
      Path programs = home.resolve("program");
      Path data = home.resolve("data");
      Path output = home.resolve("postgres.log");
      stopLeftOver(PostgresProgram.server(programs), data, output, progress);
      int free = LoopbackPort.free("PostgreSQL", port);
      PostgresProgram program = PostgresProgram.in(programs);
      PostgresRoles roles = PostgresRoles.in(home);
      if (!Files.exists(data)) {
        progress.accept("PostgreSQL makes its data directory in " + home);
        initialize(program, home, data);
      }
      PrivateFiles.write(home.resolve("pg_hba.conf"), PostgresSettings.whoMayConnect(roles));
      Path settings = home.resolve("postgresql.conf");
      PrivateFiles.write(settings, PostgresSettings.of(home, free));
      progress.accept("PostgreSQL starts on 127.0.0.1:" + free + " with its data in " + home);
      ServerProcess process =
          ServerProcess.start(
              program.command("postgres", "-D", data.toString(), "--config-file=" + settings),
              home,
              output);
      EmbeddedPostgres postgres = new EmbeddedPostgres(process, free, roles);
      try {
        process.awaitReady("PostgreSQL", START, () -> isReady(data, process.pid()));
        ScangateDatabase.make(free, roles);
      } catch (EmbeddedServerException e) {
        postgres.close();
        throw e;
      } catch (SQLException e) {
        postgres.close();
        throw new EmbeddedServerException(
            "The embedded PostgreSQL in " + home + " cannot be set up: " + e.getMessage(), e);
      }
      progress.accept("PostgreSQL is ready");
      return postgres;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL cannot start in " + home + ": " + e.getMessage(), e);
    }
  }

  /**
   * The one that another process runs.
   *
   * @param directory where everything of it stands
   * @return empty where none runs there
   */
  public static Optional<RunningPostgres> running(Path directory) {
    Path home = directory.toAbsolutePath().normalize();
    Path lock = home.resolve("data").resolve("postmaster.pid");
    try {
      if (!Files.exists(lock)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(lock);
      return lines.size() < READY_LINE || !lines.get(READY_LINE - 1).strip().equals("ready")
          ? Optional.empty()
          : Optional.of(
              new RunningPostgres(
                  Integer.parseInt(lines.get(PORT_LINE - 1).strip()),
                  ScangateDatabase.NAME,
                  PostgresRoles.in(home).app(),
                  PostgresRoles.in(home).maintenance()));
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "What runs in " + home + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** The address of the database, which holds no user and no password. */
  public String url() {
    return "postgresql://127.0.0.1:" + port + "/" + ScangateDatabase.NAME;
  }

  /** Owns the database and runs its migrations. */
  public PostgresRole owner() {
    return roles.owner();
  }

  /** Reads and writes what the migrations grant it; owns nothing. */
  public PostgresRole app() {
    return roles.app();
  }

  /** Deletes what is kept long enough, as the migrations grant it; owns nothing. */
  public PostgresRole maintenance() {
    return roles.maintenance();
  }

  /** May do everything; for looking into it by hand. */
  public PostgresRole superuser() {
    return roles.superuser();
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Ends its connections, asks it to write what it holds and to end, and waits for that. */
  @Override
  public void close() {
    process.interrupt(STOP);
  }

  /** Half of a data directory never bears its name. */
  private static void initialize(PostgresProgram program, Path home, Path data) throws IOException {
    Path fresh = home.resolve("data.new");
    PostgresArchive.delete(fresh);
    program.run(
        "initdb",
        "--pgdata=" + fresh,
        "--username=" + PostgresRoles.SUPERUSER,
        "--pwfile=" + GeneratedPassword.file(home, PostgresRoles.SUPERUSER),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // The server's own, so that a new C library on the machine cannot change an index's order.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
        "--no-instructions");
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * One that a killed Scangate left behind would hold the port and the data; and where the server
   * itself was killed, its workers still end.
   */
  private static void stopLeftOver(Path server, Path data, Path output, Consumer<String> progress)
      throws IOException {
    Path lock = data.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    String pid = Files.readAllLines(lock).getFirst().strip();
    List<ServerProcess> left = ServerProcess.running(server, output);
    for (ServerProcess process : left) {
      if (Long.toString(process.pid()).equals(pid)) {
        progress.accept("A PostgreSQL that was left running (process " + pid + ") is stopped");
        process.interrupt(STOP);
      }
    }
    for (ServerProcess worker : left) {
      worker.awaitEnd(STOP);
    }
  }

  private static boolean isReady(Path data, long pid) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() >= READY_LINE
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(READY_LINE - 1).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }
}
