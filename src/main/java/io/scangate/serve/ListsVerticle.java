package io.scangate.serve;

import io.scangate.cache.ListHeld;
import io.scangate.cache.ListWriter;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.CryptoSuite;
import io.scangate.engine.Loop;
import io.scangate.ops.LinkMeters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop on which lists are written to Redis: those of keys by itself, at the start, every
 * hour, and whenever Redis has lost one. Confined to it, but for {@link #writing}. It is up when
 * the keys are written.
 */
final class ListsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ListsVerticle.class);
  private static final Duration LIST_DEADLINE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration RENEWAL = Duration.ofHours(1);

  private static final List<String> KEYS =
      List.of(ListName.TRUST.text(), ListName.EPOCH_KEYS.text(), ListName.YEAR_KEYS.text());

  private final Supplier<EngineKeys> keys;
  private final CryptoSuite crypto;
  private final LinkSettings redis;
  private final LinkMeters meters;
  private final InstantSource clock;
  private @Nullable RedisLink link;
  private volatile @Nullable Writing writing;

  /**
   * @param keys read for each list that is published, since a command may withdraw one
   */
  ListsVerticle(
      Supplier<EngineKeys> keys,
      CryptoSuite crypto,
      LinkSettings redis,
      LinkMeters meters,
      InstantSource clock) {
    this.keys = keys;
    this.crypto = crypto;
    this.redis = redis;
    this.meters = meters;
    this.clock = clock;
  }

  /** By which others write lists, on this event loop. */
  record Writing(Loop loop, ListWriter writer) {}

  /** By which others write lists; there once it is up. */
  Writing writing() {
    Writing there = writing;
    if (there == null) {
      throw new IllegalStateException("lists cannot be written yet");
    }
    return there;
  }

  @Override
  public Future<?> start() {
    RedisLink opened = RedisLink.open(vertx, redis, meters);
    link = opened;
    ListWriter writer = new ListWriter(opened, LIST_DEADLINE);
    writing = new Writing(new Loop(context), writer);
    ListPublisher lists = new ListPublisher(keys, crypto, writer, clock, new SecureRandom());
    Promise<Void> written = Promise.promise();
    write(lists, written);
    vertx.setPeriodic(RENEWAL.toMillis(), tick -> renew(lists));
    vertx.setPeriodic(LOOK.toMillis(), tick -> look(writer, lists));
    return written.future();
  }

  /** Redis may not be connected yet; the lists are written as soon as it is. */
  private void write(ListPublisher lists, Promise<Void> written) {
    lists
        .publishKeys()
        .onSuccess(written::complete)
        .onFailure(failure -> vertx.setTimer(RETRY.toMillis(), tick -> write(lists, written)));
  }

  /** A Redis that came back empty gets them again; one that is away is looked at again. */
  private static void look(ListWriter writer, ListPublisher lists) {
    var _ =
        writer
            .held(KEYS)
            .onSuccess(
                held -> {
                  if (held.stream().mapToLong(ListHeld::number).anyMatch(number -> number == 0)) {
                    LOG.info("Redis has lost the keys; they are published again");
                    renew(lists);
                  }
                });
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
