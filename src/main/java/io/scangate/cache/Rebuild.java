package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.HashSet;
import java.util.Set;

/**
 * Builds a partition anew beside the generation that is read, switches, and deletes the old.
 * Confined to its event loop.
 *
 * <p>The order matters. First the new generation is entered in Redis, and from then on no append
 * succeeds that does not write to it; then the snapshot is taken, so that it has everything that
 * was appended before; then it is filled in. The switch is a step between two rounds of the
 * publisher.
 */
final class Rebuild {
  private static final int DELETED_AT_ONCE = 500;

  private final Vertx vertx;
  private final RedisLink link;
  private final CodeWriter writer;
  private final ChangeSource source;
  private final WriterSettings settings;
  private final Set<Long> erased = new HashSet<>();
  private final Promise<Void> done = Promise.promise();

  private PartitionState before = new PartitionState(null, null, 0);
  private Layout layout = new Layout(1, 1, 0);
  private long filledTo;
  private boolean live;
  private boolean filled;

  Rebuild(
      Vertx vertx,
      RedisLink link,
      CodeWriter writer,
      ChangeSource source,
      WriterSettings settings,
      boolean live) {
    this.vertx = vertx;
    this.link = link;
    this.writer = writer;
    this.source = source;
    this.settings = settings;
    this.live = live;
  }

  /** Whether changes and heartbeats go on. */
  boolean isLive() {
    return live;
  }

  /** Whether {@link #finish} is the next step. */
  boolean isFilled() {
    return filled;
  }

  /** Completes when the new generation is read and the old one gone. */
  Future<Void> done() {
    return done.future();
  }

  /**
   * A change is about to be appended. An erased person must not come back with what is yet to be
   * filled in.
   */
  void passes(CodeChange change) {
    if (change instanceof CodeChange.Erased(long person, _)) {
      erased.add(person);
    }
  }

  /**
   * Begins.
   *
   * @param whenFilled called when {@link #finish} is the next step
   * @return {@link #done}
   */
  Future<Void> start(Runnable whenFilled) {
    writer
        .state()
        .compose(this::enter)
        .compose(entered -> source.snapshot())
        .compose(this::fill)
        .onSuccess(
            all -> {
              filled = true;
              whenFilled.run();
            })
        .onFailure(done::tryFail);
    return done.future();
  }

  private Future<Void> enter(PartitionState state) {
    before = state;
    return link.send(RedisKeys.layout(writer.partition()), Request.cmd(Command.TIME))
        .compose(
            time -> {
              long second = time == null ? 1 : RedisClock.micros(time) / 1_000_000;
              long last =
                  state.generations().stream().mapToLong(Layout::generation).max().orElse(0);
              return source
                  .size()
                  .compose(
                      size -> {
                        layout =
                            Layout.sizedFor(size, Math.max(second, last + 1), source.incarnation());
                        return writer.begin(layout);
                      });
            });
  }

  private Future<Void> fill(ChangeSource.Snapshot snapshot) {
    filledTo = snapshot.sequence();
    return vertx
        .executeBlocking(() -> BucketedCodes.of(layout, snapshot.codes()), false)
        .compose(codes -> new Filling(link, writer, settings, codes, erased).fill());
  }

  /**
   * Switches, between two rounds.
   *
   * @param now where the partition stands
   * @return where it stands then
   */
  Future<PartitionState> finish(PartitionState now) {
    long sequence = live ? now.sequence() : filledTo;
    return writer
        .switchTo(layout, now.sequence(), sequence)
        .compose(
            outcome ->
                switch (outcome) {
                  case Appended.Applied ignored -> {
                    switched();
                    yield Future.succeededFuture(new PartitionState(layout, null, sequence));
                  }
                  case Appended.LaidOutOtherwise ignored -> writer.state().map(this::afterDoubt);
                  case Appended.Behind ignored -> writer.state();
                  case Appended.AlreadyDone ignored -> writer.state();
                });
  }

  /** The rebuild is not there any more: another began one, or the switch was not heard of. */
  private PartitionState afterDoubt(PartitionState found) {
    if (layout.equals(found.layout())) {
      switched();
    } else {
      filled = false;
      done.tryFail(new RebuildOvertaken());
    }
    return found;
  }

  private void switched() {
    filled = false;
    live = true;
    clear();
  }

  private void clear() {
    Future<Void> cleared = Future.succeededFuture();
    for (Layout old : before.generations()) {
      cleared = cleared.compose(next -> delete(old, 0));
    }
    cleared.onComplete(done);
  }

  private Future<Void> delete(Layout old, int from) {
    if (from >= old.buckets()) {
      return Future.succeededFuture();
    }
    int to = (int) Math.min(old.buckets(), (long) from + DELETED_AT_ONCE);
    return writer.delete(old, from, to).compose(next -> delete(old, to));
  }
}
