package io.scangate.kill;

import io.scangate.ops.RoundMeters.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does faults to the city, one after the other, and waits after each until all is well again.
 * Confined to its thread.
 */
final class Faults {
  private static final Duration RECOVERY = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int ATTEMPTS = 60;

  /** All that is done in this city, where nobody is told that their code turned. */
  static final Set<Work> ALL = EnumSet.complementOf(EnumSet.of(Work.NOTICES));

  /** Those that look at intervals of a few seconds; the others are done every minute. */
  private static final Set<Work> FREQUENT =
      EnumSet.complementOf(EnumSet.of(Work.NOTICES, Work.STUCK_YELLOW, Work.CASEWORK_QUEUES));

  /** A connection that waits for its client within a transaction, since when, and where from. */
  private static final String IN_TRANSACTION =
      """
      select pid || ' ' || xact_start || ' ' || state_change from pg_stat_activity
      where state = 'idle in transaction' and application_name = 'scangate'\
      """;

  private static final Pattern DONE =
      Pattern.compile(
          "^scangate_rounds_total\\{outcome=\"done\",work=\"([a-z-]+)\"\\} (\\S+)",
          Pattern.MULTILINE);

  private final TriedCity city;
  private final Findings findings;
  private final SplittableRandom random;
  private int done;
  private int kills;

  Faults(TriedCity city, Findings findings, SplittableRandom random) {
    this.city = city;
    this.findings = findings;
    this.random = random;
  }

  /** What was done. */
  String summary() {
    return "%d faults, %d processes killed".formatted(done, kills);
  }

  /** Does it, and waits until all is well again. */
  void happen(Fault fault) throws InterruptedException, SQLException {
    pause(1_000, 2_500);
    done++;
    long begun = System.nanoTime();
    String detail =
        switch (fault) {
          case ENGINE_KILLED -> engineKilled();
          case ENGINES_KILLED -> enginesKilled();
          case ENGINE_HELD -> engineHeld();
          case POSTGRES_KILLED -> postgresKilled();
          case REDIS_KILLED -> redisKilled(false);
          case REDIS_EMPTIED -> redisKilled(true);
        };
    if (await(RECOVERY, city::isWell)) {
      findings.tell(
          "%s: %s; all well %.1f s after it began"
              .formatted(fault.text, detail, (System.nanoTime() - begun) / 1e9));
    } else {
      findings.violated(
          "%s: %s; not well after another %s".formatted(fault.text, detail, RECOVERY));
    }
    if (fault == Fault.POSTGRES_KILLED) {
      everythingGoesOn(FREQUENT, Duration.ofMinutes(1));
    }
  }

  private String engineKilled() throws InterruptedException, SQLException {
    CityProcess engine = city.engines.get(random.nextInt(city.engines.size()));
    boolean amid = holdInTransaction(engine);
    engine.kill();
    kills++;
    pause(500, 3_000);
    engine.start();
    return engine.name + (amid ? ", in mid-transaction" : ", between transactions");
  }

  private String enginesKilled() throws InterruptedException {
    city.engines.forEach(CityProcess::kill);
    kills += city.engines.size();
    pause(200, 3_000);
    city.engines.forEach(CityProcess::start);
    return "side by side";
  }

  private String engineHeld() throws InterruptedException, SQLException {
    CityProcess engine = city.engines.get(random.nextInt(city.engines.size()));
    boolean amid = holdInTransaction(engine);
    long millis = pause(3_000, 12_000);
    engine.letGo();
    return "%s for %.1f s%s"
        .formatted(engine.name, millis / 1e3, amid ? ", in mid-transaction" : "");
  }

  /** Holds an engine still, if it can be had, while a transaction of its is open. */
  private boolean holdInTransaction(CityProcess engine) throws InterruptedException, SQLException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      engine.hold();
      List<String> before = city.ask(IN_TRANSACTION);
      if (!before.isEmpty()) {
        pause(100, 150);
        List<String> still = new ArrayList<>(city.ask(IN_TRANSACTION));
        still.retainAll(before);
        if (!still.isEmpty()) {
          return true;
        }
      }
      if (attempt < ATTEMPTS - 1) {
        engine.letGo();
        pause(1, 40);
      }
    }
    return false;
  }

  private String postgresKilled() throws InterruptedException {
    city.killPostgres();
    kills++;
    long millis = pause(500, 4_000);
    city.restartPostgres();
    return "away for %.1f s and its recovery".formatted(millis / 1e3);
  }

  private String redisKilled(boolean emptied) throws InterruptedException {
    city.redis.kill();
    kills++;
    long millis = pause(500, 4_000);
    if (emptied) {
      city.redis.restartEmpty();
    } else {
      city.redis.restart();
    }
    return "away for %.1f s".formatted(millis / 1e3);
  }

  /** Every loop of every engine comes to the end of a round that began after now. */
  void everythingGoesOn(Set<Work> works, Duration patience) throws InterruptedException {
    for (CityProcess engine : city.engines) {
      Map<Work, Double> before = rounds(engine);
      EnumSet<Work> still = EnumSet.copyOf(works);
      boolean all =
          await(
              patience,
              () -> {
                Map<Work, Double> now = rounds(engine);
                still.removeIf(
                    work -> now.getOrDefault(work, 0.0) >= before.getOrDefault(work, 0.0) + 1);
                return still.isEmpty();
              });
      if (!all) {
        findings.violated("%s does no rounds any more of %s".formatted(engine.name, still));
      }
    }
    findings.tell("both engines go on with their rounds of " + works);
  }

  private static Map<Work, Double> rounds(CityProcess engine) {
    Map<Work, Double> rounds = new EnumMap<>(Work.class);
    Matcher found = DONE.matcher(engine.metrics());
    while (found.find()) {
      for (Work work : Work.values()) {
        if (work.text().equals(found.group(1))) {
          rounds.put(work, Double.valueOf(found.group(2)));
        }
      }
    }
    return rounds;
  }

  /** Something that is looked at again and again. */
  @FunctionalInterface
  interface Look {
    boolean isSo();
  }

  /** Whether it becomes so within that time. */
  static boolean await(Duration patience, Look look) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!look.isSo()) {
      if (System.nanoTime() - until > 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }

  private long pause(int least, int most) throws InterruptedException {
    long millis = random.nextInt(least, most + 1);
    TimeUnit.MILLISECONDS.sleep(millis);
    return millis;
  }
}
