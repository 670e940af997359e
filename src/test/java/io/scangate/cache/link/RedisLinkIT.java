package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.cache.link.RedisUnavailable.Reason;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.ops.LinkMeters.Loss;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link with one server that is killed, restarted, emptied and held still. */
class RedisLinkIT {
  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private LinkFixture fixture;

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    fixture = new LinkFixture(redis.url()).up("a");
  }

  @Test
  void repliesStandInTheOrderOfTheirRequests() {
    List<String> keys = IntStream.range(0, 500).mapToObj(i -> "key" + i).toList();
    keys.forEach(key -> fixture.set(key, "value of " + key));

    List<Future<List<@Nullable Response>>> batches = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      batches.add(fixture.beginGets("a", keys));
    }

    for (Future<List<@Nullable Response>> batch : batches) {
      assertThat(Loop.join(batch).stream().map(LinkFixture::text))
          .containsExactlyElementsOf(keys.stream().map(key -> "value of " + key).toList());
    }
  }

  @Test
  void aMissingKeyIsNull() {
    assertThat(fixture.get("missing")).isNull();
  }

  @Test
  void anErrorOfTheServerIsARefusalWithItsCodeAndLeavesTheConnectionAlone() {
    fixture.set("text", "no hash");

    Throwable failure =
        fixture.loop.failure(
            () ->
                fixture.link.sendAll(
                    "text",
                    List.of(
                        Request.cmd(Command.GET).arg("text"),
                        Request.cmd(Command.HGETALL).arg("text"))));

    assertThat(failure).isInstanceOf(RedisRefusal.class).hasMessageStartingWith("WRONGTYPE ");
    assertThat(((RedisRefusal) failure).code()).isEqualTo("WRONGTYPE");
    assertThat(fixture.get("text")).isEqualTo("no hash");
    assertThat(fixture.meters.losses()).isEmpty();
  }

  @Test
  void anUnknownScriptIsToldByItsCode() {
    Throwable failure =
        fixture.loop.failure(
            () ->
                fixture.link.send(
                    "a", Request.cmd(Command.EVALSHA).arg("0".repeat(40)).arg(1).arg("a")));

    assertThat(failure).isInstanceOf(RedisRefusal.class).hasMessageStartingWith("NOSCRIPT ");
  }

  @Test
  void itConnectsAgainByItselfAfterTheServerWasKilled() {
    fixture.set("a", "kept");
    redis.kill();
    Await.until("the loss is noticed", () -> !fixture.isUp("a"));
    assertThat(fixture.unavailable("a")).isEqualTo(Reason.NOT_CONNECTED);

    redis.restart();
    fixture.up("a");

    assertThat(fixture.get("a")).isEqualTo("kept");
    assertThat(fixture.meters.losses()).containsExactly(Loss.ENDED);
  }

  @Test
  void aListenerLearnsThatTheServerIsAnotherOne() {
    redis.kill();
    redis.restartEmpty();
    Await.until("it is connected again", () -> fixture.heard.size() >= 3);

    assertThat(fixture.get("a")).isNull();
    List<String> heard = List.copyOf(fixture.heard);
    assertThat(heard.get(0)).startsWith("connected " + redis.port());
    assertThat(heard.get(1)).isEqualTo(heard.get(0).replace("connected", "lost"));
    assertThat(heard.get(2)).startsWith("connected " + redis.port()).isNotEqualTo(heard.get(0));
  }

  @Test
  void whatIsInFlightFailsWhenTheServerIsKilled() {
    redis.pause();
    Future<List<@Nullable Response>> open =
        fixture.loop.begin(
            () ->
                fixture.link.sendAll(
                    "a", LinkFixture.gets(List.of("a", "b")), Duration.ofSeconds(20)));
    redis.kill();

    assertThatThrownBy(() -> Loop.join(open))
        .isInstanceOfSatisfying(
            RedisUnavailable.class,
            it -> assertThat(it.reason()).isEqualTo(Reason.CONNECTION_LOST));
  }

  @Test
  void theDeadlineHoldsWhenTheServerIsSilentAndTheConnectionIsMadeAgain() {
    redis.pause();
    long sent = System.nanoTime();
    Reason reason = fixture.unavailable("a");
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);

    assertThat(reason).isEqualTo(Reason.DEADLINE);
    assertThat(waited).isGreaterThanOrEqualTo(100);
    Await.until("the silent connection is given up", () -> !fixture.isUp("a"));
    assertThat(fixture.meters.losses()).containsExactly(Loss.OVERDUE);
    assertThat(fixture.meters.missed.get()).isPositive();

    redis.resume();
    fixture.up("a");
    assertThat(fixture.get("a")).isNull();
  }

  @Test
  void aLateReplyIsGivenToNobodyElse() {
    try (LinkFixture patient = new LinkFixture(LinkFixture.patient(redis.url()))) {
      patient.up("a").set("slow", "slow's value");
      patient.set("next", "next's value");
      redis.pause();
      Future<List<@Nullable Response>> late = patient.beginGets("a", List.of("slow"));
      assertThatThrownBy(() -> Loop.join(late)).isInstanceOf(RedisUnavailable.class);
      Future<List<@Nullable Response>> next =
          patient.loop.begin(
              () ->
                  patient.link.sendAll(
                      "a", LinkFixture.gets(List.of("next")), Duration.ofSeconds(20)));
      redis.resume();

      assertThat(Loop.join(next).stream().map(LinkFixture::text)).containsExactly("next's value");
      assertThat(patient.meters.losses()).isEmpty();
    }
  }

  @Test
  void aDeadServerIsNoticedWithoutAnyRequest() {
    redis.pause();

    Await.until("the probe is missed", () -> !fixture.isUp("a"));

    assertThat(fixture.meters.losses()).containsExactly(Loss.OVERDUE);
  }

  @Test
  void beyondTheBoundRequestsFailAtOnce() {
    try (LinkFixture bounded =
        new LinkFixture(LinkSettings.of(RedisAddress.parse(redis.url())).atMostInFlight(10))) {
      bounded.up("a");
      List<Request> six = LinkFixture.gets(List.of("a", "b", "c", "d", "e", "f"));
      redis.pause();
      Future<List<@Nullable Response>> first =
          bounded.loop.begin(() -> bounded.link.sendAll("a", six));
      Future<List<@Nullable Response>> second =
          bounded.loop.begin(() -> bounded.link.sendAll("a", six));

      assertThatThrownBy(() -> Loop.join(second))
          .isInstanceOfSatisfying(
              RedisUnavailable.class, it -> assertThat(it.reason()).isEqualTo(Reason.BUSY));
      redis.resume();
      assertThat(first.otherwise(List.of())).isNotNull();
      assertThat(bounded.meters.turnedAway.get()).isEqualTo(6);
    }
  }

  @Test
  void aReplicaIsNotUsed() {
    try (RedisProcess replica =
            RedisProcess.start(directory, List.of("replicaof 127.0.0.1 " + redis.port()));
        LinkFixture toReplica = new LinkFixture(replica.url())) {
      Await.until("it was refused", () -> toReplica.meters.connectFailed.get() > 0);

      assertThat(toReplica.isUp("a")).isFalse();
    }
  }

  @Test
  void aBlockingCommandDoesNotHoldUpTheOthers() {
    Master master =
        fixture.loop.call(() -> fixture.link.mastersOf(List.of("a"))).keySet().iterator().next();
    BlockingLine line = fixture.loop.await(() -> fixture.link.openBlocking(master));
    Future<@Nullable Response> entry =
        fixture.loop.begin(
            () ->
                line.send(
                    Request.cmd(Command.XREAD).arg("BLOCK").arg(0).arg("STREAMS").arg("s").arg("$"),
                    Duration.ofSeconds(20)));

    Await.until(
        "the reader waits",
        () -> String.valueOf(redis.run("INFO", "clients")).contains("blocked_clients:1"));
    assertThat(fixture.get("a")).isNull();
    redis.run("XADD", "s", "*", "field", "value");

    assertThat(String.valueOf(Loop.join(entry))).contains("value");
    redis.kill();
    Loop.join(line.ended());
  }

  @Test
  void aBlockingLineIsNotOpenedToAServerThatWasRestarted() {
    Master before =
        fixture.loop.call(() -> fixture.link.mastersOf(List.of("a"))).keySet().iterator().next();
    redis.kill();
    redis.restart();

    assertThat(fixture.loop.failure(() -> fixture.link.openBlocking(before)))
        .isInstanceOf(RedisUnavailable.class);
  }

  @Test
  void afterClosingNothingIsSent() {
    var _ = fixture.loop.await(fixture.link::close);

    assertThat(fixture.unavailable("a")).isEqualTo(Reason.CLOSED);
  }
}
