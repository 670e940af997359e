package io.scangate.serve;

import io.scangate.cache.FeedReader;
import io.scangate.cache.Lists;
import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The event loop that keeps a gateway's codes and lists up to date. Confined to it. */
final class FeedVerticle extends VerticleBase {
  private final Function<Vertx, RedisLink> links;
  private final BiFunction<Vertx, RedisLink, FeedReader> readers;
  private final Consumer<Lists> owners;
  private @Nullable RedisLink link;
  private @Nullable FeedReader feed;

  /**
   * @param owners register what they want to hear of the lists
   */
  FeedVerticle(
      Function<Vertx, RedisLink> links,
      BiFunction<Vertx, RedisLink, FeedReader> readers,
      Consumer<Lists> owners) {
    this.links = links;
    this.readers = readers;
    this.owners = owners;
  }

  @Override
  public Future<?> start() {
    RedisLink opened = links.apply(vertx);
    FeedReader reader = readers.apply(vertx, opened);
    link = opened;
    feed = reader;
    owners.accept(reader.lists());
    reader.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    if (feed != null) {
      feed.stop();
    }
    return link == null ? Future.succeededFuture() : link.close();
  }
}
