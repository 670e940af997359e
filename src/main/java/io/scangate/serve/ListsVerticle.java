package io.scangate.serve;

import io.scangate.cache.ListWriter;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.CryptoSuite;
import io.scangate.ops.LinkMeters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop that signs and publishes the lists that gateways follow: the keys again and again,
 * others once. Confined to it. It is up when they are written.
 */
final class ListsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ListsVerticle.class);
  private static final Duration LIST_DEADLINE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration RENEWAL = Duration.ofHours(1);

  private final Supplier<EngineKeys> keys;
  private final CryptoSuite crypto;
  private final LinkSettings redis;
  private final LinkMeters meters;
  private final InstantSource clock;
  private final Function<ListPublisher, Future<Void>> others;
  private @Nullable RedisLink link;

  /**
   * @param keys read for each list that is published, since a command may withdraw one
   * @param others publishes what is published once
   */
  ListsVerticle(
      Supplier<EngineKeys> keys,
      CryptoSuite crypto,
      LinkSettings redis,
      LinkMeters meters,
      InstantSource clock,
      Function<ListPublisher, Future<Void>> others) {
    this.keys = keys;
    this.crypto = crypto;
    this.redis = redis;
    this.meters = meters;
    this.clock = clock;
    this.others = others;
  }

  @Override
  public Future<?> start() {
    RedisLink opened = RedisLink.open(vertx, redis, meters);
    link = opened;
    ListPublisher lists =
        new ListPublisher(
            keys, crypto, new ListWriter(opened, LIST_DEADLINE), clock, new SecureRandom());
    Promise<Void> written = Promise.promise();
    write(lists, written);
    vertx.setPeriodic(RENEWAL.toMillis(), tick -> renew(lists));
    return written.future();
  }

  /** Redis may not be connected yet; the lists are written as soon as it is. */
  private void write(ListPublisher lists, Promise<Void> written) {
    lists
        .publishKeys()
        .compose(done -> others.apply(lists))
        .onSuccess(written::complete)
        .onFailure(failure -> vertx.setTimer(RETRY.toMillis(), tick -> write(lists, written)));
  }

  private static void renew(ListPublisher lists) {
    var _ =
        lists
            .publishKeys()
            .onFailure(failure -> LOG.warn("the keys were not renewed: {}", failure.toString()));
  }

  @Override
  public Future<?> stop() {
    return link == null ? Future.succeededFuture() : link.close();
  }
}
