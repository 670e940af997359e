package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.scangate.cache.link.RedisLink;
import io.scangate.ops.CacheMeters;
import io.scangate.ops.CacheMeters.Fetch;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads the buckets that are not held, or not confirmed, until every one is. Confined to the event
 * loop of the feed.
 *
 * <p>It goes over a partition in passes. A bucket whose reading failed, or that came from a Redis
 * which lost changes and has not caught up, is left to the next pass. Buckets that were asked for
 * meanwhile go first.
 */
final class WarmUp {
  private static final int BATCH = 32;
  private static final long PAUSE = 250;

  /** Nobody waits for these batches, so they may take longer than a scan may. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final CodeCache cache;
  private final BucketFetch fetch;
  private final CacheSettings settings;
  private final List<Pass> passes = new ArrayList<>();
  private int inFlight;
  private boolean pausing;

  WarmUp(
      Vertx vertx,
      CodeCache cache,
      RedisLink link,
      CacheSettings settings,
      Ticker ticker,
      CacheMeters meters) {
    this.vertx = vertx;
    this.cache = cache;
    this.fetch = new BucketFetch(cache, link, PATIENCE, ticker, meters);
    this.settings = settings;
    for (int partition = 0; partition < cache.partitions(); partition++) {
      int number = partition;
      passes.add(new Pass(number));
      meters.watchPartition(
          number, () -> cache.freshness(number).age(), () -> passes.get(number).left);
    }
  }

  /** Goes over a partition again from its first bucket. */
  void begin(int partition) {
    passes.get(partition).restart();
    pump();
  }

  private void pump() {
    if (pausing) {
      return;
    }
    first();
    boolean more = true;
    while (more) {
      more = false;
      for (Pass pass : passes) {
        more |= inFlight < settings.warmUpBuckets() && pass.step();
      }
    }
  }

  /** Sends for the buckets that were used while they were not confirmed. */
  private void first() {
    Iterator<BucketKey> wanted = cache.wanted().iterator();
    while (wanted.hasNext() && inFlight < settings.warmUpBuckets()) {
      BucketKey key = wanted.next();
      wanted.remove();
      passes.get(key.partition()).read(key);
    }
  }

  private void pause() {
    if (!pausing) {
      pausing = true;
      vertx.setTimer(
          PAUSE,
          over -> {
            pausing = false;
            pump();
          });
    }
  }

  /** Where the warm-up is in one partition. */
  private final class Pass {
    private final int number;
    private final Partition partition;
    private int next;
    private int flying;
    private boolean over = true;
    private boolean again;
    private volatile long left;

    Pass(int number) {
      this.number = number;
      this.partition = cache.partition(number);
    }

    void restart() {
      next = 0;
      over = false;
      again = false;
    }

    /** Sends one batch; false when there is none to send. */
    boolean step() {
      Switchover layout = partition.layout();
      if (over || layout == null) {
        return false;
      }
      int buckets = layout.now().buckets();
      boolean full = cache.bytesHeld() > settings.mostBytes() / 20 * 19;
      List<Flight> batch = new ArrayList<>(BATCH);
      while (next < buckets && batch.size() < BATCH) {
        BucketKey key = new BucketKey(number, layout.now().generation(), next++);
        Bucket held = cache.buckets().peek(key);
        if (held == null ? !full : held.era() != partition.era()) {
          depart(key, batch);
        }
      }
      left = (long) buckets - next;
      if (batch.isEmpty()) {
        finish(layout);
        return false;
      }
      send(layout.now(), batch);
      return true;
    }

    void read(BucketKey key) {
      Switchover layout = partition.layout();
      Bucket held = cache.buckets().peek(key);
      if (layout == null
          || key.generation() != layout.now().generation()
          || (held != null && held.era() == partition.era())) {
        return;
      }
      List<Flight> batch = new ArrayList<>(1);
      depart(key, batch);
      if (!batch.isEmpty()) {
        send(layout.now(), batch);
      }
    }

    private void depart(BucketKey key, List<Flight> batch) {
      Flight flight = new Flight(key, partition.era(), partition.known());
      if (cache.buckets().depart(flight) == null) {
        batch.add(flight);
      } else {
        again = true;
      }
    }

    private void send(Layout layout, List<Flight> batch) {
      inFlight += batch.size();
      flying += batch.size();
      fetch.send(number, layout, batch).onSuccess(outcome -> landed(batch, outcome));
    }

    private void landed(List<Flight> batch, Fetch outcome) {
      inFlight -= batch.size();
      flying -= batch.size();
      if (outcome != Fetch.ANSWERED) {
        again = true;
        pause();
        return;
      }
      for (Flight flight : batch) {
        Bucket bucket = cache.buckets().peek(flight.key());
        again |= bucket != null && bucket.era() != partition.era();
      }
      pump();
    }

    /** Ends the pass when the last batch is back. */
    private void finish(Switchover layout) {
      if (flying > 0) {
        return;
      }
      if (again) {
        restart();
        pause();
        return;
      }
      over = true;
      Layout before = layout.before();
      if (before != null) {
        partition.settle();
        cache.buckets().drop(number, before);
      }
    }
  }
}
