package io.scangate.cache;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.scangate.cache.ChangeSource.Slice;
import io.scangate.cache.link.Master;
import io.scangate.cache.link.RedisLink;
import io.scangate.cache.link.RedisUnavailable;
import io.scangate.ops.PublishMeters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the changes of one partition from their source to Redis, in order, and says by heartbeats
 * how far it is. Confined to its event loop.
 *
 * <p>It works in rounds, one at a time: read the source to its end, append, promise. A round trusts
 * nothing that an earlier one learned when something went wrong in between: it looks where the
 * partition stands and goes on from what Redis holds, or rebuilds the partition where the source
 * cannot fill the difference. Until that is done there is no heartbeat.
 */
public final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final Vertx vertx;
  private final RedisLink link;
  private final CodeWriter writer;
  private final ChangeSource source;
  private final WriterSettings settings;
  private final PublishMeters meters;
  private final int partition;
  private final Promise<Void> ended = Promise.promise();

  private @Nullable PartitionState state;
  private @Nullable Rebuild rebuilding;
  private @Nullable Promise<Void> ordered;
  private long redisNow;
  private boolean failing;
  private boolean running;
  private boolean nudged;
  private boolean beatDue;
  private boolean stopped;
  private long timer = -1;

  /** The publisher of a partition over a link of the same event loop. */
  public Publisher(
      Vertx vertx,
      RedisLink link,
      int partition,
      ChangeSource source,
      WriterSettings settings,
      PublishMeters meters) {
    this.vertx = vertx;
    this.link = link;
    this.writer = new CodeWriter(link, partition, settings);
    this.source = source;
    this.settings = settings;
    this.partition = partition;
    this.meters = meters;
  }

  /** Begins. */
  public void start() {
    timer = vertx.setPeriodic(0, settings.heartbeat().toMillis(), tick -> round(true));
  }

  /** Something was committed: publish it now rather than at the next heartbeat. */
  public void nudge() {
    round(false);
  }

  /**
   * Rebuilds the partition in a new generation, sized for the codes there are, while changes go on.
   * It completes when the new generation is read and the old one deleted.
   */
  public Future<Void> rebuild() {
    Promise<Void> order = ordered == null ? Promise.promise() : ordered;
    ordered = order;
    round(false);
    return order.future();
  }

  /** The last sequence that Redis is known to hold; 0 where nothing is known. */
  public long published() {
    PartitionState known = state;
    return known == null ? 0 : known.sequence();
  }

  /** Ends after the round under way. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    if (!running) {
      ended.tryComplete();
    }
    return ended.future();
  }

  /** One at a time: what is asked for during a round is done in the next one. */
  private void round(boolean beat) {
    beatDue |= beat;
    if (stopped) {
      ended.tryComplete();
    } else if (running) {
      nudged = true;
    } else {
      running = true;
      nudged = false;
      boolean beating = beatDue;
      beatDue = false;
      once(beating)
          .onComplete(
              result -> {
                running = false;
                report(result.cause());
                if (stopped || (nudged && result.succeeded())) {
                  round(false);
                }
              });
    }
  }

  private Future<Void> once(boolean beat) {
    PartitionState known = state;
    if (known == null) {
      return look().compose(seen -> once(beat));
    }
    Rebuild work = rebuilding;
    if (work != null && work.isFilled()) {
      return work.finish(known).map(this::standAt);
    }
    if (work == null) {
      Layout layout = known.layout();
      boolean usable = layout != null && layout.incarnation() == source.incarnation();
      if (!usable || known.rebuild() != null || ordered != null) {
        work = begin(usable);
      }
    }
    if (work != null && !work.isLive()) {
      return Future.succeededFuture();
    }
    return beat ? beat(known) : publish(known).mapEmpty();
  }

  private Future<Void> look() {
    return writer.state().map(this::standAt);
  }

  private @Nullable Void standAt(PartitionState seen) {
    state = seen;
    return null;
  }

  /** The time is taken first: it is before the source is read to its end. */
  private Future<Void> beat(PartitionState known) {
    String key = RedisKeys.sequence(partition);
    Master master = masterOf(key);
    return link.send(key, Request.cmd(Command.TIME))
        .compose(
            time -> {
              if (master == null || time == null || !master.equals(masterOf(key))) {
                return Future.failedFuture(
                    new RedisUnavailable(RedisUnavailable.Reason.NOT_CONNECTED));
              }
              long upTo = RedisClock.micros(time);
              redisNow = upTo;
              return publish(known)
                  .compose(
                      published ->
                          published.isEmpty()
                              ? Future.succeededFuture()
                              : promise(published.get(), upTo, RedisClock.nameOf(master.runId())));
            });
  }

  private @Nullable Master masterOf(String key) {
    return link.mastersOf(List.of(key)).keySet().stream().findFirst().orElse(null);
  }

  private Future<Void> promise(PartitionState published, long upTo, long clock) {
    return writer
        .heartbeat(published.sequence(), upTo, clock)
        .map(
            told -> {
              if (!(told instanceof Appended.Applied)) {
                state = null;
              }
              return null;
            });
  }

  /**
   * Publishes to the end of the source; null where that is not the end, and there is more to do.
   */
  private Future<Optional<PartitionState>> publish(PartitionState known) {
    return source
        .after(known.sequence(), settings.batch())
        .compose(
            slice ->
                switch (slice) {
                  case Slice.Unknown() -> {
                    if (rebuilding == null) {
                      begin(false);
                    }
                    yield Future.succeededFuture(Optional.empty());
                  }
                  case Slice.Changes(var changes, var toTheEnd) ->
                      changes.isEmpty()
                          ? Future.succeededFuture(Optional.of(known))
                          : append(changes, known)
                              .compose(
                                  next ->
                                      next.isEmpty() || toTheEnd
                                          ? Future.succeededFuture(next)
                                          : publish(next.get()));
                });
  }

  private Future<Optional<PartitionState>> append(List<Committed> changes, PartitionState known) {
    Rebuild work = rebuilding;
    if (work != null) {
      changes.forEach(committed -> work.passes(committed.change()));
    }
    return writer
        .append(changes, known, redisNow)
        .map(
            appended ->
                switch (appended) {
                  case Appended.Applied(var sequence) -> {
                    meters.published((int) (sequence - known.sequence()));
                    yield moveTo(known.at(sequence));
                  }
                  case Appended.AlreadyDone(var holds) -> moveTo(known.at(holds));
                  case Appended.Behind ignored -> forget();
                  case Appended.LaidOutOtherwise ignored -> forget();
                });
  }

  private Optional<PartitionState> moveTo(PartitionState next) {
    state = next;
    return Optional.of(next);
  }

  /** The next round looks where the partition stands. */
  private Optional<PartitionState> forget() {
    state = null;
    nudged = true;
    return Optional.empty();
  }

  /**
   * Begins a rebuild.
   *
   * @param live whether what is read now is right, so that changes go on meanwhile
   */
  @CanIgnoreReturnValue
  private Rebuild begin(boolean live) {
    Rebuild work = new Rebuild(vertx, link, writer, source, settings, live);
    rebuilding = work;
    LOG.info("Partition {} is being rebuilt", partition);
    Promise<Void> order = ordered;
    ordered = null;
    work.start(() -> round(false))
        .onComplete(
            done -> {
              rebuilding = null;
              report(done.cause());
              if (order != null) {
                order.handle(done);
              }
            });
    return work;
  }

  /** Logged when it begins and when it is over, not at every attempt in between. */
  private void report(@Nullable Throwable failure) {
    if (failure != null) {
      state = null;
      meters.failed();
      if (!failing) {
        LOG.warn("Publishing partition {} is interrupted: {}", partition, failure.toString());
      }
    } else if (failing) {
      LOG.info("Publishing partition {} goes on", partition);
    }
    failing = failure != null;
  }
}
