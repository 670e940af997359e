package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.RedisCluster;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions on the masters of a cluster, one of which moves from one to another. */
class ClusterCodesIT {
  private static final int PARTITIONS = 6;
  private static final CacheSettings SETTINGS = CacheSettings.DEFAULT.inPartitions(PARTITIONS);

  /** Of partition 0. */
  private static final long INHABITANT = PARTITIONS;

  @TempDir Path directory;
  @AutoClose private RedisCluster redis;
  @AutoClose private TestEngine engine;
  @AutoClose private TestGateway door;
  @AutoClose private TestGateway asking;

  private List<CodeStatus> city;

  @BeforeEach
  void start() {
    redis = RedisCluster.start(directory);
    engine = new TestEngine(redis.url(), PARTITIONS);
    city =
        LongStream.range(1, 2_001).mapToObj(person -> engine.commit(person, Colour.GREEN)).toList();
    engine.start();
    door = new TestGateway(redis.url(), SETTINGS).warm(city.size());
    asking = new TestGateway(redis.url(), SETTINGS.holding(1)).start();
    Await.until("heartbeats arrive", () -> door.isFresh() && asking.isFresh());
  }

  private void everyoneIsAnswered(TestGateway by) {
    assertThat(city).allMatch(code -> by.ask(code.person()) instanceof Standing.Known);
    assertThat(by.watch.faults()).isEmpty();
  }

  @Test
  void allMastersAreAskedAndFollowed() {
    assertThat(
            LongStream.range(0, PARTITIONS)
                .mapToObj(p -> redis.ownerOf(redis.slotOf(RedisKeys.feed((int) p))).port())
                .distinct())
        .hasSizeGreaterThan(1);
    everyoneIsAnswered(door);
    everyoneIsAnswered(asking);
    List<CodeStatus> flipped =
        city.subList(0, 20).stream().map(code -> engine.commit(code.person(), Colour.RED)).toList();
    Await.until("the door knows", () -> flipped.stream().allMatch(door::answersBy));
  }

  @Test
  void aSlotThatMovesUnderScansIsNotSeenAtTheDoor() {
    int slot = redis.slotOf(RedisKeys.feed(0));
    RedisProcess from = redis.ownerOf(slot);
    RedisProcess to = from.port() == redis.node(0).port() ? redis.node(1) : redis.node(0);
    redis.beginMove(slot, to);
    List<?> keys =
        (List<?>)
            Objects.requireNonNull(
                from.run("CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), "10000"));
    assertThat(keys).hasSizeGreaterThan(3);
    CodeStatus red = engine.commit(INHABITANT, Colour.RED);
    for (Object key : keys) {
      redis.moveKey(from, to, String.valueOf(key));
      assertThat(asking.ask(INHABITANT)).isNotInstanceOf(Standing.Absent.class);
    }
    redis.finishMove(slot, to);
    Await.until("the door knows", () -> door.answersBy(red) && asking.answersBy(red));
    CodeStatus green = engine.commit(INHABITANT, Colour.GREEN);
    Await.until("the door knows", () -> door.answersBy(green) && asking.answersBy(green));
    Await.until("both are fresh", () -> door.isFresh() && asking.isFresh());
    everyoneIsAnswered(door);
    assertThat(asking.watch.faults()).isEmpty();
  }
}
