package io.scangate.engine;

import io.scangate.ledger.Claims;
import io.scangate.ledger.Ledger;
import io.scangate.ops.PublishMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions this process publishes: its share among the engines that live. Confined to its
 * event loop.
 *
 * <p>It claims what is free up to its share, gives back what is beyond it, and gives up what a
 * command wants. With its connection it loses its claims, stops publishing, and begins anew. That
 * somebody else has begun before it noticed does no harm: the scripts take each change once, and a
 * promise is true whoever gives it.
 */
final class Shares {
  private static final Logger LOG = LoggerFactory.getLogger(Shares.class);

  private final Vertx vertx;
  private final Ledger ledger;
  private final PublishSettings settings;
  private final PublishMeters meters;
  private final RandomGenerator random;
  private final IntFunction<Published> publishing;
  private final Map<Integer, Published> held = new TreeMap<>();

  private Future<Void> settling = Future.succeededFuture();
  private volatile @Nullable Claims claims;
  private volatile Set<Integer> numbers = Set.of();
  private int connection;
  private boolean failing;
  private boolean stopped;
  private long timer = -1;

  /**
   * @param publishing makes what a claimed partition is published by
   */
  Shares(
      Vertx vertx,
      Ledger ledger,
      PublishSettings settings,
      PublishMeters meters,
      RandomGenerator random,
      IntFunction<Published> publishing) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.settings = settings;
    this.meters = meters;
    this.random = random;
    this.publishing = publishing;
  }

  /** Begins. */
  void start() {
    timer = vertx.setPeriodic(1, settings.claims().toMillis(), tick -> beat());
  }

  /** Whether there is a connection to claim by; any thread may ask. */
  boolean isConnected() {
    return claims != null;
  }

  /** What is published here now. */
  Collection<Published> held() {
    return List.copyOf(held.values());
  }

  /** A partition that is published here; null where it is not. */
  @Nullable Published held(int partition) {
    return held.get(partition);
  }

  /** Whether a partition is published here; any thread may ask. */
  boolean holds(int partition) {
    return numbers.contains(partition);
  }

  private void tell() {
    numbers = Set.copyOf(held.keySet());
    meters.held(numbers.size());
  }

  private void beat() {
    if (settling.isComplete() && !stopped) {
      settling = settle().onComplete(done -> report(done.cause()));
    }
  }

  private Future<Void> settle() {
    Claims with = claims;
    if (with == null) {
      return connect();
    }
    return soon(with.look())
        .compose(seen -> give(with, seen).map(seen))
        .compose(seen -> take(with, seen));
  }

  private <T> Future<T> soon(Future<T> answer) {
    return answer.timeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Void> connect() {
    int number = ++connection;
    return ledger
        .claims(vertx, () -> lost(number))
        .compose(
            opened ->
                soon(opened.announce(random))
                    .onSuccess(
                        done -> {
                          claims = opened;
                        })
                    .onFailure(
                        failure -> {
                          var _ = opened.close();
                        }));
  }

  /** Whoever was given a later connection is not troubled by the end of an earlier one. */
  private void lost(int number) {
    if (number == connection && claims != null) {
      claims = null;
      for (Published each : held.values()) {
        var _ = each.publisher().stop();
      }
      held.clear();
      tell();
      if (!stopped) {
        LOG.warn("The claims on partitions were lost with their connection; they are made anew");
      }
    }
  }

  private Future<Void> give(Claims with, Claims.Seen seen) {
    int share = Math.ceilDiv(settings.partitions(), Math.max(1, seen.engines()));
    List<Published> leaving = new ArrayList<>();
    int staying = 0;
    for (Published each : held.values()) {
      if (seen.wanted().contains(each.partition()) || staying == share) {
        leaving.add(each);
      } else {
        staying++;
      }
    }
    return Future.all(leaving.stream().map(each -> leave(with, each)).toList()).mapEmpty();
  }

  private Future<Void> leave(Claims with, Published leaving) {
    held.remove(leaving.partition());
    tell();
    return leaving.publisher().stop().compose(ended -> soon(with.give(leaving.partition())));
  }

  private Future<Void> take(Claims with, Claims.Seen seen) {
    int partitions = settings.partitions();
    int room = Math.ceilDiv(partitions, Math.max(1, seen.engines())) - held.size();
    // Two that look at the same time do not reach for the same ones.
    int first = random.nextInt(partitions);
    List<Future<Void>> taking = new ArrayList<>();
    for (int i = 0; i < partitions && taking.size() < room; i++) {
      int partition = (first + i) % partitions;
      if (!held.containsKey(partition)
          && !seen.taken().contains(partition)
          && !seen.wanted().contains(partition)) {
        taking.add(soon(with.take(partition)).map(got -> began(with, partition, got)));
      }
    }
    return Future.all(taking).mapEmpty();
  }

  private @Nullable Void began(Claims with, int partition, boolean got) {
    if (got && !stopped && with == claims) {
      Published begun = publishing.apply(partition);
      held.put(partition, begun);
      tell();
      begun.publisher().start();
    }
    return null;
  }

  private void report(@Nullable Throwable failure) {
    if (failure != null) {
      Claims with = claims;
      if (with != null) {
        lost(connection);
        var _ = with.close();
      }
      if (!failing) {
        LOG.warn("Partitions cannot be claimed: {}", failure.toString());
      }
    } else if (failing) {
      LOG.info("Partitions are claimed again");
    }
    failing = failure != null;
  }

  /** Ends after the rounds under way, and gives everything back. */
  Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return settling
        .otherwiseEmpty()
        .compose(
            done -> Future.all(held.values().stream().map(it -> it.publisher().stop()).toList()))
        .compose(
            done -> {
              Claims with = claims;
              claims = null;
              held.clear();
              tell();
              return with == null ? Future.succeededFuture() : with.close();
            });
  }
}
