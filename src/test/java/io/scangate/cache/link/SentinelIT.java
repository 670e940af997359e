package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.RedisSentinels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link that follows the master from one server to the other. */
class SentinelIT {
  @TempDir Path directory;
  @AutoClose private RedisSentinels all;
  @AutoClose private LinkFixture fixture;

  @BeforeEach
  void start() {
    all = RedisSentinels.start(directory);
    fixture = new LinkFixture(all.url()).up("a");
    fixture.set("a", "before");
    all.awaitInStep();
  }

  @Test
  void itFollowsTheMasterWhenTheOldOneIsKilled() {
    all.master().kill();
    all.awaitFailover();
    Await.until("the new master is used", () -> masterPort() == all.replica().port());

    assertThat(fixture.get("a")).isEqualTo("before");
    fixture.set("a", "after");
    assertThat(all.replica().run("GET", "a")).isEqualTo("after");
    assertThat(fixture.heard).contains("topology");
  }

  @Test
  void itLeavesAMasterThatCameBackAfterAnotherWasChosen() {
    all.master().pause();
    all.awaitFailover();
    Await.until("the new master is used", () -> masterPort() == all.replica().port());
    fixture.set("a", "after");
    all.master().resume();
    Await.until(
        "the old master follows",
        () -> String.valueOf(all.master().run("ROLE")).startsWith("[slave"));

    assertThat(masterPort()).isEqualTo(all.replica().port());
    assertThat(fixture.get("a")).isEqualTo("after");
  }

  @Test
  void twoDeadSentinelsDoNotKeepItFromItsMaster() {
    all.sentinels().get(0).kill();
    all.sentinels().get(1).kill();
    try (LinkFixture late = new LinkFixture(all.url())) {
      assertThat(late.up("a").get("a")).isEqualTo("before");
    }
  }

  private int masterPort() {
    return fixture.loop.call(
        () ->
            fixture.link.mastersOf(List.of("a")).keySet().stream()
                .findFirst()
                .map(it -> it.address().port())
                .orElse(0));
  }
}
