package io.scangate;

import io.scangate.cache.ListWriter;
import io.scangate.cache.WriterSettings;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.demo.CityLife;
import io.scangate.ops.LinkMeters;
import io.scangate.verdict.Orders;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop that writes for the demo city: its lists, its codes, its heartbeats. Confined to
 * it.
 *
 * <p>It is up when the lists are written; the codes follow.
 */
final class CityVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CityVerticle.class);
  private static final Duration LIST_DEADLINE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration RENEWAL = Duration.ofHours(1);

  private final DemoCity city;
  private final Supplier<EngineKeys> keys;
  private final CryptoSuite crypto;
  private final LinkSettings redis;
  private final LinkMeters meters;
  private final WriterSettings writing;
  private final int changesPerSecond;
  private @Nullable RedisLink link;
  private @Nullable CityLife life;

  /**
   * @param keys read for each list that is published, since a command may withdraw one
   */
  CityVerticle(
      DemoCity city,
      Supplier<EngineKeys> keys,
      CryptoSuite crypto,
      LinkSettings redis,
      LinkMeters meters,
      WriterSettings writing,
      int changesPerSecond) {
    this.city = city;
    this.keys = keys;
    this.crypto = crypto;
    this.redis = redis;
    this.meters = meters;
    this.writing = writing;
    this.changesPerSecond = changesPerSecond;
  }

  @Override
  public Future<?> start() {
    RedisLink opened = RedisLink.open(vertx, redis, meters);
    link = opened;
    SecureRandom random = new SecureRandom();
    ListPublisher lists =
        new ListPublisher(
            keys, crypto, new ListWriter(opened, LIST_DEADLINE), InstantSource.system(), random);
    CityLife started =
        new CityLife(
            vertx,
            opened,
            writing,
            InstantSource.system(),
            random,
            city.people(),
            DemoCity.SHOWN,
            city.incarnation(),
            changesPerSecond);
    life = started;
    Promise<Void> written = Promise.promise();
    writeLists(lists, written);
    vertx.setPeriodic(RENEWAL.toMillis(), tick -> renew(lists));
    return written.future().onSuccess(done -> started.start());
  }

  /** Redis may not be connected yet; the lists are written as soon as it is. */
  private void writeLists(ListPublisher lists, Promise<Void> written) {
    lists
        .publishKeys()
        .compose(done -> lists.publish(city.checkpoints()))
        .compose(done -> lists.publish(Orders.NONE))
        .compose(done -> lists.publish(WithdrawnCodes.NONE))
        .onSuccess(written::complete)
        .onFailure(failure -> vertx.setTimer(RETRY.toMillis(), tick -> writeLists(lists, written)));
  }

  private static void renew(ListPublisher lists) {
    var _ =
        lists
            .publishKeys()
            .onFailure(failure -> LOG.warn("the keys were not renewed: {}", failure.toString()));
  }

  @Override
  public Future<?> stop() {
    Future<Void> stopped = life == null ? Future.succeededFuture() : life.stop();
    return stopped.eventually(() -> link == null ? Future.succeededFuture() : link.close());
  }
}
