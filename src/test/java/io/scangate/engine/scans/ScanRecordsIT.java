package io.scangate.engine.scans;

import static io.scangate.engine.scans.ScanWorld.QUICK;
import static io.scangate.engine.scans.ScanWorld.block;
import static io.scangate.engine.scans.ScanWorld.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisCredentials;
import io.scangate.credential.SealingKey;
import io.scangate.embedded.Await;
import io.scangate.embedded.EmbeddedRedis;
import io.scangate.embedded.RedisProcess;
import io.scangate.embedded.RedisUser;
import io.scangate.engine.scans.ScanWorld.Running;
import io.scangate.ledger.ScanShelf;
import io.scangate.ledger.TestPostgres;
import io.scangate.verdict.ScanLane;
import io.scangate.verdict.ScanRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scan records between a Redis that is killed and a real PostgreSQL. */
class ScanRecordsIT {
  private final Instant now = Instant.now().minusSeconds(60);
  private final LocalDate today = ScanDays.of(now);

  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private ScanWorld world;

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    world = new ScanWorld(redis.url());
  }

  private void awaitStored(Running engine, int records) {
    Await.until(
        records + " records are stored, of which " + engine.count("stored") + " are",
        () -> engine.count("stored") == records && world.waiting() == 0);
  }

  @Test
  void aScanIsFoundByItsPersonAndItsDay() {
    world.append(0, scan(2, now, "V1"), scan(4, now, "V1"), scan(2, now.plusSeconds(9), "V2"));
    Running engine = world.engine();
    awaitStored(engine, 3);

    assertThat(world.found(2, today))
        .extracting(ScanShelf.Found::checkpoint)
        .containsExactly("V1", "V2");
    ScanShelf.Found first = world.found(2, today).getFirst();
    assertThat(first.at()).isEqualTo(now.truncatedTo(ChronoUnit.MICROS));
    assertThat(first.statusVersion()).isEqualTo(3);
    assertThat(world.found(6, today)).isEmpty();
    Await.until("nothing is behind", () -> engine.gauge("behind") == 0);
  }

  @Test
  void whatArrivesTwiceIsStoredOnce() {
    ScanRecord scan = scan(2, now, "V1");
    world.append(0, scan, scan(4, now, "V1"));
    world.append(0, scan, scan);
    Running engine = world.engine();
    awaitStored(engine, 2);

    assertThat(engine.count("repeated")).isEqualTo(2);
    assertThat(world.found(2, today)).hasSize(1);
  }

  @Test
  void anEngineThatDiesBetweenCommitAndAcknowledgementDoublesNothing() {
    var _ = redis.run("ACL", "SETUSER", "mute", "on", ">secret", "~*", "+@all", "-xack", "-xdel");
    world.append(0, scan(2, now, "V1"), scan(4, now, "V1"));
    world.append(1, scan(3, now, "V1"));
    LinkSettings mute =
        LinkSettings.of(RedisAddress.parse(redis.url())).as(new RedisCredentials("mute", "secret"));
    Running dying = world.engine(QUICK, mute, world.seal);
    Await.until("both batches are committed", () -> dying.count("stored") == 3);
    world.end(dying);
    assertThat(world.waiting()).isEqualTo(2);

    Running next = world.engine();
    Await.until("they are claimed and finished", () -> world.waiting() == 0);
    assertThat(next.count("stored")).isZero();
    assertThat(next.count("repeated")).isEqualTo(3);
    assertThat(world.found(2, today)).hasSize(1);
    Await.until("nothing is missing", () -> next.gauge("missing") == 0);
  }

  @Test
  void twoEnginesShareTheRecordsAndStoreEachOnce() {
    ScanSettings patient =
        new ScanSettings(
            21,
            Duration.ofMillis(10),
            4,
            Duration.ofMinutes(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(2));
    Running one = world.engine(patient, address(), world.seal);
    Running other = world.engine(patient, address(), world.seal);
    for (int i = 0; i < 400; i++) {
      world.append(i % 2, scan(100 + i, now, "V1"));
    }
    Await.until(
        "all are stored",
        () -> one.count("stored") + other.count("stored") == 400 && world.waiting() == 0);

    assertThat(one.count("repeated") + other.count("repeated")).isZero();
    assertThat(one.count("stored")).isPositive();
    assertThat(other.count("stored")).isPositive();
  }

  @Test
  void whatADeadEngineWasGivenIsTakenByAnother() {
    world.append(0, scan(2, now, "V1"));
    var _ = redis.run("XGROUP", "CREATE", "scans:{0}", "engines", "0");
    var _ = redis.run("XREADGROUP", "GROUP", "engines", "dead", "STREAMS", "scans:{0}", ">");
    world.append(0, scan(4, now, "V1"));
    Running engine = world.engine();
    awaitStored(engine, 2);

    assertThat(world.found(2, today)).hasSize(1);
  }

  @Test
  void garbageIsCountedAndStopsNothing() {
    world.append(0, scan(2, now, "V1"));
    world.append(0, "rubbish".getBytes(StandardCharsets.UTF_8), new ScanLane(UUID.randomUUID(), 0));
    world.append(0, scan(4, now, "not a checkpoint"));
    world.append(0, scan(4, now, "V\u0000"));
    var _ = redis.run("XADD", "scans:{0}", "*", "x", "y");
    world.append(0, scan(6, now, "V1"));
    Running engine = world.engine();
    awaitStored(engine, 2);

    assertThat(engine.count("garbage")).isEqualTo(4);
    assertThat(engine.count("failures")).isZero();
  }

  @Test
  void scansOfDaysThatAreNotKeptAreSetAside() {
    world.append(
        0,
        scan(2, now.minus(Duration.ofDays(22)), "V1"),
        scan(2, now.plus(Duration.ofHours(3)), "V1"),
        scan(2, now, "V1"));
    Running engine = world.engine();
    awaitStored(engine, 1);

    assertThat(engine.count("outside")).isEqualTo(2);
    Await.until("they are not missing", () -> engine.gauge("missing") == 0);
  }

  @Test
  void whereNothingWasEverScannedNobodyIsForgottenAndNothingIsBehind() throws Exception {
    ScanStream none = world.stream(0);
    none.forgetSilent();
    assertThat(none.behind()).isZero();
    none.join();
    none.forgetSilent();
  }

  @Test
  void whatTheCapDroppedIsCounted() {
    UUID lane = UUID.randomUUID();
    for (int i = 0; i < 10; i++) {
      world.append(0, block(List.of(scan(2, now, "V1"), scan(4, now, "V1"))), place(lane, 2L * i));
    }
    var _ = redis.run("XTRIM", "scans:{0}", "MAXLEN", "4");
    Running engine = world.engine();
    awaitStored(engine, 8);
    Await.until("six blocks of two are missing", () -> engine.gauge("missing") == 12);

    world.append(0, block(List.of(scan(2, now, "V1"))), place(lane, 25));
    Await.until("and five more", () -> engine.gauge("missing") == 17);
    world.append(0, block(List.of(scan(2, now, "V1"))), place(lane, 20));
    Await.until("one came late", () -> engine.gauge("missing") == 16);
  }

  @Test
  void whatWasGivenOutAndThenDroppedIsMissingAndHoldsNobodyUp() {
    UUID lane = UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      world.append(0, block(List.of(scan(2, now, "V1"))), place(lane, i));
    }
    var _ = redis.run("XGROUP", "CREATE", "scans:{0}", "engines", "0");
    var _ =
        redis.run(
            "XREADGROUP", "GROUP", "engines", "dead", "COUNT", "2", "STREAMS", "scans:{0}", ">");
    var _ = redis.run("XTRIM", "scans:{0}", "MAXLEN", "1");
    Running engine = world.engine();
    awaitStored(engine, 1);

    Await.until("two are missing", () -> engine.gauge("missing") == 2);
    Await.until(
        "nothing is pending",
        () ->
            redis.run("XPENDING", "scans:{0}", "engines") instanceof List<?> pending
                && Long.valueOf(0).equals(pending.getFirst()));
  }

  private static ScanLane place(UUID lane, long before) {
    return new ScanLane(lane, before);
  }

  @Test
  void aPhonesCodeAtAnotherSiteIsReuseAndAPaperIsNot() {
    UUID code = UUID.randomUUID();
    UUID paper = UUID.randomUUID();
    world.append(
        0,
        scan(2, now, "V1", code, 1, 1),
        scan(2, now.plusSeconds(1), "V1", code, 1, 1),
        scan(4, now, "V1", paper, 2, 1),
        scan(4, now, "V2", paper, 2, 1));
    Running engine = world.engine();
    awaitStored(engine, 4);
    assertThat(engine.reused("admit")).isZero();

    world.append(0, scan(2, now.plusSeconds(2), "V2", code, 1, 1));
    awaitStored(engine, 5);
    world.append(0, scan(2, now.plusSeconds(3), "V3", code, 1, 2));
    awaitStored(engine, 6);
    assertThat(engine.reused("admit")).isEqualTo(1);
    assertThat(engine.reused("check")).isEqualTo(1);
  }

  @Test
  void ofTwoUsesInOneBlockTheLaterOneIsReuse() {
    UUID code = UUID.randomUUID();
    world.append(0, scan(2, now.plusSeconds(1), "V2", code, 1, 2), scan(2, now, "V1", code, 1, 1));
    Running engine = world.engine();
    awaitStored(engine, 2);

    assertThat(engine.reused("check")).isEqualTo(1);
    assertThat(engine.reused("admit")).isZero();
  }

  @Test
  void beyondTheHorizonTableAndKeyAreDestroyed() {
    Instant then = now.minus(Duration.ofDays(23));
    LocalDate day = ScanDays.of(then);
    world.append(0, scan(2, then, "V1"), scan(2, now, "V1"));
    Running longer = world.engine(QUICK.keeping(30), address(), world.seal);
    awaitStored(longer, 2);
    ScanShelf.Found kept = world.found(2, day).getFirst();
    world.end(longer);

    Running engine = world.engine();
    Await.until(
        "the day is gone", () -> world.shelf.days().stream().noneMatch(it -> it.day().equals(day)));
    assertThat(world.found(2, today)).hasSize(1);
    assertThat(world.tables("scan_" + day.toString().replace("-", ""))).isZero();
    assertThat(world.tables("scan_" + today.toString().replace("-", ""))).isEqualTo(1);
    // A copy of the row is of no use to anybody now, and the day's next key does not open it.
    assertThat(
            new ScanDays(world.shelf, world.seal)
                .key(day)
                .open(kept.person().getBytes(), kept.scanId()))
        .isEmpty();
    Await.until("the days are told", () -> engine.gauge("kept") >= 1);
  }

  @Test
  void nobodyDestroysADayThatIsYoungerThanAWeek() {
    Running engine = world.engine();
    Await.until("today is there", () -> engine.gauge("kept") >= 1);
    assertThatThrownBy(() -> world.shelf.destroy(6, now)).hasMessageContaining("7 days at least");
    assertThat(world.shelf.destroy(7, now)).isEmpty();
  }

  @Test
  void aRedisThatGoesAndComesBackLosesNothingThatItKept() {
    Running engine = world.engine();
    world.append(0, scan(2, now, "V1"));
    awaitStored(engine, 1);
    redis.kill();
    Await.until("the engine notices", () -> engine.count("failures") > 0);
    redis.restart();
    world.awaitRedis();
    world.append(0, scan(4, now, "V1"));
    awaitStored(engine, 2);
    redis.kill();
    redis.restartEmpty();
    world.awaitRedis();
    world.append(0, scan(6, now, "V1"));
    awaitStored(engine, 3);
  }

  @Test
  void aPostgresThatEndsEveryConnectionHoldsNobodyUpForGood() throws SQLException {
    Running engine = world.engine();
    world.append(0, scan(2, now, "V1"));
    awaitStored(engine, 1);
    for (int i = 2; i < 12; i++) {
      TestPostgres.asSuperuser(
          world.database.database(),
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
              + world.database.user()
              + "'");
      world.append(0, scan(2L * i, now, "V1"));
      world.append(1, scan(2L * i + 1, now, "V1"));
    }
    Await.until(
        "all are stored",
        () -> engine.count("stored") + engine.count("repeated") >= 21 && world.waiting() == 0);
    for (int i = 2; i < 12; i++) {
      assertThat(world.found(2L * i, today)).hasSize(1);
    }
  }

  @Test
  void theEngineUserOfTheEmbeddedRedisMayDoAllOfIt() {
    try (EmbeddedRedis embedded =
        EmbeddedRedis.start(directory.resolve("embedded"), 0, line -> {})) {
      RedisUser user = embedded.users().engine();
      LinkSettings as =
          LinkSettings.of(RedisAddress.parse(embedded.url()))
              .as(new RedisCredentials(user.name(), user.password()));
      try (ScanWorld other = new ScanWorld(as)) {
        other.append(0, scan(2, now, "V1"));
        Running engine = other.engine(QUICK, as, other.seal);
        Await.until("it is stored", () -> engine.count("stored") == 1 && other.waiting() == 0);
        Await.until("it is measured", () -> engine.gauge("kept") >= 1);
        assertThat(engine.count("failures")).isZero();
      }
    }
  }

  @Test
  void anEngineWithAnotherKeyStoresNothing() {
    Running engine = world.engine();
    world.append(0, scan(2, now, "V1"));
    awaitStored(engine, 1);
    world.end(engine);

    world.append(0, scan(4, now, "V1"));
    Running other = world.engine(QUICK, address(), SealingKey.generate(new SecureRandom()));
    Await.until("it says so", () -> other.count("failures") > 1);
    world.end(other);
    assertThat(other.count("stored")).isZero();
    Running right = world.engine();
    awaitStored(right, 1);
  }

  private LinkSettings address() {
    return LinkSettings.of(RedisAddress.parse(redis.url()));
  }

  @Test
  void aHundredThousandRecordsAreStoredInBatches() {
    int blocks = 1_000;
    UUID lane = UUID.randomUUID();
    for (int i = 0; i < blocks; i++) {
      List<ScanRecord> records = new ArrayList<>();
      for (int j = 0; j < 100; j++) {
        records.add(scan(2L * (i * 100 + j), now, "V" + j));
      }
      world.append(
          i % 2,
          block(records),
          new ScanLane(new UUID(lane.getLeastSignificantBits(), i % 2), i / 2 * 100L));
    }
    long begun = System.nanoTime();
    Running engine = world.engine();
    long most = 0;
    while (engine.count("stored") < 100_000) {
      Runtime runtime = Runtime.getRuntime();
      most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
      double before = engine.count("stored");
      Await.until(
          "more is stored",
          () -> engine.count("stored") > before || engine.count("stored") == 100_000);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "100,000 scan records stored in %.1f s, %.0f a second; heap at most %d MiB%n",
        seconds, 100_000 / seconds, most >> 20);
    awaitStored(engine, 100_000);
    Await.until("none is missing", () -> engine.gauge("missing") == 0);
    assertThat(world.found(2L * 4_711, today)).hasSize(1);
  }
}
