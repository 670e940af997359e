package io.scangate.load;

import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.PostgresRole;
import io.scangate.engine.Commits;
import io.scangate.engine.Deciding;
import io.scangate.engine.Engine;
import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.engine.Recorded;
import io.scangate.health.Colour;
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
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * A day of a city: its people registered in bulk, then its tests with the facts around them through
 * the engine into a PostgreSQL of its own, in rounds beside plain inserts of as many rows. Prints
 * the figures; exit code 1 where facts are decided slower than the objective.
 *
 * <pre>
 *   CityDay [people] [tests] [seed]      1000000 500000 7 where nothing is given
 * </pre>
 */
public final class CityDay {
  private static final int PARTITIONS = 16;
  private static final int BATCH = 500;
  private static final int IN_FLIGHT = 16;
  private static final int ROUNDS = 5;
  private static final double OBJECTIVE = 3_000;

  private final List<PersonRef> people = new ArrayList<>();
  private final ConcurrentHistogram conversions = new ConcurrentHistogram(3);
  private final InstantSource clock = InstantSource.system();
  private final SplittableRandom random;
  private final String run = Long.toHexString(System.nanoTime());

  private CityDay(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    int people = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int tests = args.length > 1 ? Integer.parseInt(args[1]) : 500_000;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 7;
    Path home = Files.createTempDirectory("scangate-city-day");
    Vertx vertx = Vertx.vertx();
    boolean met;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, 0, CityDay::say)) {
      met = new CityDay(seed).live(postgres, vertx, people, tests, seed);
    } finally {
      vertx.close().await();
      delete(home);
    }
    System.exit(met ? 0 : 1);
  }

  private static void delete(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean live(EmbeddedPostgres postgres, Vertx vertx, int number, int tests, long seed)
      throws Exception {
    LedgerSettings owner = settings(postgres, postgres.owner());
    LedgerSettings app = settings(postgres, postgres.app());
    int _ = Migrations.run(owner, app.user());
    try (Ledger ledger = Ledger.open(vertx, app);
        PlainInserts plain = new PlainInserts(owner)) {
      new Founding(
              new Division("4403"),
              PARTITIONS,
              "00".repeat(32),
              PolicyFile.read(Path.of("config/policy.yaml")),
              "city day",
              "somebody else")
          .in(ledger, clock.instant());
      register(ledger, app, number);
      Commits commits =
          new Commits() {
            @Override
            public void committed(int partition, Recorded recorded) {}

            @Override
            public void converted(Colour to, Duration sinceArrival) {
              conversions.recordValue(sinceArrival.toMillis());
            }
          };
      try (Engine engine = new Engine(ledger, PARTITIONS, clock, commits)) {
        return day(engine, plain, new DayOfFacts(seed, run, people, clock.instant()), tests);
      }
    }
  }

  private void register(Ledger ledger, LedgerSettings app, int number) {
    BulkLoad load =
        new BulkLoad(
            app,
            new PolicyShelf(ledger),
            clock,
            (judging, person, learned, at) -> {
              Deciding deciding = Deciding.of(judging, person, learned, at);
              return new BulkLoad.Decided(deciding.code().after(), deciding.decision());
            });
    List<List<BulkLoad.Newcomer>> byPartition = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      byPartition.add(new ArrayList<>());
    }
    Instant now = clock.instant();
    for (int i = 0; i < number; i++) {
      PersonRef person = new PersonRef(random.nextLong());
      people.add(person);
      byPartition.get(person.partition(PARTITIONS)).add(newcomer(person, i, now));
    }
    long began = System.nanoTime();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      load.load(partition, byPartition.get(partition));
      byPartition.get(partition).clear();
      say("partition " + partition + " of " + PARTITIONS + " is registered");
    }
    tell("people registered in bulk, a second", perSecond(number, began));
  }

  private static BulkLoad.Newcomer newcomer(PersonRef person, int number, Instant now) {
    Division community =
        new Division(
            String.format(
                Locale.ROOT, "4403%02d%03d%03d", 3 + number % 6, number % 20, number % 30));
    Report registered =
        new Report(
            person,
            FactFormat.write(new Fact.Registered(now, now)),
            Optional.of(now),
            new Origin(
                "registration",
                "registered-" + number,
                "City",
                new Division("4403"),
                Optional.empty(),
                Optional.empty()));
    return new BulkLoad.Newcomer(
        person, Optional.empty(), Optional.of(community), List.of(registered));
  }

  private boolean day(Engine engine, PlainInserts plain, DayOfFacts day, int tests)
      throws Exception {
    List<Double> decided = new ArrayList<>();
    List<Double> inserted = new ArrayList<>();
    int thousands = Math.max(1, tests / 1_000 / ROUNDS);
    for (int round = 0; round < ROUNDS; round++) {
      List<Report> facts = new ArrayList<>();
      for (int i = 0; i < thousands; i++) {
        facts.addAll(day.thousandTests());
      }
      long began = System.nanoTime();
      plain.insert(facts);
      inserted.add(perSecond(facts.size(), began));
      began = System.nanoTime();
      send(engine, facts);
      decided.add(perSecond(facts.size(), began));
      say(
          "round %d of %d: %.0f facts a second decided, %.0f rows a second inserted plainly"
              .formatted(round + 1, ROUNDS, decided.getLast(), inserted.getLast()));
    }
    decided.sort(null);
    inserted.sort(null);
    double rate = decided.get(ROUNDS / 2);
    tell("facts taken in and decided, a second (median)", rate);
    tell("plain inserts, a second (median)", inserted.get(ROUNDS / 2));
    tell("ratio", rate / inserted.get(ROUNDS / 2));
    tell("conversions p50, ms (saturated)", (double) conversions.getValueAtPercentile(50));
    tell("conversions p99, ms (saturated)", (double) conversions.getValueAtPercentile(99));
    tell("heap after collection at its largest, MiB", heap() / (double) (1 << 20));
    return rate >= OBJECTIVE;
  }

  /** Batches as sources send them, so many under way. */
  private static void send(Engine engine, List<Report> facts) throws Exception {
    Deque<CompletableFuture<List<Outcome>>> underWay = new ArrayDeque<>();
    for (int from = 0; from < facts.size(); from += BATCH) {
      if (underWay.size() == IN_FLIGHT) {
        check(underWay.remove().get());
      }
      underWay.add(engine.record(facts.subList(from, Math.min(facts.size(), from + BATCH))));
    }
    while (!underWay.isEmpty()) {
      check(underWay.remove().get());
    }
  }

  private static void check(List<Outcome> outcomes) {
    if (outcomes.stream().anyMatch(outcome -> outcome != Outcome.STORED)) {
      throw new IllegalStateException("a fact was not stored");
    }
  }

  private static long heap() {
    long largest = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
        largest += pool.getCollectionUsage().getUsed();
      }
    }
    return largest;
  }

  private static LedgerSettings settings(EmbeddedPostgres postgres, PostgresRole role) {
    return new LedgerSettings(
        "127.0.0.1",
        postgres.port(),
        "scangate",
        role.name(),
        role.password(),
        Optional.empty(),
        LedgerSettings.CONNECTIONS);
  }

  private static double perSecond(int number, long began) {
    return number / ((System.nanoTime() - began) / 1e9);
  }

  private static void tell(String what, double figure) {
    System.out.printf(Locale.ROOT, "%-50s %12.2f%n", what, figure);
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
