package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.health.CodeStatus;
import io.scangate.health.Standing;
import io.vertx.core.Future;
import java.time.InstantSource;

/** A gateway's cache with its feed on one event loop. Shared. */
public final class TestGateway implements AutoCloseable {
  final RecordedMeters meters = new RecordedMeters();
  final VersionWatch watch = new VersionWatch();
  final CodeCache cache;
  final Loop loop = new Loop();
  final FeedReader feed;
  final RedisLink link;
  private final CodeReader reader;

  /** Of a plain Redis. */
  public TestGateway(String url, CacheSettings settings) {
    this(url, settings, InstantSource.system());
  }

  TestGateway(String url, CacheSettings settings, InstantSource wall) {
    this(LinkSettings.of(RedisAddress.parse(url)), settings, wall);
  }

  TestGateway(LinkSettings redis, CacheSettings settings, InstantSource wall) {
    Ticker ticker = Ticker.systemTicker();
    cache = new CodeCache(settings, ticker, meters);
    link = loop.call(() -> RedisLink.open(loop.vertx(), redis, new SilentLinkMeters()));
    reader = loop.call(() -> new CodeReader(loop.vertx(), cache, link, settings, ticker, meters));
    feed =
        loop.call(() -> new FeedReader(loop.vertx(), cache, link, settings, ticker, wall, meters));
  }

  /** Begins to follow the feed. */
  public TestGateway start() {
    loop.run(feed::start);
    return this;
  }

  /** Follows a list from now on. */
  public void follow(String list, ListListener owner) {
    loop.run(() -> feed.lists().on(list, owner));
  }

  /** Starts and waits until it is ready and warm. */
  public TestGateway warm(long codes) {
    var _ = start();
    Await.until("the gateway is warm", () -> cache.caughtUpOnce() && cache.codesHeld() == codes);
    return this;
  }

  /** Asks as a scan does, and watches the answer. */
  public Standing ask(long person) {
    return loop.await(() -> asking(person));
  }

  Future<Standing> asking(long person) {
    Standing near = reader.near(person);
    Future<Standing> answer = near == null ? reader.fetch(person) : Future.succeededFuture(near);
    return answer.onSuccess(standing -> watch.answered(person, standing));
  }

  /** Whether it answers by exactly that. */
  public boolean answersBy(CodeStatus status) {
    return ask(status.person()) instanceof Standing.Known(var known, _) && known.equals(status);
  }

  /** Whether it knows every partition within the bound. */
  public boolean isFresh() {
    return cache.isFresh(2_000_000);
  }

  /** How many changes were timed from the report that they follow from. */
  public int reportsTimed() {
    return meters.reportToDoor.size();
  }

  @Override
  public void close() {
    loop.run(feed::stop);
    var _ = loop.await(link::close);
    loop.close();
  }
}
