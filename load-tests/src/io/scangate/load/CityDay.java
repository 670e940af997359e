package io.scangate.load;

import io.scangate.engine.intake.Pepper;
import io.scangate.ledger.Ledger;
import io.scangate.load.Couriers.Parcel;
import io.scangate.load.DayOfFacts.Sent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A day of a city, replayed against a running Scangate: its people are registered in bulk, then its
 * tests and the facts around them come through the intake as fast as they are taken, in rounds
 * beside plain inserts of as many rows into the same PostgreSQL; at last at half that rate, with
 * contacts scanned at a door until it answers by them. {@code day.sh} starts it.
 *
 * <pre>
 *   CityDay PID DATA PEOPLE TESTS SEED
 * </pre>
 *
 * <p>Exit code 1 where an objective is missed.
 */
public final class CityDay {
  private static final int PARTITIONS = 16;
  private static final int ROWS_A_PARCEL = 500;
  private static final int UNDER_WAY = 16;
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 10;
  private static final int CATCH_UP_SECONDS = 300;
  private static final double LEAST_RATE = 3_000;
  private static final double MOST_GROWTH = 1.25;
  private static final Duration STEADY = Duration.ofSeconds(60);

  private final ServedCity city;
  private final Townsfolk people;
  private final DayOfFacts day;
  private final List<Double> resident = new ArrayList<>();
  private boolean met = true;

  private CityDay(ServedCity city, Townsfolk people, DayOfFacts day) {
    this.city = city;
    this.people = people;
    this.day = day;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Townsfolk people = new Townsfolk(Long.parseLong(args[4]), Integer.parseInt(args[2]));
    DayOfFacts day =
        new DayOfFacts(
            Long.parseLong(args[4]),
            Long.toHexString(System.nanoTime()),
            people,
            people.size() - SteadyDay.CONTACTS,
            Instant.now());
    boolean met;
    try (ServedCity city = new ServedCity(Long.parseLong(args[0]), Path.of(args[1]))) {
      CityDay run = new CityDay(city, people, day);
      run.register();
      run.live(Integer.parseInt(args[3]) / 1_000);
      met = run.met;
    }
    System.exit(met ? 0 : 1);
  }

  private void register() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Ledger ledger = Ledger.open(vertx, city.application())) {
      Pepper pepper = Pepper.open(city.data().resolve("keys/pepper"));
      long began = System.nanoTime();
      new Registration(ledger, city.application(), people, pepper, Instant.now())
          .run(PARTITIONS, CityDay::say);
      tell("people registered in bulk, a second", people.size() / seconds(began));
    } finally {
      vertx.close().await();
    }
    long began = System.nanoTime();
    city.await("publishing everybody", CATCH_UP_SECONDS, () -> city.isCaughtUp(people.size()));
    tell("until all of them are at the door, s", seconds(began));
  }

  private void live(int thousands) throws Exception {
    try (Couriers couriers = new Couriers(city.guide());
        PlainInserts plain = new PlainInserts(city.owner())) {
      couriers.signIn();
      var _ = send(couriers, facts(Math.min(WARM_UP, thousands)));
      double rate = saturate(couriers, plain, Math.max(1, thousands / ROUNDS));
      judge("facts taken in and decided, a second", rate, rate >= LEAST_RATE);
      memory();
      city.await("publishing the day", CATCH_UP_SECONDS, () -> city.isCaughtUp(0));
      try (Scanner scanner = new Scanner(city.guide())) {
        SteadyDay steady =
            new SteadyDay(city, couriers, scanner, new PaperCodes(city.data(), Instant.now()));
        met &= steady.run(people, day, rate / 2, STEADY);
      }
    }
    sizes();
  }

  private double saturate(Couriers couriers, PlainInserts plain, int thousands) throws Exception {
    List<Double> decided = new ArrayList<>();
    List<Double> inserted = new ArrayList<>();
    long ahead = 0;
    long sent = 0;
    System.out.printf(
        "%-6s %12s %12s %10s  %s%n",
        "round", "facts/s", "inserts/s", "RSS, MiB", "processor time a fact, us");
    for (int round = 1; round <= ROUNDS; round++) {
      List<Sent> facts = facts(thousands);
      long began = System.nanoTime();
      plain.insert(facts.stream().map(Sent::report).toList());
      inserted.add(facts.size() / seconds(began));
      ProcessorTime before = city.processorTime();
      long written = TableSizes.writtenAhead(city.owner());
      decided.add(facts.size() / send(couriers, facts));
      ahead += TableSizes.writtenAhead(city.owner()) - written;
      sent += facts.size();
      resident.add(city.residentMebibytes());
      System.out.printf(
          Locale.ROOT,
          "%-6d %12.0f %12.0f %10.0f  %s%n",
          round,
          decided.getLast(),
          inserted.getLast(),
          resident.getLast(),
          city.processorTime().since(before).micros(facts.size()));
    }
    tell("facts", sent);
    tell("written ahead for each of them, bytes", ahead / sent);
    tell("plain inserts, a second (median)", median(inserted));
    tell("ratio of the medians", median(decided) / median(inserted));
    return median(decided);
  }

  private List<Sent> facts(int thousands) {
    List<Sent> facts = new ArrayList<>();
    for (int i = 0; i < thousands; i++) {
      facts.addAll(day.thousandTests());
    }
    return facts;
  }

  /** Sends everything as fast as it is taken; returns the seconds until the last was committed. */
  private static double send(Couriers couriers, List<Sent> facts) throws Exception {
    List<Parcel> parcels = Couriers.pack(facts, ROWS_A_PARCEL);
    Collections.shuffle(parcels, new Random(parcels.size()));
    ConcurrentLinkedQueue<Parcel> left = new ConcurrentLinkedQueue<>(parcels);
    long began = System.nanoTime();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> sender =
          () -> {
            for (Parcel parcel = left.poll(); parcel != null; parcel = left.poll()) {
              couriers.bring(parcel);
            }
            return true;
          };
      for (Future<Boolean> each :
          senders.invokeAll(IntStream.range(0, UNDER_WAY).mapToObj(i -> sender).toList())) {
        var _ = each.get();
      }
    }
    return seconds(began);
  }

  /** A JVM may fill the heap that it was given; after that it must not grow. */
  private void memory() {
    double growth = resident.getLast() / resident.get(1);
    judge("resident memory, last round by second", growth, growth <= MOST_GROWTH);
  }

  private void sizes() throws Exception {
    TableSizes sizes = TableSizes.of(city.owner());
    System.out.printf("%-16s %12s %10s %12s%n", "table", "rows", "MiB", "bytes a row");
    for (Map.Entry<String, TableSizes.Table> table : sizes.tables().entrySet()) {
      long rows = table.getValue().rows();
      System.out.printf(
          Locale.ROOT,
          "%-16s %12d %10d %12d%n",
          table.getKey(),
          rows,
          table.getValue().bytes() >> 20,
          rows > 0 ? table.getValue().bytes() / rows : 0);
    }
    tell("written ahead since the start, MiB", sizes.writtenAhead() >> 20);
  }

  private static double median(List<Double> figures) {
    List<Double> sorted = new ArrayList<>(figures);
    sorted.sort(null);
    return sorted.get(sorted.size() / 2);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private void judge(String what, double figure, boolean enough) {
    met &= enough;
    System.out.printf(
        Locale.ROOT, "%-50s %12.2f%s%n", what, figure, enough ? "" : "  objective missed");
  }

  static void tell(String what, double figure) {
    System.out.printf(Locale.ROOT, "%-50s %12.2f%n", what, figure);
  }

  static void tell(String what, long figure) {
    System.out.printf("%-50s %9d%n", what, figure);
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
