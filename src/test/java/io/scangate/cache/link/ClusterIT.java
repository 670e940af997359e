package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.cache.link.RedisUnavailable.Reason;
import io.scangate.embedded.Await;
import io.scangate.embedded.RedisCluster;
import io.scangate.embedded.RedisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link with a cluster of three whose slots move. */
class ClusterIT {
  private static final List<String> PARTITIONS =
      IntStream.range(0, 16).mapToObj(p -> "feed:{" + p + "}").toList();

  @TempDir Path directory;
  @AutoClose private RedisCluster cluster;
  @AutoClose private LinkFixture fixture;

  @BeforeEach
  void start() {
    cluster = RedisCluster.start(directory);
    fixture = new LinkFixture(cluster.url());
    PARTITIONS.forEach(fixture::up);
  }

  @Test
  void everyKeyGoesToTheMasterOfItsSlot() {
    for (String key : PARTITIONS) {
      fixture.set(key, "at home");

      assertThat(KeySlot.of(key)).isEqualTo(cluster.slotOf(key));
      assertThat(cluster.ownerOf(cluster.slotOf(key)).run("GET", key)).isEqualTo("at home");
    }
  }

  @Test
  void itTellsWhichMasterServesWhichKeys() {
    Collection<List<String>> shares =
        fixture.loop.call(() -> List.copyOf(fixture.link.mastersOf(PARTITIONS).values()));

    assertThat(shares).hasSize(3);
    assertThat(shares.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(PARTITIONS);
  }

  @Test
  void aMovedSlotIsFollowedWithoutAFailure() {
    String key = PARTITIONS.getFirst();
    fixture.set(key, "moved along");
    int slot = cluster.slotOf(key);
    RedisProcess from = cluster.ownerOf(slot);
    RedisProcess to = other(from);
    cluster.beginMove(slot, to);
    cluster.moveKey(from, to, key);
    cluster.finishMove(slot, to);

    assertThat(fixture.get(key)).isEqualTo("moved along");
    Await.until(
        "the map is new", () -> fixture.heard.contains("topology") && portOf(key) == to.port());
    fixture.set(key, "written there");
    assertThat(to.run("GET", key)).isEqualTo("written there");
  }

  @Test
  void whileASlotMovesEveryKeyIsFoundWhereItIs() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add("code:{3}:1:" + i);
    }
    keys.forEach(key -> fixture.set(key, "value of " + key));
    int slot = cluster.slotOf(keys.getFirst());
    RedisProcess from = cluster.ownerOf(slot);
    RedisProcess to = other(from);
    cluster.beginMove(slot, to);

    for (String key : keys) {
      cluster.moveKey(from, to, key);
      assertThat(texts(keys))
          .containsExactlyElementsOf(keys.stream().map(it -> "value of " + it).toList());
    }
    fixture.set("code:{3}:1:new", "born on the way");
    cluster.finishMove(slot, to);
    assertThat(fixture.get("code:{3}:1:new")).isEqualTo("born on the way");
  }

  @Test
  void oneDeadMasterLeavesTheOthersServing() {
    String dead = PARTITIONS.getFirst();
    RedisProcess killed = cluster.ownerOf(cluster.slotOf(dead));
    List<String> alive =
        PARTITIONS.stream().filter(key -> cluster.ownerOf(cluster.slotOf(key)) != killed).toList();
    killed.kill();
    Await.until("the loss is noticed", () -> !fixture.isUp(dead));

    assertThat(fixture.unavailable(dead)).isEqualTo(Reason.NOT_CONNECTED);
    assertThat(alive).allMatch(fixture::isUp);
    killed.restart();
    Await.until("all serve again", () -> PARTITIONS.stream().allMatch(this::serves));
  }

  private boolean serves(String key) {
    return fixture.isUp(key) && fixture.get(key) == null;
  }

  private List<@Nullable String> texts(List<String> keys) {
    return fixture.loop.await(
        () ->
            fixture
                .link
                .sendAll(keys.getFirst(), LinkFixture.gets(keys))
                .map(
                    replies -> replies.stream().<@Nullable String>map(LinkFixture::text).toList()));
  }

  private int portOf(String key) {
    return fixture.loop.call(
        () -> fixture.link.mastersOf(List.of(key)).keySet().iterator().next().address().port());
  }

  private RedisProcess other(RedisProcess than) {
    return cluster.node(0) == than ? cluster.node(1) : cluster.node(0);
  }
}
