package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.RedisSentinels;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters.Gap;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that dies with writes that it had acknowledged and its replica never got. */
class FailoverIT {
  private static final CacheSettings SETTINGS = CacheSettings.DEFAULT.inPartitions(1);

  @TempDir Path directory;
  @AutoClose private RedisSentinels redis;
  @AutoClose private TestEngine engine;
  @AutoClose private TestGateway door;

  private List<CodeStatus> city;

  @BeforeEach
  void start() {
    redis = RedisSentinels.start(directory);
    engine = new TestEngine(redis.url(), 1);
    city =
        LongStream.range(1, 501).mapToObj(person -> engine.commit(person, Colour.GREEN)).toList();
    engine.start();
    door = new TestGateway(redis.url(), SETTINGS).warm(city.size());
    Await.until("heartbeats arrive", door::isFresh);
    redis.awaitInStep();
  }

  @Test
  void lostWritesAreNoticedAndWrittenAgainAndNoAnswerGoesBack() {
    // The replica is cut off, so what is written from now on is acknowledged and will be lost.
    redis.replica().pause();
    redis.master().run("CLIENT", "KILL", "TYPE", "replica");
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    CodeStatus yellow = engine.commit(city.get(1).person(), Colour.YELLOW);
    Await.until("the door knows", () -> door.answersBy(red) && door.answersBy(yellow));
    engine.halt();
    redis.master().kill();
    redis.replica().resume();
    redis.awaitFailover();
    assertThat(redis.replica().run("GET", RedisKeys.sequence(0))).isEqualTo("500");

    Await.until("the loss is noticed", () -> door.meters.gaps().contains(Gap.WENT_BACK));
    assertThat(door.answersBy(red)).isTrue();
    assertThat(city)
        .allMatch(
            code ->
                door.ask(code.person()) instanceof Standing.Known(var _, var freshness)
                    && !freshness.confirmed());

    engine.start();
    Await.until("it is written again", () -> engine.isWritten(yellow));
    Await.until(
        "every answer is live",
        () ->
            city.stream()
                .allMatch(
                    code ->
                        door.ask(code.person()) instanceof Standing.Known(var _, var freshness)
                            && freshness.isWithin(2_000_000)));
    assertThat(door.answersBy(red) && door.answersBy(yellow)).isTrue();
    assertThat(door.watch.faults()).isEmpty();
  }

  @Test
  void aFailoverThatLosesNothingIsNoGap() {
    redis.awaitInStep();
    redis.master().kill();
    redis.awaitFailover();
    CodeStatus red = engine.commit(city.getFirst().person(), Colour.RED);
    Await.until("the door knows", () -> door.answersBy(red) && door.isFresh());
    assertThat(door.meters.gaps()).isEmpty();
    assertThat(door.watch.faults()).isEmpty();
  }
}
