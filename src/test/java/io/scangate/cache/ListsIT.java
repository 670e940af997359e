package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Await;
import io.scangate.embedded.FaultyProxy;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists on their way to a gateway. */
class ListsIT {
  private static final String NAME = "orders";

  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private FaultyProxy network;
  @AutoClose private Loop loop;
  @AutoClose private TestGateway gateway;
  private RedisLink link;
  private ListWriter writer;
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    network = FaultyProxy.before(redis.port());
    loop = new Loop();
    link =
        loop.call(
            () ->
                RedisLink.open(
                    loop.vertx(),
                    LinkSettings.of(RedisAddress.parse(redis.url())),
                    new SilentLinkMeters()));
    writer = new ListWriter(link, Duration.ofSeconds(1));
    Await.until("the link is up", () -> loop.call(() -> link.isUp(RedisKeys.list(NAME))));
    gateway = new TestGateway(network.url(), CacheSettings.DEFAULT.inPartitions(1));
  }

  @AfterEach
  void close() {
    var _ = loop.await(link::close);
  }

  private void follow() {
    var _ = gateway.start();
    gateway.loop.run(() -> gateway.feed.lists().on(NAME, new Recorder(heard)));
  }

  private ListStored whole(long number, String text) {
    return stored(() -> writer.whole(NAME, number, text.getBytes(StandardCharsets.UTF_8)));
  }

  private ListStored change(long number, String text) {
    return stored(() -> writer.change(NAME, number, text.getBytes(StandardCharsets.UTF_8)));
  }

  private ListStored stored(Callable<Future<ListStored>> work) {
    return loop.await(work);
  }

  private void awaitHeard(String... what) {
    Await.until("heard " + List.of(what), () -> List.copyOf(heard).equals(List.of(what)));
  }

  @Test
  void aListIsReadAtTheStartAndOnEveryAnnouncement() {
    assertThat(whole(4, "a")).isEqualTo(new ListStored.Stored());
    assertThat(change(5, "b")).isEqualTo(new ListStored.Stored());
    follow();
    awaitHeard("whole 4 a", "change 5 b");
    assertThat(change(6, "c")).isEqualTo(new ListStored.Stored());
    awaitHeard("whole 4 a", "change 5 b", "change 6 c");
    assertThat(whole(9, "d")).isEqualTo(new ListStored.Stored());
    awaitHeard("whole 4 a", "change 5 b", "change 6 c", "whole 9 d");
    assertThat(gateway.meters.lists).containsEntry(NAME, 9L);
  }

  @Test
  void aNumberThatDoesNotFitIsRefused() {
    assertThat(change(1, "a")).isEqualTo(new ListStored.Refused(0));
    assertThat(whole(4, "a")).isEqualTo(new ListStored.Stored());
    assertThat(whole(4, "b")).isEqualTo(new ListStored.Refused(4));
    assertThat(change(6, "b")).isEqualTo(new ListStored.Refused(4));
    assertThat(change(5, "b")).isEqualTo(new ListStored.Stored());
    assertThat(whole(5, "c")).isEqualTo(new ListStored.Refused(5));
  }

  @Test
  void changesAreFoldedIntoTheWholeAndNobodyReadsThemAgain() {
    assertThat(fold(1, "a")).isEqualTo(new ListStored.Refused(0));
    assertThat(whole(4, "a")).isEqualTo(new ListStored.Stored());
    assertThat(change(5, "b")).isEqualTo(new ListStored.Stored());
    follow();
    awaitHeard("whole 4 a", "change 5 b");
    assertThat(fold(4, "ab")).isEqualTo(new ListStored.Refused(5));
    assertThat(fold(6, "ab")).isEqualTo(new ListStored.Refused(5));
    assertThat(held()).isEqualTo(new ListHeld(5, 1));
    assertThat(fold(5, "ab")).isEqualTo(new ListStored.Stored());
    assertThat(held()).isEqualTo(new ListHeld(5, 0));
    assertThat(change(6, "c")).isEqualTo(new ListStored.Stored());
    awaitHeard("whole 4 a", "change 5 b", "change 6 c");
    try (TestGateway other =
        new TestGateway(network.url(), CacheSettings.DEFAULT.inPartitions(1)).start()) {
      Queue<String> told = new ConcurrentLinkedQueue<>();
      other.follow(NAME, new Recorder(told));
      Await.until(
          "another has both", () -> List.copyOf(told).equals(List.of("whole 5 ab", "change 6 c")));
    }
  }

  private ListStored fold(long number, String text) {
    return stored(() -> writer.fold(NAME, number, text.getBytes(StandardCharsets.UTF_8)));
  }

  private ListHeld held() {
    return loop.await(() -> writer.held(List.of(NAME))).getFirst();
  }

  @Test
  void aLowerNumberInRedisIsNotTakenOver() {
    assertThat(whole(4, "a")).isEqualTo(new ListStored.Stored());
    follow();
    awaitHeard("whole 4 a");
    redis.run("DEL", RedisKeys.list(NAME));
    assertThat(whole(3, "old")).isEqualTo(new ListStored.Stored());
    redis.run("DEL", RedisKeys.list(NAME));
    assertThat(whole(7, "new")).isEqualTo(new ListStored.Stored());
    awaitHeard("whole 4 a", "whole 7 new");
  }

  @Test
  void whatWasAnnouncedWhileTheGatewayWasCutOffIsReadOnReconnect() {
    assertThat(whole(4, "a")).isEqualTo(new ListStored.Stored());
    follow();
    awaitHeard("whole 4 a");
    network.refuse();
    Await.until("it is cut off", () -> network.connections() == 0);
    assertThat(change(5, "b")).isEqualTo(new ListStored.Stored());
    redis.run("DEL", RedisKeys.feed(0));
    network.heal();
    awaitHeard("whole 4 a", "change 5 b");
  }

  private record Recorder(Queue<String> heard) implements ListListener {
    @Override
    public void whole(long number, byte[] bytes) {
      heard.add("whole " + number + " " + new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void change(long number, byte[] bytes) {
      heard.add("change " + number + " " + new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
