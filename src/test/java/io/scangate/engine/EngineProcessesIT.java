package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.ScangateProcess;
import io.scangate.cache.CacheSettings;
import io.scangate.cache.TestGateway;
import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.RedisProcess;
import io.scangate.files.PrivateFiles;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.health.Standing;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Origin;
import io.scangate.ledger.People;
import io.scangate.ledger.Report;
import io.scangate.ledger.TestPostgres;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines as processes of their own, on one PostgreSQL and one Redis; one is killed. */
@Timeout(180)
class EngineProcessesIT {
  private static final int PARTITIONS = 4;
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final Duration START = Duration.ofMinutes(1);
  private static final Pattern HELD =
      Pattern.compile("^scangate_partitions_held (\\d+)", Pattern.MULTILINE);

  @TempDir private Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private Process run(String name, String... arguments) throws IOException {
    return ScangateProcess.of(arguments)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".log").toFile())
        .start();
  }

  private Process engine(String name, LedgerSettings ledger, String redis, int port)
      throws IOException {
    var _ = PrivateFiles.secret(folder.resolve("scans.key"), 32, "a key for all engines");
    Path password = Files.writeString(folder.resolve("password"), ledger.password());
    Path settings =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            role: engine
            data: %1$s/%2$s
            keys: {engine: %1$s/keys/engine.json, pepper: %1$s/pepper, scans: %1$s/scans.key}
            redis: {url: "%3$s"}
            ledger: {url: "postgresql://%4$s", user: %5$s, password-file: %6$s}
            management: {port: %7$d}
            engine: {port: %8$d}
            cache: {partitions: %9$d}
            """
                .formatted(
                    folder,
                    name,
                    redis,
                    ledger.address(),
                    ledger.user(),
                    password,
                    port,
                    FreePorts.next(),
                    PARTITIONS));
    Process process = run(name, "serve", "--config", settings.toString());
    processes.add(process);
    return process;
  }

  private int held(String name, int port) throws Exception {
    assertThat(processes).as(Files.readString(folder.resolve(name + ".log"))).isNotEmpty();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String page =
          client
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      Matcher held = HELD.matcher(page);
      return held.find() ? Integer.parseInt(held.group(1)) : -1;
    }
  }

  private static Report report(PersonRef person, Fact fact, String key) {
    return new Report(
        person,
        FactFormat.write(fact),
        Optional.of(fact.happenedAt()),
        new Origin(
            "test",
            key,
            "Test Authority",
            new Division("440303"),
            Optional.of("somewhere"),
            Optional.of("document 1")));
  }

  @Test
  void twoShareAndOneTakesOverFromAKilledOneWithinTheBound() throws Exception {
    Process keys =
        run("keys", "code", "keys", "generate", "--issuer", "4403", "--dir", folder + "/keys");
    assertThat(keys.waitFor()).as(Files.readString(folder.resolve("keys.log"))).isZero();
    LedgerSettings server = TestPostgres.database();
    Vertx vertx = Vertx.vertx();
    try (RedisProcess redis = RedisProcess.start(folder);
        TestGateway gateway =
            new TestGateway(redis.url(), CacheSettings.DEFAULT.inPartitions(PARTITIONS)).start()) {
      int firstPort = FreePorts.next();
      Process first = engine("first", server, redis.url(), firstPort);
      Await.until(
          "the first founds and holds all", START, () -> held("first", firstPort) == PARTITIONS);
      int secondPort = FreePorts.next();
      var _ = engine("second", server, redis.url(), secondPort);
      Await.until(
          "each holds its share",
          START,
          () -> held("first", firstPort) == 2 && held("second", secondPort) == 2);
      InstantSource clock = InstantSource.system();
      try (Ledger ledger = Ledger.open(vertx, server);
          Engine engine = new Engine(ledger, PARTITIONS, clock, (partition, recorded) -> {})) {
        List<PersonRef> people = people(ledger, clock);
        Instant now = clock.instant();
        List<Report> registered =
            people.stream()
                .map(it -> report(it, new Fact.Registered(now, now), "registered " + it.text()))
                .toList();
        var _ = engine.record(registered).get();
        Await.until("all are green", () -> all(gateway, people, Colour.GREEN));
        Await.until("all is fresh", gateway::isFresh);
        long killed = System.nanoTime();
        first.destroyForcibly();
        List<Report> contacts =
            people.stream()
                .map(
                    it ->
                        report(
                            it,
                            new Fact.Contact(now, now, ContactKind.CLOSE),
                            "contact " + it.text()))
                .toList();
        var _ = engine.record(contacts).get();
        Await.until("all are red", () -> all(gateway, people, Colour.RED));
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(BOUND);
        assertThat(gateway.isFresh()).isTrue();
        Await.until("the second holds all", () -> held("second", secondPort) == PARTITIONS);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static List<PersonRef> people(Ledger ledger, InstantSource clock) {
    List<Lookup> lookups = new ArrayList<>();
    for (int i = 1; i <= 8 * PARTITIONS; i++) {
      lookups.add(new Lookup("%064x".formatted(i)));
    }
    return List.copyOf(
        new People(ledger, PARTITIONS, clock, new Random(1)::nextLong).resolve(lookups).values());
  }

  private static boolean all(TestGateway gateway, List<PersonRef> people, Colour colour) {
    return people.stream()
        .allMatch(
            it ->
                gateway.ask(it.value()) instanceof Standing.Known(var status, _)
                    && status.colour() == colour);
  }
}
