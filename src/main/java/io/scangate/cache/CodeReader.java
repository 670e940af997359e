package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.scangate.cache.link.RedisLink;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The code cache as one event loop asks it, and its way to Redis for what is not held. Confined to
 * its event loop.
 *
 * <p>Misses of one tick leave together. All wait for one timer, so that nobody waits beyond the
 * deadline, whoever sent the flight that was joined.
 */
public final class CodeReader implements Codes {
  /** How many buckets one round trip reads, so that a burst does not become one huge reply. */
  private static final int BATCH = 128;

  private record Departing(Flight flight, Layout layout) {}

  private final Vertx vertx;
  private final Context loop;
  private final Thread home;
  private final CodeCache cache;
  private final BucketFetch fetch;
  private final CacheSettings settings;
  private final CacheMeters meters;

  private List<Departing> departing = new ArrayList<>();
  private List<Promise<Standing>> begun = new ArrayList<>();
  private int waiting;

  /**
   * Made on the event loop that it belongs to.
   *
   * @param link of the same event loop
   * @param ticker the monotonic clock of this host, in nanoseconds
   */
  public CodeReader(
      Vertx vertx,
      CodeCache cache,
      RedisLink link,
      CacheSettings settings,
      Ticker ticker,
      CacheMeters meters) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.home = Thread.currentThread();
    this.cache = cache;
    this.fetch = new BucketFetch(cache, link, settings.deadline(), ticker, meters);
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  public @Nullable Standing near(long person) {
    return cache.near(person);
  }

  @Override
  public Future<Standing> fetch(long person) {
    int number = cache.partitionOf(person);
    Partition partition = cache.partition(number);
    Switchover layout = partition.layout();
    if (layout == null) {
      return Future.succeededFuture(Standing.Unanswered.INSTANCE);
    }
    if (waiting >= settings.mostWaiting()) {
      meters.turnedAway();
      return Future.succeededFuture(Standing.Unanswered.INSTANCE);
    }
    BucketKey key = BucketKey.of(person, number, layout.now());
    Promise<Standing> answer = Promise.promise();
    Flight.Waiter waiter = bucket -> landed(answer, person, key, bucket);
    while (true) {
      Bucket held = cache.buckets().get(key);
      if (held != null) {
        return Future.succeededFuture(cache.standing(person, held, key));
      }
      Flight flight = new Flight(key, partition.era(), partition.known());
      Flight earlier = cache.buckets().depart(flight);
      if ((earlier == null ? flight : earlier).join(waiter)) {
        if (earlier == null) {
          departing.add(new Departing(flight, layout.now()));
        }
        waiting++;
        return atMost(answer);
      }
    }
  }

  private Future<Standing> atMost(Promise<Standing> answer) {
    if (begun.isEmpty()) {
      loop.runOnContext(tick -> depart());
    }
    begun.add(answer);
    return answer.future();
  }

  private void depart() {
    List<Promise<Standing>> tick = begun;
    List<Departing> leaving = departing;
    begun = new ArrayList<>();
    departing = new ArrayList<>();
    long deadline =
        vertx.setTimer(settings.deadline().toMillis(), due -> tick.forEach(this::giveUp));
    Future.join(tick.stream().map(Promise::future).toList())
        .onComplete(all -> vertx.cancelTimer(deadline));
    Map<Integer, List<Departing>> byPartition = new TreeMap<>();
    for (Departing one : leaving) {
      byPartition
          .computeIfAbsent(one.flight.key().partition(), first -> new ArrayList<>())
          .add(one);
    }
    byPartition.forEach(this::send);
  }

  /** The flights of a tick are of one layout, but for a switch within it. */
  private void send(int partition, List<Departing> leaving) {
    for (int from = 0; from < leaving.size(); ) {
      Layout layout = leaving.get(from).layout;
      List<Flight> batch = new ArrayList<>();
      while (from < leaving.size()
          && batch.size() < BATCH
          && leaving.get(from).layout.equals(layout)) {
        batch.add(leaving.get(from++).flight);
      }
      fetch.send(partition, layout, batch);
    }
  }

  private void landed(
      Promise<Standing> answer, long person, BucketKey key, @Nullable Bucket bucket) {
    if (Thread.currentThread() == home) {
      settle(
          answer,
          bucket == null ? Standing.Unanswered.INSTANCE : cache.standing(person, bucket, key));
    } else {
      loop.runOnContext(here -> landed(answer, person, key, bucket));
    }
  }

  private void giveUp(Promise<Standing> answer) {
    settle(answer, Standing.Unanswered.INSTANCE);
  }

  private void settle(Promise<Standing> answer, Standing standing) {
    if (answer.tryComplete(standing)) {
      waiting--;
    }
  }
}
