package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.scangate.cache.link.BlockingLine;
import io.scangate.cache.link.Master;
import io.scangate.cache.link.RedisLink;
import io.scangate.cache.link.RedisUnavailable;
import io.scangate.ops.CacheMeters;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which the feeds of some partitions arrive from one master. Confined to its
 * event loop. It lives until anything goes wrong; then its reader makes another.
 */
final class FeedLine {
  /** Who made it. */
  interface Owner {
    /** It has found its places and reads. */
    void reading(FeedLine line);

    /** It is over. */
    void ended(FeedLine line, Throwable why);
  }

  private static final int MOST_ENTRIES = 500;
  private static final long BLOCK = 500;
  private static final Duration PATIENCE = Duration.ofMillis(BLOCK * 2);

  private final RedisLink link;
  private final Master master;
  private final Map<String, FeedFollower> followers = new LinkedHashMap<>();
  private final Partition[] partitions;
  private final String anyKey;
  private final Ticker ticker;
  private final InstantSource wall;
  private final CacheMeters meters;
  private final Owner owner;

  private RedisClock clock;
  private @Nullable BlockingLine line;
  private boolean over;

  FeedLine(
      RedisLink link,
      Master master,
      List<FeedFollower> followers,
      CodeCache cache,
      Ticker ticker,
      InstantSource wall,
      CacheMeters meters,
      Owner owner) {
    this.link = link;
    this.master = master;
    this.partitions =
        followers.stream().map(it -> cache.partition(it.number())).toArray(Partition[]::new);
    this.anyKey = RedisKeys.feed(followers.getFirst().number());
    this.ticker = ticker;
    this.wall = wall;
    this.meters = meters;
    this.owner = owner;
    this.clock = new RedisClock(RedisClock.nameOf(master.runId()), 0);
    for (FeedFollower follower : followers) {
      this.followers.put(RedisKeys.feed(follower.number()), follower);
    }
  }

  /** Whether it reads these partitions from that master. */
  boolean serves(Master other, List<String> feeds) {
    return master.equals(other) && List.copyOf(followers.keySet()).equals(feeds);
  }

  void open() {
    askClock()
        .compose(asked -> pickUp())
        .compose(places -> link.openBlocking(master))
        .onSuccess(
            opened -> {
              if (over) {
                closed(opened);
              } else {
                line = opened;
                owner.reading(this);
                read(opened);
              }
            })
        .onFailure(this::end);
  }

  void close() {
    over = true;
    BlockingLine open = line;
    if (open != null) {
      closed(open);
    }
  }

  /** Closing what is broken may fail; it is gone either way. */
  private static void closed(BlockingLine open) {
    open.close().otherwiseEmpty();
  }

  /** Asks the master for its time, and tells the partitions. */
  @CanIgnoreReturnValue
  Future<Void> askClock() {
    long before = ticker.read();
    return link.send(anyKey, Request.cmd(Command.TIME))
        .compose(
            time -> {
              if (time == null || !link.mastersOf(List.of(anyKey)).containsKey(master)) {
                return Future.failedFuture(
                    new RedisUnavailable(RedisUnavailable.Reason.NOT_CONNECTED));
              }
              long now = ticker.read();
              long micros = RedisClock.micros(time);
              clock = RedisClock.asked(clock.name(), micros, before);
              for (Partition partition : partitions) {
                partition.adjust(clock, now);
              }
              long atReply = micros + (now - before) / 2_000;
              meters.clockOffset(
                  ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant()) - atReply);
              return Future.succeededFuture();
            });
  }

  private Future<Void> pickUp() {
    return Future.all(
            followers.values().stream()
                .map(follower -> follower.pickUp(link, clock, ticker.read()))
                .toList())
        .mapEmpty();
  }

  private void read(BlockingLine open) {
    Request read =
        Request.cmd(Command.XREAD).arg("COUNT").arg(MOST_ENTRIES).arg("BLOCK").arg(BLOCK);
    read.arg("STREAMS");
    followers.keySet().forEach(read::arg);
    followers.values().forEach(follower -> read.arg(follower.place()));
    open.send(read, PATIENCE)
        .onSuccess(
            streams -> {
              if (!over) {
                apply(streams);
                read(open);
              }
            })
        .onFailure(this::end);
  }

  private void apply(@Nullable Response streams) {
    if (streams == null) {
      return;
    }
    for (Response stream : streams) {
      FeedFollower follower = followers.get(FeedReply.text(stream.get(0)));
      if (follower != null) {
        for (FeedReply.Item item : FeedReply.items(stream.get(1))) {
          follower.apply(item, clock, ticker.read());
        }
      }
    }
  }

  private void end(Throwable why) {
    if (!over) {
      close();
      owner.ended(this, why);
    }
  }
}
