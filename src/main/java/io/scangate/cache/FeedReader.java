package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.scangate.cache.link.LinkListener;
import io.scangate.cache.link.Master;
import io.scangate.cache.link.RedisLink;
import io.scangate.cache.link.RedisRefusal;
import io.scangate.ops.CacheMeters;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link CodeCache} up to date: follows the feed of every partition at its master, asks the
 * masters for their time, warms the cache up, and holds the lists. Confined to its event loop.
 */
public final class FeedReader implements LinkListener, FeedLine.Owner, FeedOrder.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final long FIRST_PAUSE = 50;
  private static final long LAST_PAUSE = 1_000;

  private final Vertx vertx;
  private final CodeCache cache;
  private final RedisLink link;
  private final Ticker ticker;
  private final InstantSource wall;
  private final CacheMeters meters;
  private final CacheSettings settings;
  private final WarmUp warmUp;
  private final Lists lists;
  private final Map<String, FeedFollower> followers = new LinkedHashMap<>();
  private final List<FeedLine> lines = new ArrayList<>();

  /** A cluster does not let one command read streams of two slots: then each has its own line. */
  private boolean apart;

  private boolean stopped;
  private boolean failing;
  private long pause = FIRST_PAUSE;
  private long retry = -1;
  private long clockCheck = -1;

  /**
   * Made on the event loop that it belongs to.
   *
   * @param link of the same event loop
   * @param ticker the monotonic clock of this host, in nanoseconds
   * @param wall the wall clock of this host; only its difference to Redis is told, as a metric
   */
  public FeedReader(
      Vertx vertx,
      CodeCache cache,
      RedisLink link,
      CacheSettings settings,
      Ticker ticker,
      InstantSource wall,
      CacheMeters meters) {
    this.vertx = vertx;
    this.cache = cache;
    this.link = link;
    this.ticker = ticker;
    this.wall = wall;
    this.meters = meters;
    this.settings = settings;
    this.warmUp = new WarmUp(vertx, cache, link, settings, ticker, meters);
    this.lists = new Lists(vertx, link, meters);
    for (int number = 0; number < cache.partitions(); number++) {
      followers.put(
          RedisKeys.feed(number),
          new FeedFollower(
              number, cache.partition(number), new FeedOrder(number, cache, meters, this)));
    }
  }

  /** Begins, and goes on through every reconnect. */
  public void start() {
    link.listen(this);
    clockCheck =
        vertx.setPeriodic(
            settings.clockCheck().toMillis(), tick -> lines.forEach(line -> line.askClock()));
    arrange();
  }

  /** The lists of this gateway. */
  public Lists lists() {
    return lists;
  }

  /** Ends; the cache stays as it is and ages. */
  public void stop() {
    stopped = true;
    vertx.cancelTimer(clockCheck);
    vertx.cancelTimer(retry);
    lines.forEach(FeedLine::close);
    lines.clear();
  }

  @Override
  public void connected(Master master) {
    arrange();
  }

  @Override
  public void lost(Master master) {
    arrange();
  }

  @Override
  public void topologyChanged() {
    arrange();
  }

  @Override
  public void reading(FeedLine line) {
    pause = FIRST_PAUSE;
    if (failing) {
      LOG.info("The feed is followed again");
    }
    failing = false;
    lists.readAll();
  }

  @Override
  public void ended(FeedLine line, Throwable why) {
    lines.remove(line);
    if (why instanceof RedisRefusal refusal && refusal.code().equals("CROSSSLOT")) {
      apart = true;
    } else if (!failing) {
      failing = true;
      LOG.warn("The feed is interrupted: {}", why.toString());
    }
    if (retry == -1 && !stopped) {
      long jitter = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
      retry =
          vertx.setTimer(
              pause / 2 + jitter,
              over -> {
                retry = -1;
                arrange();
              });
      pause = Math.min(LAST_PAUSE, pause * 2);
    }
  }

  @Override
  public void warm(int partition) {
    warmUp.begin(partition);
  }

  @Override
  public void announced(String list) {
    lists.announced(list);
  }

  /** Makes the lines those that the topology asks for; one that is right already stays. */
  private void arrange() {
    if (stopped) {
      return;
    }
    List<FeedLine> missing = new ArrayList<>();
    List<FeedLine> wanted = new ArrayList<>();
    link.mastersOf(followers.keySet())
        .forEach(
            (master, feeds) -> {
              for (List<String> group :
                  apart ? feeds.stream().map(List::of).toList() : List.of(feeds)) {
                FeedLine line = serving(master, group);
                if (line == null) {
                  line = line(master, group);
                  missing.add(line);
                }
                wanted.add(line);
              }
            });
    for (Iterator<FeedLine> each = lines.iterator(); each.hasNext(); ) {
      FeedLine line = each.next();
      if (!wanted.contains(line)) {
        each.remove();
        line.close();
      }
    }
    lines.addAll(missing);
    missing.forEach(FeedLine::open);
  }

  private @Nullable FeedLine serving(Master master, List<String> feeds) {
    return lines.stream().filter(it -> it.serves(master, feeds)).findFirst().orElse(null);
  }

  private FeedLine line(Master master, List<String> feeds) {
    List<FeedFollower> some =
        followers.entrySet().stream()
            .filter(it -> feeds.contains(it.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return new FeedLine(link, master, some, cache, ticker, wall, meters, this);
  }
}
