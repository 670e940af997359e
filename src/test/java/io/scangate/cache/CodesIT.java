package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a code from its commit over a real Redis to a gateway. */
class CodesIT {
  private static final int PARTITIONS = 3;
  private static final CacheSettings SETTINGS = CacheSettings.DEFAULT.inPartitions(PARTITIONS);

  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private TestEngine engine;
  @AutoClose private TestGateway gateway;

  private List<CodeStatus> city;

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    engine = new TestEngine(redis.url(), PARTITIONS);
    city =
        LongStream.range(1, 2_001)
            .mapToObj(person -> engine.commit(person * 0x9e37_79b9_7f4a_7c15L, Colour.GREEN))
            .toList();
    engine.start();
    gateway = new TestGateway(redis.url(), SETTINGS).warm(city.size());
  }

  @Test
  void everyCodeIsHeldAndAnsweredAtOnce() {
    assertThat(city).allMatch(gateway::answersBy);
    assertThat(gateway.meters.misses).hasValue(0);
    assertThat(gateway.watch.people()).isEqualTo(city.size());
    assertThat(gateway.watch.faults()).isEmpty();
  }

  @Test
  void aPersonWithoutACodeIsKnownToBeAbsent() {
    assertThat(gateway.ask(42)).isInstanceOf(Standing.Absent.class);
  }

  @Test
  void aFlipReachesTheDoorAndIsLive() {
    Await.until("heartbeats arrive", gateway::isFresh);
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    Await.until("the door knows", () -> gateway.answersBy(red));
    assertThat(gateway.ask(red.person()))
        .isInstanceOfSatisfying(
            Standing.Known.class,
            known -> assertThat(known.freshness().isWithin(2_000_000)).isTrue());
    assertThat(gateway.meters.commitToDoor).isNotEmpty();
    assertThat(gateway.meters.gaps()).isEmpty();
  }

  @Test
  void anErasedPersonIsAbsent() {
    long person = city.getFirst().person();
    engine.erase(person);
    Await.until("the door knows", () -> gateway.ask(person) instanceof Standing.Absent);
  }

  @Test
  void aGatewayThatHoldsLittleAsksForTheRest() {
    try (TestGateway small = new TestGateway(redis.url(), SETTINGS.holding(5_000)).start()) {
      Await.until("it is ready", small.cache::caughtUpOnce);
      assertThat(city).allMatch(small::answersBy);
      assertThat(small.meters.misses.get()).isPositive();
      assertThat(small.watch.faults()).isEmpty();
      Await.until("it keeps to its bound", () -> small.cache.bytesHeld() <= 5_000);
    }
  }

  @Test
  void aRebuildUnderScansIsNotSeenAtTheDoor() {
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    Await.until("the door knows", () -> gateway.answersBy(red));
    for (int round = 0; round < 3; round++) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        engine.rebuild(partition);
        assertThat(gateway.answersBy(red)).isTrue();
      }
    }
    CodeStatus green = engine.commit(red.person(), Colour.GREEN);
    Await.until("the door knows", () -> gateway.answersBy(green));
    assertThat(city).allMatch(code -> gateway.ask(code.person()) instanceof Standing.Known);
    assertThat(gateway.meters.gaps()).isEmpty();
    assertThat(gateway.watch.faults()).isEmpty();
    assertThat(String.valueOf(redis.run("KEYS", "rebuild:*"))).isEqualTo("[]");
  }
}
