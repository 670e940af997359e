package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.scangate.cache.link.RedisLink;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters;
import io.scangate.ops.CacheMeters.Fetch;
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
 * deadline, whoever sent the flight that was joined. A miss that was under way while its partition
 * got another layout is looked for again in that one, within the same deadline.
 */
public final class CodeReader implements Codes {
  /** How many buckets one round trip reads, so that a burst does not become one huge reply. */
  private static final int BATCH = 128;

  /** A switch of layouts is told on the feed about when a fetch finds it. */
  private static final long SWITCH_MILLIS = 2;

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
    Promise<Standing> answer = Promise.promise();
    Standing held = seek(person, number, layout.now(), answer);
    if (held != null) {
      return Future.succeededFuture(held);
    }
    waiting++;
    return atMost(answer);
  }

  /**
   * Joins the flight of a person's bucket, or begins it.
   *
   * @return the standing where the bucket has landed since it was missed; then nobody is waited for
   */
  private @Nullable Standing seek(
      long person, int number, Layout layout, Promise<Standing> answer) {
    BucketKey key = BucketKey.of(person, number, layout);
    Partition partition = cache.partition(number);
    Flight.Waiter waiter = new Miss(answer, person, key);
    while (true) {
      Bucket held = cache.buckets().get(key);
      if (held != null) {
        return cache.standing(person, held, key);
      }
      Flight flight = new Flight(key, partition.era(), partition.known());
      Flight earlier = cache.buckets().depart(flight);
      if ((earlier == null ? flight : earlier).join(waiter)) {
        if (earlier == null) {
          departing.add(new Departing(flight, layout));
        }
        return null;
      }
    }
  }

  private Future<Standing> atMost(Promise<Standing> answer) {
    if (begun.isEmpty()) {
      loop.runOnContext(tick -> beginDeadline());
    }
    begun.add(answer);
    return answer.future();
  }

  private void beginDeadline() {
    List<Promise<Standing>> tick = begun;
    begun = new ArrayList<>();
    long deadline =
        vertx.setTimer(settings.deadline().toMillis(), due -> tick.forEach(this::giveUp));
    Future.join(tick.stream().map(Promise::future).toList())
        .onComplete(all -> vertx.cancelTimer(deadline));
    depart();
  }

  private void depart() {
    List<Departing> leaving = departing;
    departing = new ArrayList<>();
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

  /**
   * The partition got another layout while the miss was under way. It is looked for in the layout
   * that the feed has told by now; that may be the old one still, and then it comes back here. The
   * deadline goes on.
   */
  private void seekAgain(Promise<Standing> answer, long person, int number) {
    if (answer.future().isComplete()) {
      return;
    }
    Standing near = cache.near(person);
    Switchover layout = cache.partition(number).layout();
    boolean first = departing.isEmpty();
    Standing held =
        near != null || layout == null ? near : seek(person, number, layout.now(), answer);
    if (held != null) {
      settle(answer, held);
    } else if (first && !departing.isEmpty()) {
      loop.runOnContext(tick -> depart());
    }
  }

  /** One scan that waits for a bucket. */
  private final class Miss implements Flight.Waiter {
    private final Promise<Standing> answer;
    private final long person;
    private final BucketKey key;

    Miss(Promise<Standing> answer, long person, BucketKey key) {
      this.answer = answer;
      this.person = person;
      this.key = key;
    }

    @Override
    public void landed(Bucket bucket) {
      if (Thread.currentThread() == home) {
        settle(answer, cache.standing(person, bucket, key));
      } else {
        loop.runOnContext(here -> landed(bucket));
      }
    }

    @Override
    public void abandoned(Fetch why) {
      if (Thread.currentThread() != home) {
        loop.runOnContext(here -> abandoned(why));
      } else if (why == Fetch.LAYOUT) {
        vertx.setTimer(SWITCH_MILLIS, told -> seekAgain(answer, person, key.partition()));
      } else {
        settle(answer, Standing.Unanswered.INSTANCE);
      }
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
