package io.scangate.command.code;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.cache.link.RedisUnavailable;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.MicrometerLinkMeters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A link with Redis, and an event loop for it, for one piece of work of a command that then ends.
 * Confined to its event loop.
 */
public final class BriefLink {
  private static final Duration RETRY = Duration.ofMillis(100);

  private final Vertx vertx;
  private final RedisLink link;
  private final long end;

  private BriefLink(Vertx vertx, LinkSettings redis, Duration patience) {
    LinkMeters meters = new MicrometerLinkMeters(new SimpleMeterRegistry(), "command");
    this.vertx = vertx;
    this.link = RedisLink.open(vertx, redis, meters);
    this.end = System.nanoTime() + patience.toNanos();
  }

  /**
   * Does the work and waits for it; does it again while Redis is unavailable and patience lasts.
   *
   * @param work given the link on its event loop; what is done twice must do no harm
   * @throws RedisUnavailable when Redis was not there all the time
   */
  public static void use(
      LinkSettings redis, Duration patience, Function<RedisLink, Future<Void>> work)
      throws InterruptedException {
    VertxOptions small =
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1);
    Vertx vertx = Vertx.vertx(small);
    try {
      Promise<Void> done = Promise.promise();
      vertx
          .getOrCreateContext()
          .runOnContext(
              onLoop -> {
                BriefLink brief = new BriefLink(vertx, redis, patience);
                brief
                    .attempt(() -> work.apply(brief.link))
                    .eventually(brief.link::close)
                    .onComplete(done);
              });
      join(done.future());
    } finally {
      join(vertx.close());
    }
  }

  private Future<Void> attempt(Supplier<Future<Void>> work) {
    return work.get()
        .recover(
            failure ->
                failure instanceof RedisUnavailable && System.nanoTime() - end < 0
                    ? vertx.timer(RETRY.toMillis()).compose(tick -> attempt(work))
                    : Future.failedFuture(failure));
  }

  private static void join(Future<Void> future) throws InterruptedException {
    try {
      future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
