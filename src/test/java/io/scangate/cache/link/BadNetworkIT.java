package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.cache.link.RedisUnavailable.Reason;
import io.scangate.embedded.Await;
import io.scangate.embedded.FaultyProxy;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.ops.LinkMeters.Loss;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link with a server behind a bad network. */
class BadNetworkIT {
  private static final List<String> KEYS =
      IntStream.range(0, 100).mapToObj(i -> "key" + i).toList();

  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private FaultyProxy network;
  @AutoClose private LinkFixture fixture;

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    network = FaultyProxy.before(redis.port());
    fixture = new LinkFixture(LinkFixture.patient(network.url())).up("a");
    KEYS.forEach(key -> fixture.set(key, "value of " + key));
  }

  @Test
  void aReplyThatIsCutInTheMiddleReachesNobody() {
    for (int cut = 1; cut < 60; cut += 7) {
      fixture.up("a");
      network.cutAfter(1_000 + cut);
      Future<List<@Nullable Response>> torn = fixture.beginGets("a", KEYS);

      assertThatThrownBy(() -> Loop.join(torn))
          .isInstanceOfSatisfying(
              RedisUnavailable.class,
              it -> assertThat(it.reason()).isEqualTo(Reason.CONNECTION_LOST));
      Await.until("the loss is noticed", () -> !fixture.meters.losses().isEmpty());
      fixture.up("a");
      assertThat(fixture.get("key7")).isEqualTo("value of key7");
    }
    assertThat(fixture.meters.losses()).hasSize(9).containsOnly(Loss.ENDED);
  }

  @Test
  void bytesThatNobodyAskedForEndTheConnection() {
    network.slipIn("$5\r\nodd!!\r\n");
    Await.until("it was noticed", () -> !fixture.meters.losses().isEmpty());
    fixture.up("a");

    assertThat(fixture.get("key1")).isEqualTo("value of key1");
    assertThat(fixture.meters.losses()).containsExactly(Loss.MISMATCH);
  }

  @Test
  void bytesThatAreNoRedisEndTheConnection() {
    network.slipIn("HTTP/1.1 400 Bad Request\r\n\r\n");
    Await.until("it was noticed", () -> !fixture.meters.losses().isEmpty());
    fixture.up("a");

    assertThat(fixture.get("key1")).isEqualTo("value of key1");
  }

  @Test
  void slowRepliesMissTheirDeadlineAndThenBelongToNobody() {
    network.hold();
    assertThat(fixture.unavailable("key1")).isEqualTo(Reason.DEADLINE);
    Future<List<@Nullable Response>> patient =
        fixture.loop.begin(
            () ->
                fixture.link.sendAll(
                    "a", LinkFixture.gets(List.of("key2", "key3")), Duration.ofSeconds(20)));
    network.release();

    assertThat(Loop.join(patient).stream().map(LinkFixture::text))
        .containsExactly("value of key2", "value of key3");
  }

  @Test
  void aNetworkThatSwallowsEverythingIsGivenUpAndTriedAgain() {
    try (LinkFixture brisk = new LinkFixture(network.url())) {
      brisk.up("a");
      network.swallow();
      assertThat(brisk.unavailable("a")).isEqualTo(Reason.DEADLINE);
      Await.until("the connection is given up", () -> !brisk.isUp("a"));
      Await.until("attempts fail", () -> brisk.meters.connectFailed.get() > 0);

      network.heal();
      network.cut();

      assertThat(brisk.up("a").get("key4")).isEqualTo("value of key4");
      assertThat(brisk.meters.losses()).containsExactly(Loss.OVERDUE);
    }
  }

  @Test
  void aRefusedConnectionIsTriedAgainUntilItIsMade() {
    network.refuse();
    Await.until("attempts fail", () -> fixture.meters.connectFailed.get() >= 3);
    assertThat(fixture.unavailable("a")).isEqualTo(Reason.NOT_CONNECTED);

    network.heal();

    assertThat(fixture.up("a").get("key5")).isEqualTo("value of key5");
  }
}
