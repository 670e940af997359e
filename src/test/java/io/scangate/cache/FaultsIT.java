package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.FaultyProxy;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters.Fetch;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scans are answered while Redis, the network or the engine is in trouble. */
class FaultsIT {
  private static final int PARTITIONS = 2;
  private static final CacheSettings SETTINGS = CacheSettings.DEFAULT.inPartitions(PARTITIONS);
  private static final CacheSettings TINY = SETTINGS.holding(1);

  /** Otherwise a killed server may have lost, and rightly cause a gap, while the disk is busy. */
  private static final List<String> THAT_LOSES_NOTHING =
      List.of("save \"\"", "appendonly yes", "appendfsync always");

  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private FaultyProxy network;
  @AutoClose private TestEngine engine;
  private @Nullable TestGateway gateway;

  private List<CodeStatus> city;

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory, THAT_LOSES_NOTHING);
    network = FaultyProxy.before(redis.port());
    engine = new TestEngine(redis.url(), PARTITIONS);
    city =
        LongStream.range(1, 501)
            .mapToObj(person -> engine.commit(person * 0x9e37_79b9_7f4a_7c15L, Colour.GREEN))
            .toList();
    engine.start();
  }

  @AfterEach
  void close() {
    if (gateway != null) {
      gateway.close();
    }
  }

  private TestGateway warm() {
    TestGateway door = new TestGateway(network.url(), SETTINGS);
    gateway = door;
    var _ = door.warm(city.size());
    Await.until("heartbeats arrive", door::isFresh);
    return door;
  }

  private TestGateway holdingNothing() {
    return holdingNothing(TINY);
  }

  private TestGateway holdingNothing(CacheSettings settings) {
    TestGateway door = new TestGateway(network.url(), settings);
    gateway = door;
    var _ = door.start();
    Await.until("it is ready", door.cache::caughtUpOnce);
    Await.until(
        "its warm-up is over and all of it is evicted",
        () ->
            door.meters.fetches(Fetch.ANSWERED) >= 1
                && door.meters.left() == 0
                && door.cache.bytesHeld() == 0);
    redis.run("CONFIG", "RESETSTAT");
    door.meters.commitToDoor.clear();
    return door;
  }

  private void everyoneAnswered(TestGateway by) {
    assertThat(city).allMatch(code -> by.ask(code.person()) instanceof Standing.Known);
    assertThat(by.watch.faults()).isEmpty();
  }

  @Test
  void redisKilledAndRestartedIsAgeAndNothingElse() {
    TestGateway door = warm();
    redis.kill();
    Await.until("the age is told", () -> !door.isFresh());
    everyoneAnswered(door);
    redis.restart();
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    Await.until("it is fresh again", door::isFresh);
    Await.until("the door knows", () -> door.answersBy(red));
    everyoneAnswered(door);
    assertThat(door.meters.gaps()).isEmpty();
  }

  @Test
  void anEmptyRedisIsFilledAgainAndNobodyIsForgotten() {
    TestGateway door = warm();
    redis.kill();
    redis.restartEmpty();
    Await.until(
        "it is fresh again",
        () -> {
          city.forEach(
              code -> assertThat(door.ask(code.person())).isInstanceOf(Standing.Known.class));
          return door.isFresh();
        });
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    Await.until("the door knows", () -> door.answersBy(red));
    everyoneAnswered(door);
  }

  @Test
  void anEmptyRedisWithoutAnEngineLeavesMissesUnanswered() {
    TestGateway door = holdingNothing();
    engine.halt();
    redis.kill();
    redis.restartEmpty();
    Await.until("it is reached again", () -> door.meters.fetches(Fetch.LAYOUT) > 0 || asked(door));
    assertThat(city).noneMatch(code -> door.ask(code.person()) instanceof Standing.Absent);
    assertThat(door.watch.faults()).isEmpty();
  }

  private boolean asked(TestGateway door) {
    assertThat(door.ask(city.getFirst().person())).isNotInstanceOf(Standing.Absent.class);
    return false;
  }

  @Test
  void aSlowRedisCostsAMissItsDeadlineAndNoMore() {
    TestGateway door = holdingNothing();
    redis.pause();
    long asked = System.nanoTime();
    List<Future<Standing>> answers =
        city.stream().map(code -> door.loop.begin(() -> door.asking(code.person()))).toList();
    assertThat(answers).allMatch(answer -> Loop.join(answer) instanceof Standing.Unanswered);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    redis.resume();
    Await.until(
        "it answers again", () -> door.ask(city.getFirst().person()) instanceof Standing.Known);
  }

  @Test
  void aReplyHeldBackWhileItsChangePassesOnTheFeedDoesNotWin() {
    TestGateway door = holdingNothing(TINY.within(Duration.ofSeconds(10)));
    network.holdRepliesTo("code:");
    Future<Standing> late = door.loop.begin(() -> door.asking(city.getFirst().person()));
    Await.until("the bucket was read", () -> redisHasServed("hgetall"));
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    Await.until("the change has passed", () -> !door.meters.commitToDoor.isEmpty());
    assertThat(late.isComplete()).isFalse();
    network.release();
    assertThat(Loop.join(late))
        .isInstanceOfSatisfying(
            Standing.Known.class, known -> assertThat(known.status()).isEqualTo(red));
  }

  private boolean redisHasServed(String command) {
    return String.valueOf(redis.run("INFO", "commandstats")).contains("cmdstat_" + command + ":");
  }

  @Test
  void aBucketWithAStrangerInItIsUnansweredAndCounted() {
    TestGateway door = holdingNothing();
    for (Object bucket : (List<?>) Objects.requireNonNull(redis.run("KEYS", "code:*"))) {
      redis.run("HSET", String.valueOf(bucket), "stranger", "seventeen letters");
    }
    assertThat(city).allMatch(code -> door.ask(code.person()) instanceof Standing.Unanswered);
    assertThat(door.meters.fetches(Fetch.MISMATCH)).isPositive();
  }

  @Test
  void missesBeyondTheBoundAreUnansweredAtOnce() {
    TestGateway door = holdingNothing(TINY.within(Duration.ofSeconds(20)).waiting(10));
    redis.pause();
    List<Future<Standing>> answers =
        city.stream().map(code -> door.loop.begin(() -> door.asking(code.person()))).toList();
    Await.until("the others were turned away", () -> door.meters.turnedAway.get() == 490);
    assertThat(answers.stream().filter(Future::isComplete)).hasSize(490);
    redis.resume();
    assertThat(answers).allMatch(answer -> Loop.join(answer) != null);
    assertThat(door.watch.people()).isEqualTo(10);
  }

  @Test
  void connectionsCutInMidReplyGiveNobodyAnotherPersonsStatus() {
    TestGateway door = holdingNothing();
    for (int bytes = 1; bytes < 4_000; bytes += 397) {
      network.cutAfter(bytes);
      city.forEach(
          code -> assertThat(door.ask(code.person())).isNotInstanceOf(Standing.Absent.class));
    }
    network.heal();
    Await.until(
        "it answers again", () -> door.ask(city.getFirst().person()) instanceof Standing.Known);
    assertThat(door.watch.faults()).isEmpty();
  }

  @Test
  void aFeedThatIsCutAgesAndRecovers() {
    TestGateway door = warm();
    network.refuse();
    Await.until("the age is told", () -> !door.isFresh());
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    assertThat(door.ask(red.person()))
        .isInstanceOfSatisfying(
            Standing.Known.class,
            known -> assertThat(known.freshness().isWithin(2_000_000)).isFalse());
    network.heal();
    Await.until("the door knows", () -> door.answersBy(red) && door.isFresh());
    assertThat(door.meters.gaps()).isEmpty();
    assertThat(door.watch.faults()).isEmpty();
  }

  @Test
  void aPublisherThatIsBehindIsAge() {
    TestGateway door = warm();
    engine.halt();
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    Await.until("the age is told", () -> !door.isFresh());
    assertThat(door.answersBy(red)).isFalse();
    engine.start();
    Await.until("the door knows", () -> door.answersBy(red) && door.isFresh());
    assertThat(door.watch.faults()).isEmpty();
  }

  @Test
  void aWallClockThatIsOffIsAMetricAndChangesNoAge() {
    Duration off = Duration.ofSeconds(3);
    for (Duration by : List.of(off, off.negated())) {
      InstantSource wall = () -> InstantSource.system().instant().plus(by);
      try (TestGateway door = new TestGateway(redis.url(), SETTINGS, wall).warm(city.size())) {
        Await.until("heartbeats arrive", door::isFresh);
        long micros = by.toMillis() * 1_000;
        assertThat(door.meters.clockOffset.get()).isBetween(micros - 500_000, micros + 500_000);
      }
    }
  }

  @Test
  void changesThatLeftTheFeedAreAGapThatIsMended() {
    TestGateway door = warm();
    network.refuse();
    Await.until("it is cut off", () -> network.connections() == 0);
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    CodeStatus yellow = engine.commit(city.getLast().person(), Colour.YELLOW);
    Await.until("both are written", () -> engine.isWritten(red) && engine.isWritten(yellow));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      redis.run("XTRIM", RedisKeys.feed(partition), "MAXLEN", "0");
    }
    network.heal();
    Await.until("the door knows", () -> door.answersBy(red) && door.answersBy(yellow));
    assertThat(door.meters.gaps()).isNotEmpty();
    everyoneAnswered(door);
  }

  @Test
  void anEngineThatRemembersTooLittleRebuilds() {
    TestGateway door = warm();
    engine.halt();
    redis.run("DECRBY", RedisKeys.sequence(0), "3");
    try (TestEngine forgetful = new TestEngine(redis.url(), PARTITIONS, 0, 1)) {
      List<CodeStatus> again =
          city.stream()
              .flatMap(
                  code ->
                      Stream.of(
                          forgetful.commit(code.person(), Colour.GREEN),
                          forgetful.commit(code.person(), Colour.RED)))
              .filter(code -> code.colour() == Colour.RED)
              .toList();
      forgetful.start();
      Await.until("all doors know", () -> again.stream().allMatch(door::answersBy));
      Await.until("it is fresh", door::isFresh);
    }
    assertThat(door.meters.gaps()).isNotEmpty();
    everyoneAnswered(door);
  }
}
