package io.scangate.engine;

import io.scangate.cache.RedisOffset;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.ledger.CodeChange;
import io.scangate.ledger.Installation;
import io.scangate.ledger.Ledger;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.PublishMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop that brings the outboxes of this process' partitions to Redis, and the sweep
 * beside it. Shared once it is deployed: {@link #committed} is called by whoever commits.
 */
public final class Publishing extends VerticleBase implements Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
  private static final Duration MEASURE = Duration.ofSeconds(1);
  private static final Duration TRIM = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Installation installation;
  private final LinkSettings redis;
  private final LinkMeters linkMeters;
  private final PublishMeters meters;
  private final PublishSettings settings;
  private final InstantSource clock;
  private @Nullable RedisLink link;
  private volatile @Nullable Shares shares;
  private @Nullable Sweep sweep;
  private volatile boolean redisUp;

  /**
   * @param ledger read by this event loop only, so that nobody who writes keeps it waiting
   * @param redis as an engine may write it
   */
  public Publishing(
      Ledger ledger,
      Installation installation,
      LinkSettings redis,
      LinkMeters linkMeters,
      PublishMeters meters,
      PublishSettings settings,
      InstantSource clock) {
    this.ledger = ledger;
    this.installation = installation;
    this.redis = redis;
    this.linkMeters = linkMeters;
    this.meters = meters;
    this.settings = settings.inPartitions(installation.partitions());
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    RedisLink opened = RedisLink.open(vertx, redis, linkMeters);
    link = opened;
    RedisOffset offset = new RedisOffset(opened, 0, clock);
    Shares begun =
        new Shares(
            vertx,
            ledger,
            settings,
            meters,
            new SecureRandom(),
            partition ->
                new Published(
                    vertx,
                    opened,
                    ledger,
                    partition,
                    installation.incarnation(),
                    offset,
                    settings,
                    meters));
    shares = begun;
    sweep = Sweep.start(new Loop(context), ledger, begun, settings, meters, clock);
    vertx.setPeriodic(1, MEASURE.toMillis(), tick -> measure(offset));
    vertx.setPeriodic(TRIM.toMillis(), tick -> trim(begun));
    begun.start();
    return Future.succeededFuture();
  }

  /** Whether partitions can be claimed. */
  public boolean isConnected() {
    Shares of = shares;
    return of != null && of.isConnected();
  }

  /** Whether this process publishes a partition now. */
  public boolean publishes(int partition) {
    Shares of = shares;
    return of != null && of.holds(partition);
  }

  /** The partitions that this process publishes now; for a thread that may wait. */
  public Collection<Integer> partitions() throws InterruptedException {
    Shares of = shares;
    return of == null
        ? List.of()
        : new Loop(context)
            .ask(
                () ->
                    Future.succeededFuture(of.held().stream().map(Published::partition).toList()));
  }

  /** Whether Redis was answering a moment ago. */
  public boolean isRedisUp() {
    return redisUp;
  }

  private void measure(RedisOffset offset) {
    var _ =
        offset
            .measure()
            .onComplete(
                measured -> {
                  redisUp = measured.succeeded();
                  if (redisUp) {
                    meters.clockAhead(measured.result());
                  }
                });
  }

  /** Redis holds what is trimmed, and has held it for as long as it is kept. */
  private void trim(Shares of) {
    for (Published each : of.held()) {
      var _ =
          each.outbox()
              .trim(each.publisher().published(), clock.instant().minus(settings.kept()))
              .onFailure(failure -> LOG.warn("An outbox was not trimmed: {}", failure.toString()));
    }
  }

  @Override
  public void committed(int partition, Recorded recorded) {
    if (recorded.decided().stream().map(Deciding::code).anyMatch(CodeChange::shows)) {
      nudge(partition);
    }
  }

  /** Something was committed that gateways are to be told. */
  public void nudge(int partition) {
    Context loop = context;
    Shares of = shares;
    if (of != null) {
      loop.runOnContext(
          now -> {
            Published held = of.held(partition);
            if (held != null) {
              held.publisher().nudge();
            }
          });
    }
  }

  @Override
  public Future<?> stop() {
    Shares of = shares;
    Sweep sweeping = sweep;
    Future<Void> swept = sweeping == null ? Future.succeededFuture() : sweeping.stop();
    return swept
        .eventually(() -> of == null ? Future.succeededFuture() : of.stop())
        .eventually(() -> link == null ? Future.succeededFuture() : link.close());
  }
}
