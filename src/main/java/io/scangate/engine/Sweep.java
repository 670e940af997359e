package io.scangate.engine;

import io.scangate.cache.Layout;
import io.scangate.cache.StoredCodes.Stored;
import io.scangate.ledger.Code;
import io.scangate.ledger.Ledger;
import io.scangate.ops.PublishMeters;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares Redis with the ledger without end, at a pace that nobody feels: first that every code of
 * the ledger stands in Redis as it is, then that nobody else stands there. Its rounds run on a
 * virtual thread of their own.
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int PAGE = 500;
  private static final int BUCKETS = 8;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Loop loop;
  private final Shares shares;
  private final PublishSettings settings;
  private final PublishMeters meters;
  private final Mending mending;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Rounds rounds;

  private Sweep(
      Loop loop, Shares shares, PublishSettings settings, PublishMeters meters, Mending mending) {
    this.loop = loop;
    this.shares = shares;
    this.settings = settings;
    this.meters = meters;
    this.mending = mending;
  }

  /** Begins to compare whatever the shares hold. */
  static Sweep start(
      Loop loop,
      Ledger ledger,
      Shares shares,
      PublishSettings settings,
      PublishMeters meters,
      InstantSource clock) {
    Sweep sweep =
        new Sweep(loop, shares, settings, meters, new Mending(loop, ledger, meters, clock));
    sweep.rounds = Rounds.start(meters.sweep(), PAUSE, sweep::pass);
    return sweep;
  }

  /** A partition that cannot be compared now is compared in the next pass. */
  private Duration pass() throws InterruptedException {
    Optional<RuntimeException> failure = Optional.empty();
    for (Published each : loop.ask(() -> Future.succeededFuture(shares.held()))) {
      try {
        compare(each);
      } catch (RuntimeException e) {
        LOG.debug("partition {} was not compared to its end", each.partition(), e);
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return PAUSE;
  }

  private void compare(Published partition) throws InterruptedException {
    long begun = System.nanoTime();
    if (codes(partition) && strangers(partition)) {
      meters.swept(System.nanoTime() - begun);
    }
  }

  private Optional<Layout> layout(Published partition) throws InterruptedException {
    return Optional.ofNullable(loop.ask(partition.writer()::state).layout());
  }

  /** Whether every code of the ledger was looked for. */
  private boolean codes(Published partition) throws InterruptedException {
    long after = Long.MIN_VALUE;
    while (isHeld(partition)) {
      long begun = System.nanoTime();
      List<Code> page = Loop.await(partition.outbox().codesAfter(after, PAGE));
      Optional<Layout> layout = layout(partition);
      if (page.isEmpty() || layout.isEmpty()) {
        return page.isEmpty();
      }
      List<Long> people = page.stream().map(code -> code.person().value()).toList();
      List<Stored> held = loop.ask(() -> partition.stored().of(layout.get(), people));
      List<Long> suspects = new ArrayList<>();
      for (int i = 0; i < people.size(); i++) {
        Code code = page.get(i);
        if (Mending.difference(held.get(i), Optional.of(code), partition.changes().incarnation())
            .isPresent()) {
          suspects.add(code.person().value());
        }
      }
      mending.mend(partition, suspects);
      after = page.getLast().person().value();
      if (rests(page.size(), begun)) {
        return false;
      }
    }
    return false;
  }

  /** Whether everybody in Redis was looked for in the ledger. */
  private boolean strangers(Published partition) throws InterruptedException {
    Optional<Layout> layout = layout(partition);
    for (int from = 0; layout.isPresent() && from < layout.get().buckets(); from += BUCKETS) {
      long begun = System.nanoTime();
      int first = from;
      int end = (int) Math.min(layout.get().buckets(), (long) from + BUCKETS);
      List<Long> people = loop.ask(() -> partition.stored().people(layout.get(), first, end));
      mending.mend(partition, mending.withoutCode(partition, people));
      if (!isHeld(partition) || rests(people.size(), begun)) {
        return false;
      }
    }
    return layout.isPresent();
  }

  private boolean isHeld(Published partition) throws InterruptedException {
    return loop.ask(() -> Future.succeededFuture(shares.held(partition.partition()) == partition));
  }

  /** Waits for as long as these codes may take; true where there is no going on. */
  private boolean rests(int codes, long begun) throws InterruptedException {
    long allowed = codes * 1_000_000_000L / settings.sweep();
    return stopped.await(Math.max(0, begun + allowed - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  /** Ends after the page under way. */
  Future<Void> stop() {
    stopped.countDown();
    return rounds == null ? Future.succeededFuture() : rounds.stop();
  }
}
