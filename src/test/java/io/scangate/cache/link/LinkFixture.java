package io.scangate.cache.link;

import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A link on an event loop of its own, driven from the test's thread. Shared. */
final class LinkFixture implements AutoCloseable {
  final Loop loop = new Loop();
  final CountedMeters meters = new CountedMeters();
  final Queue<String> heard = new ConcurrentLinkedQueue<>();
  final RedisLink link;

  LinkFixture(String url) {
    this(LinkSettings.of(RedisAddress.parse(url)));
  }

  LinkFixture(LinkSettings settings) {
    link =
        loop.call(
            () -> {
              RedisLink opened = RedisLink.open(loop.vertx(), settings, meters);
              opened.listen(new Recorder(heard));
              return opened;
            });
  }

  /** Settings with which a connection is not given up while a test looks at what comes late. */
  static LinkSettings patient(String url) {
    return new LinkSettings(
        RedisAddress.parse(url),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(100),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofMillis(50),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        16_384);
  }

  /** Waits until the master of this key is connected. */
  LinkFixture up(String key) {
    Await.until("the link is up", () -> isUp(key));
    return this;
  }

  boolean isUp(String key) {
    return loop.call(() -> link.isUp(key));
  }

  @Nullable String get(String key) {
    return text(loop.await(() -> link.send(key, Request.cmd(Command.GET).arg(key))));
  }

  void set(String key, String value) {
    var _ = loop.await(() -> link.send(key, Request.cmd(Command.SET).arg(key).arg(value)));
  }

  Future<List<@Nullable Response>> beginGets(String slot, List<String> keys) {
    return loop.begin(() -> link.sendAll(slot, gets(keys)));
  }

  static List<Request> gets(List<String> keys) {
    List<Request> requests = new ArrayList<>();
    for (String key : keys) {
      requests.add(Request.cmd(Command.GET).arg(key));
    }
    return requests;
  }

  /** Why a request found Redis unavailable. */
  RedisUnavailable.Reason unavailable(String key) {
    Throwable failure = loop.failure(() -> link.send(key, Request.cmd(Command.GET).arg(key)));
    if (failure instanceof RedisUnavailable unavailable) {
      return unavailable.reason();
    }
    throw new AssertionError("not unavailable", failure);
  }

  static @Nullable String text(@Nullable Response reply) {
    return reply == null ? null : reply.toString();
  }

  @Override
  public void close() {
    var _ = loop.await(link::close);
    loop.close();
  }

  private record Recorder(Queue<String> heard) implements LinkListener {
    @Override
    public void connected(Master master) {
      heard.add("connected " + master.address().port() + " " + master.runId());
    }

    @Override
    public void lost(Master master) {
      heard.add("lost " + master.address().port() + " " + master.runId());
    }

    @Override
    public void topologyChanged() {
      heard.add("topology");
    }
  }
}
