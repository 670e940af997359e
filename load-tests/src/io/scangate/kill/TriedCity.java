package io.scangate.kill;

import io.scangate.PaperDesk;
import io.scangate.embedded.Await;
import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.PostgresRole;
import io.scangate.embedded.RedisProcess;
import io.scangate.engine.Deciding;
import io.scangate.engine.intake.Pepper;
import io.scangate.files.PrivateFiles;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.BulkLoad;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Founding;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Migrations;
import io.scangate.ledger.Origin;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Report;
import io.scangate.policy.PolicyFile;
import io.scangate.transition.Fact;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A city of processes: PostgreSQL, Redis, two engines and two gateways, all on loopback and all in
 * one folder. What it started it stops. Shared.
 */
final class TriedCity implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final String CHECKPOINT = "the-door";
  private static final Duration START = Duration.ofMinutes(2);
  private static final Division CITY = new Division("4403");

  final Path folder;
  final RedisProcess redis;
  final List<CityProcess> engines;
  final List<CityProcess> gateways;
  final Crowd crowd;
  private final int postgresPort = FreePorts.next();
  private final PaperDesk desk;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Thread lastResort = new Thread(this::killAll);
  private volatile EmbeddedPostgres postgres;

  /** Starts everything and waits until gateways answer by live codes. */
  TriedCity(Path folder, int people, long seed) throws IOException {
    this.folder = folder;
    engines = List.of(process("engine-1"), process("engine-2"));
    gateways = List.of(process("gateway-1"), process("gateway-2"));
    PrivateFiles.directory(folder.resolve("keys"));
    desk = new PaperDesk(folder.resolve("keys"), CITY);
    var _ = PrivateFiles.secret(folder.resolve("scans.key"), 32, "a key for all engines");
    String pepper = Pepper.open(folder.resolve("pepper")).check();
    postgres = startPostgres();
    Runtime.getRuntime().addShutdownHook(lastResort);
    redis = RedisProcess.start(folder);
    crowd = moveIn(people, pepper, new SplittableRandom(seed));
    writeSettings();
    engines.forEach(CityProcess::start);
    gateways.forEach(CityProcess::start);
    Await.until("the city is up; see the logs in " + folder, START, this::isWell);
  }

  private CityProcess process(String name) {
    return new CityProcess(name, folder, client);
  }

  private EmbeddedPostgres startPostgres() {
    return EmbeddedPostgres.start(folder.resolve("postgres"), postgresPort, line -> {});
  }

  HttpClient client() {
    return client;
  }

  /** Both engines are ready and both gateways fresh. */
  boolean isWell() {
    return engines.stream().allMatch(engine -> engine.is("ready"))
        && gateways.stream().allMatch(gateway -> gateway.is("fresh"));
  }

  void killPostgres() {
    var _ = ProcessHandle.of(postgres.pid()).map(ProcessHandle::destroyForcibly);
    Await.until(
        "PostgreSQL has ended",
        () -> !ProcessHandle.of(postgres.pid()).filter(ProcessHandle::isAlive).isPresent());
  }

  void restartPostgres() {
    postgres = startPostgres();
  }

  LedgerSettings ledger() {
    return settings(postgres.app());
  }

  private LedgerSettings settings(PostgresRole role) {
    return new LedgerSettings(
        "127.0.0.1",
        postgresPort,
        "scangate",
        role.name(),
        role.password(),
        Optional.empty(),
        LedgerSettings.CONNECTIONS);
  }

  /** As somebody who may do everything. */
  Connection superuser() throws SQLException {
    PostgresRole role = postgres.superuser();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + postgresPort + "/scangate", role.name(), role.password());
  }

  /** The first column of every row. */
  List<String> ask(String sql) throws SQLException {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private Crowd moveIn(int number, String pepper, SplittableRandom random) throws IOException {
    InstantSource clock = InstantSource.system();
    LedgerSettings app = settings(postgres.app());
    int _ = Migrations.run(settings(postgres.owner()), app.user());
    List<PersonRef> people = new ArrayList<>();
    Vertx vertx = Vertx.vertx();
    try (Ledger ledger = Ledger.open(vertx, app)) {
      new Founding(
              CITY,
              PARTITIONS,
              pepper,
              PolicyFile.read(Path.of("config/policy.yaml")),
              "the tried city",
              "somebody else")
          .in(ledger, clock.instant());
      PaperDesk.open(ledger, CHECKPOINT);
      BulkLoad load =
          new BulkLoad(
              app,
              new PolicyShelf(ledger),
              clock,
              (judging, person, learned, at) -> {
                Deciding deciding = Deciding.of(judging, person, learned, at);
                return new BulkLoad.Decided(deciding.code().after(), deciding.decision());
              });
      for (int i = 0; i < number; i++) {
        people.add(new PersonRef(random.nextLong()));
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        int here = partition;
        load.load(
            here,
            people.stream()
                .filter(person -> person.partition(PARTITIONS) == here)
                .map(person -> newcomer(person, clock.instant()))
                .toList());
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    return new Crowd(people, people.stream().map(person -> desk.paper(person.value())).toList());
  }

  private static BulkLoad.Newcomer newcomer(PersonRef person, Instant now) {
    Report registered =
        new Report(
            person,
            FactFormat.write(new Fact.Registered(now, now)),
            Optional.of(now),
            new Origin(
                "registration", person.text(), "City", CITY, Optional.empty(), Optional.empty()));
    return new BulkLoad.Newcomer(
        person, Optional.empty(), Optional.of(new Division("440303001001")), List.of(registered));
  }

  private void writeSettings() throws IOException {
    Path password = folder.resolve("password");
    PrivateFiles.write(password, ledger().password());
    Path sources = folder.resolve("sources.yaml");
    Files.writeString(sources, sources());
    Path admission = folder.resolve("admission.yaml");
    Files.writeString(
        admission,
        Files.readString(Path.of("config/admission.yaml"))
            .replace("\n  venue:", "\n  venue:\n    rate: 1000000"));
    for (CityProcess engine : engines) {
      Files.writeString(
          engine.settings(),
          """
          role: engine
          data: %1$s/%2$s
          keys: {engine: %3$s, pepper: %1$s/pepper, scans: %1$s/scans.key}
          redis: {url: "%4$s"}
          ledger: {url: "postgresql://%5$s", user: %6$s, password-file: %7$s}
          engine: {port: %8$d, sources: %9$s}
          management: {port: %10$d}
          cache: {partitions: %11$d}
          """
              .formatted(
                  folder,
                  engine.name,
                  PaperDesk.engineKeys(folder.resolve("keys")),
                  redis.url(),
                  ledger().address(),
                  ledger().user(),
                  password,
                  engine.port,
                  sources,
                  engine.management,
                  PARTITIONS));
    }
    for (CityProcess gateway : gateways) {
      Files.writeString(
          gateway.settings(),
          """
          role: gateway
          data: %s/%s
          keys: {gateway: %s}
          redis: {url: "%s"}
          gateway: {port: %d, event-loops: 1}
          management: {port: %d}
          cache: {partitions: %d}
          admission: %s
          """
              .formatted(
                  folder,
                  gateway.name,
                  PaperDesk.gatewayKeys(folder.resolve("keys")),
                  redis.url(),
                  gateway.port,
                  gateway.management,
                  PARTITIONS,
                  admission));
    }
  }

  private static String sources() {
    StringBuilder sources = new StringBuilder("sources:\n");
    for (Step step : Step.ALL) {
      sources.append(
          """
            %s:
              kind: %s
              authority: Those who try
              divisions: ["4403"]
              severe: {most: 1000000, per: PT1H}
          """
              .formatted(step.client, step.client));
    }
    return sources.toString();
  }

  private void killAll() {
    engines.forEach(CityProcess::kill);
    gateways.forEach(CityProcess::kill);
    var _ = ProcessHandle.of(postgres.pid()).map(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    engines.forEach(CityProcess::stop);
    gateways.forEach(CityProcess::stop);
    redis.close();
    postgres.close();
    client.shutdownNow();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}
