package io.scangate.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Kills the engines and the servers of a city in turn, while facts come in and doors are open, and
 * says which promise was broken. {@code load-tests/kill.sh --help} tells how.
 */
public final class Kill {
  private static final int PEOPLE = 3_000;
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(60);
  private static final Duration ANSWERED = Duration.ofSeconds(60);

  /** The counts of stuck yellow codes are a minute apart. */
  private static final Duration A_ROUND_OF_ALL = Duration.ofSeconds(100);

  /**
   * What is tried. Immutable.
   *
   * @param duration for which faults go on; each happens once where it is zero
   * @param rate facts a second
   * @param planted damage that the last check has to name
   */
  public record Plan(Duration duration, long seed, int rate, Optional<Planted> planted) {
    /** Each fault once. */
    public static Plan once(long seed) {
      return new Plan(Duration.ZERO, seed, 30, Optional.empty());
    }
  }

  private Kill() {}

  /** Runs it: {@code [seconds] [seed] [fact|redis]}. */
  public static void main(String[] args) throws Exception {
    Plan plan =
        new Plan(
            Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 300),
            args.length > 1 ? Long.parseLong(args[1]) : 1,
            50,
            args.length > 2
                ? Optional.of(Planted.valueOf(args[2].toUpperCase(Locale.ROOT)))
                : Optional.empty());
    Path folder = Files.createTempDirectory("scangate-kill");
    List<String> violations = run(plan, folder, System.out::println);
    if (violations.isEmpty()) {
      System.out.println("Every promise was kept.");
      delete(folder);
    } else {
      System.out.printf(
          "%d violations; logs are in %s%n", violations.size(), folder.toAbsolutePath());
    }
    System.exit(violations.isEmpty() ? 0 : 1);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Runs it.
   *
   * @param folder empty, where everything of the city stands
   * @param out told what happens, line by line
   * @return the promises that were broken
   */
  public static List<String> run(Plan plan, Path folder, Consumer<String> out)
      throws IOException, SQLException, InterruptedException {
    Findings findings = new Findings(out);
    SplittableRandom random = new SplittableRandom(plan.seed);
    try (TriedCity city = new TriedCity(folder, PEOPLE, random.nextLong())) {
      LastCheck.durable(city, findings);
      findings.tell("two engines, two gateways, %d people; seed %d".formatted(PEOPLE, plan.seed));
      try (SteadySender sender = new SteadySender(city, findings, plan.rate, random.nextLong());
          Watcher first = watcher(city, 0, findings, random);
          Watcher second = watcher(city, 1, findings, random)) {
        Faults faults = new Faults(city, findings, random.split());
        killAll(plan, faults, random);
        TimeUnit.MILLISECONDS.sleep(CALM.toMillis());
        sender.finish(ACKNOWLEDGED);
        for (Watcher watcher : List.of(first, second)) {
          watcher.finish(ANSWERED);
          findings.tell("answers by their basis: " + watcher.answers());
        }
        if (!plan.duration.isZero()) {
          faults.everythingGoesOn(Faults.ALL, A_ROUND_OF_ALL);
        }
        end(plan, city, sender, findings);
        findings.tell(
            ("%s; %d facts sent, %d acknowledged; %d of %d requests failed and were sent again;"
                    + " %d violations")
                .formatted(
                    faults.summary(),
                    sender.sent().size(),
                    sender.acknowledged().size(),
                    sender.failures(),
                    sender.attempts(),
                    findings.violations().size()));
      }
    }
    return findings.violations();
  }

  private static Watcher watcher(
      TriedCity city, int gateway, Findings findings, SplittableRandom random) {
    return new Watcher(city, city.gateways.get(gateway), findings, random.nextLong());
  }

  private static void end(Plan plan, TriedCity city, SteadySender sender, Findings findings)
      throws IOException, SQLException, InterruptedException {
    city.engines.forEach(CityProcess::stop);
    LastCheck.durable(city, findings);
    if (plan.planted.isPresent()) {
      findings.tell("damage is planted: " + plan.planted.get());
      plan.planted.get().in(city);
    }
    new LastCheck(city, findings).look(sender.sent(), sender.acknowledged());
  }

  private static void killAll(Plan plan, Faults faults, SplittableRandom random)
      throws InterruptedException, SQLException {
    long until = System.nanoTime() + plan.duration.toNanos();
    do {
      for (Fault fault : Fault.round(random)) {
        faults.happen(fault);
        if (!plan.duration.isZero() && System.nanoTime() - until >= 0) {
          break;
        }
      }
    } while (System.nanoTime() - until < 0);
  }
}
