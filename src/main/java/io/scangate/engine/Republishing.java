package io.scangate.engine;

import io.scangate.cache.RedisOffset;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.ledger.Claims;
import io.scangate.ledger.Installation;
import io.scangate.ledger.Ledger;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.PublishMeters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntConsumer;

/**
 * Rebuilds partitions of Redis from the ledger, one after the other, while gateways serve: engines
 * give each up, it is published from here while it is rebuilt, and they have it back. Confined to
 * its event loop.
 */
public final class Republishing {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofMillis(200);

  private final Vertx vertx;
  private final Ledger ledger;
  private final Installation installation;
  private final RedisLink link;
  private final PublishSettings settings;
  private final PublishMeters meters;
  private final RedisOffset offset;
  private final Promise<Void> ended = Promise.promise();

  /**
   * To that Redis; on its event loop.
   *
   * @param installation as it is now: of what incarnation codes are published
   * @param redis as an engine may write it
   */
  public Republishing(
      Vertx vertx,
      Ledger ledger,
      Installation installation,
      LinkSettings redis,
      LinkMeters linkMeters,
      PublishSettings settings,
      PublishMeters meters,
      InstantSource clock) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.installation = installation;
    this.link = RedisLink.open(vertx, redis, linkMeters);
    this.settings = settings.inPartitions(installation.partitions());
    this.meters = meters;
    this.offset = new RedisOffset(link, 0, clock);
  }

  /** Another command is rebuilding a partition. */
  public static final class Wanted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wanted(int partition) {
      super("another command is rebuilding partition " + partition);
    }
  }

  /**
   * Rebuilds all.
   *
   * @param done told of each partition that is rebuilt
   */
  public Future<Void> all(IntConsumer done) {
    ledger
        .claims(vertx, () -> ended.tryFail("the connection with the ledger was lost"))
        .compose(opened -> connected().compose(up -> from(opened, 0, done)).map(opened))
        .onSuccess(
            opened -> {
              ended.tryComplete();
              var _ = opened.close();
            })
        .onFailure(ended::tryFail);
    return ended.future().eventually(link::close);
  }

  private Future<Void> connected() {
    return offset
        .measure()
        .<Void>mapEmpty()
        .recover(away -> vertx.timer(RETRY.toMillis()).compose(tick -> connected()));
  }

  private Future<Void> from(Claims with, int partition, IntConsumer done) {
    if (partition == installation.partitions()) {
      return Future.succeededFuture();
    }
    return with.want(partition)
        .compose(
            wanted -> wanted ? obtain(with, partition) : Future.failedFuture(new Wanted(partition)))
        .compose(obtained -> rebuild(partition))
        .compose(rebuilt -> with.give(partition))
        .compose(given -> with.wantNoMore(partition))
        .compose(
            free -> {
              done.accept(partition);
              return from(with, partition + 1, done);
            });
  }

  /** An engine gives it up at its next beat. */
  private Future<Void> obtain(Claims with, int partition) {
    return with.take(partition)
        .compose(
            got ->
                got
                    ? Future.succeededFuture()
                    : vertx.timer(LOOK.toMillis()).compose(tick -> obtain(with, partition)));
  }

  private Future<Void> rebuild(int partition) {
    Published published =
        new Published(
            vertx, link, ledger, partition, installation.incarnation(), offset, settings, meters);
    published.publisher().start();
    return again(published).eventually(() -> published.publisher().stop());
  }

  /** Redis may fail meanwhile; what was begun is begun anew. */
  private Future<Void> again(Published published) {
    return published
        .publisher()
        .rebuild()
        .recover(
            failure ->
                ended.future().isComplete()
                    ? Future.failedFuture(failure)
                    : vertx.timer(RETRY.toMillis()).compose(tick -> again(published)));
  }
}
