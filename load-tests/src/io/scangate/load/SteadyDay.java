package io.scangate.load;

import io.scangate.load.Couriers.Parcel;
import io.scangate.load.DayOfFacts.Sent;
import io.scangate.ops.Exposition;
import io.scangate.ops.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Facts at a steady rate, open loop: what is due is sent at its instant, whatever became of what
 * went before. Among them are contacts of people who are green; each is scanned at a door from the
 * intended instant of its report until the door sees another colour.
 */
final class SteadyDay {
  /** How many people at the end of the city are kept for it. */
  static final int CONTACTS = 1_000;

  private static final Duration TICK = Duration.ofMillis(100);
  private static final int SCANNED_A_TICK = 1;
  private static final int ROWS_A_PARCEL = 500;
  private static final long MOST_MILLIS = 1_000;

  private final ServedCity city;
  private final Couriers couriers;
  private final Scanner scanner;
  private final PaperCodes codes;
  private final ConcurrentHistogram toCommit = new ConcurrentHistogram(3);
  private final ConcurrentHistogram toDoor = new ConcurrentHistogram(3);
  private final AtomicInteger failures = new AtomicInteger();

  SteadyDay(ServedCity city, Couriers couriers, Scanner scanner, PaperCodes codes) {
    this.city = city;
    this.couriers = couriers;
    this.scanner = scanner;
    this.codes = codes;
  }

  /** Somebody who is reported in a tick, with a code. */
  private record Scanned(String code) {}

  /** What is due at one instant. */
  private record Due(List<Parcel> parcels, List<Scanned> scanned) {}

  /** Runs it; tells whether the objective is met. */
  boolean run(Townsfolk people, DayOfFacts day, double rate, Duration length) throws Exception {
    Queue<Due> plan = plan(people, day, (int) (rate * TICK.toMillis() / 1_000), length);
    couriers.signIn();
    Exposition before = city.metrics();
    ProcessorTime used = city.processorTime();
    long next = System.nanoTime();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Due due = plan.poll(); due != null; due = plan.poll()) {
        while (System.nanoTime() < next) {
          LockSupport.parkNanos(next - System.nanoTime());
        }
        long intended = next;
        due.parcels().forEach(it -> senders.execute(() -> bring(it, intended)));
        due.scanned().forEach(it -> senders.execute(() -> scan(it, intended)));
        next += TICK.toNanos();
      }
    }
    System.out.println(
        "processor time a fact, us: "
            + city.processorTime().since(used).micros((int) toCommit.getTotalCount()));
    return report(before, city.metrics());
  }

  private Queue<Due> plan(Townsfolk people, DayOfFacts day, int aTick, Duration length) {
    Queue<Due> plan = new ArrayDeque<>();
    Queue<Sent> facts = new ArrayDeque<>();
    int green = people.size() - CONTACTS;
    for (long tick = 0; tick < length.toMillis() / TICK.toMillis(); tick++) {
      List<Sent> sent = new ArrayList<>();
      List<Scanned> scanned = new ArrayList<>();
      for (int i = 0; i < SCANNED_A_TICK && green < people.size(); i++, green++) {
        sent.add(day.contact(green));
        scanned.add(new Scanned(codes.of(people.person(green))));
      }
      while (sent.size() < aTick) {
        if (facts.isEmpty()) {
          facts.addAll(day.thousandTests());
        }
        sent.add(facts.remove());
      }
      plan.add(new Due(Couriers.pack(sent, ROWS_A_PARCEL), scanned));
    }
    return plan;
  }

  private void bring(Parcel parcel, long intended) {
    try {
      couriers.bring(parcel);
      toCommit.recordValueWithCount(millis(System.nanoTime() - intended), parcel.rows());
    } catch (Exception e) {
      failed(e);
    }
  }

  private void scan(Scanned person, long intended) {
    try {
      toDoor.recordValue(millis(scanner.untilNot("GREEN", person.code(), intended)));
    } catch (Exception e) {
      failed(e);
    }
  }

  private void failed(Exception e) {
    if (failures.incrementAndGet() == 1) {
      System.err.println("the first failure: " + e);
    }
  }

  private static long millis(long nanos) {
    return Math.min(TimeUnit.NANOSECONDS.toMillis(nanos), Duration.ofHours(1).toMillis());
  }

  private boolean report(Exposition before, Exposition after) {
    CityDay.tell("facts sent at half the rate", toCommit.getTotalCount());
    CityDay.tell("report to commit p50, ms", toCommit.getValueAtPercentile(50));
    CityDay.tell("report to commit p99, ms", toCommit.getValueAtPercentile(99));
    CityDay.tell("contacts scanned until the door knew", toDoor.getTotalCount());
    CityDay.tell("report to door p50, ms", toDoor.getValueAtPercentile(50));
    CityDay.tell("report to door p99, ms", toDoor.getValueAtPercentile(99));
    CityDay.tell("report to door, the longest, ms", toDoor.getMaxValue());
    Window meanwhile = new Window(List.of(new Window.Interval(before, after, 1)));
    for (String histogram :
        new String[] {
          "scangate_conversion_seconds",
          "scangate_feed_commit_to_door_seconds",
          "scangate_feed_report_to_door_seconds"
        }) {
      CityDay.tell(
          "p99 of " + histogram + ", ms",
          meanwhile.quantile(histogram, 0.99, Window.ANY).orElse(Double.NaN) * 1e3);
    }
    boolean met =
        failures.get() == 0
            && toDoor.getTotalCount() > 0
            && toDoor.getValueAtPercentile(99) < MOST_MILLIS;
    if (!met) {
      System.out.println("objective missed: 99 of 100 within 1 s; " + failures.get() + " failures");
    }
    return met;
  }
}
