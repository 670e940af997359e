package io.scangate.load;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes requests at the instants of a pace, whatever becomes of those before: an open loop. The
 * gaps between them are those of independent people (a Poisson process). One event loop, on which
 * all its connections are too.
 *
 * <p>Where this machine's own core cannot make as many as it is asked for, those that are overdue
 * by more than a tenth of a second are skipped and counted: they were never offered.
 */
final class Generator implements AutoCloseable {
  private static final long BEHIND = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long GRACE = TimeUnit.SECONDS.toNanos(3);
  private static final long LONG_GRACE = TimeUnit.SECONDS.toNanos(40);
  private static final int AT_ONCE = 64;
  private static final long MINUTES = 30;

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setPreferNativeTransport(true)
              .setEventLoopPoolSize(1)
              .setBlockedThreadCheckInterval(60_000));
  private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
  private final EventLoop loop = context.nettyEventLoop();

  /** Connects a fleet of callers. */
  Fleet open(Fleet.Order order, List<Target> targets, List<String> keys) {
    return call(
        () -> {
          Fleet fleet = new Fleet(vertx, order, targets, keys);
          return fleet.open().map(fleet);
        });
  }

  /** Ends the connections of a fleet. */
  void close(Fleet fleet) {
    var _ =
        call(
            () -> {
              fleet.close();
              return Future.succeededFuture(true);
            });
  }

  private <T> T call(Callable<Future<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        onLoop -> {
          try {
            work.call()
                .onComplete(
                    done -> {
                      if (done.succeeded()) {
                        result.complete(done.result());
                      } else {
                        result.completeExceptionally(done.cause());
                      }
                    });
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result.orTimeout(MINUTES, TimeUnit.MINUTES).join();
  }

  /**
   * Makes the requests of a phase and waits until each has ended.
   *
   * @param crowd tells the next request; it is asked on the generator's event loop
   * @param sliceSeconds how long a slice of the tally is
   */
  Tally run(
      Fleet fleet,
      Supplier<Shot> crowd,
      Pace pace,
      double seconds,
      double sliceSeconds,
      long seed) {
    CompletableFuture<Tally> done = new CompletableFuture<>();
    context.runOnContext(
        onLoop -> {
          Run run = new Run(fleet, crowd, pace, seconds, sliceSeconds, seed, done);
          fleet.tallyBy(run.tally);
          run.tick();
        });
    return done.orTimeout(MINUTES, TimeUnit.MINUTES).join();
  }

  private final class Run {
    private final Fleet fleet;
    private final Supplier<Shot> crowd;
    private final Pace pace;
    private final CompletableFuture<Tally> done;
    private final SplittableRandom random;
    private final Tally tally;
    private final long begun = System.nanoTime();
    private final long end;
    private long next = begun;

    Run(
        Fleet fleet,
        Supplier<Shot> crowd,
        Pace pace,
        double seconds,
        double sliceSeconds,
        long seed,
        CompletableFuture<Tally> done) {
      this.fleet = fleet;
      this.crowd = crowd;
      this.pace = pace;
      this.done = done;
      this.random = new SplittableRandom(seed);
      this.tally = new Tally(begun, (long) (sliceSeconds * 1e9));
      this.end = begun + (long) (seconds * 1e9);
    }

    void tick() {
      try {
        fire();
      } catch (RuntimeException e) {
        var _ = done.completeExceptionally(e);
      }
    }

    private void fire() {
      long now = System.nanoTime();
      for (int fired = 0; fired < AT_ONCE && next - now <= 0 && next - end < 0; fired++) {
        if (now - next > BEHIND) {
          tally.skipped((long) (rate() * (now - next) / 1e9));
          next = now;
        }
        Shot shot = crowd.get();
        shot.dueAt(next);
        tally.offered(shot, now - next);
        fleet.offer(shot);
        next += gap();
      }
      fleet.flush();
      if (next - end < 0) {
        // Never at once: what the sockets bring must have its turn.
        after(Math.max(1, next - System.nanoTime()), this::tick);
      } else {
        finish();
      }
    }

    private void finish() {
      long grace = fleet.repeats() ? LONG_GRACE : GRACE;
      if (tally.open() == 0 || System.nanoTime() - end > grace) {
        var _ = done.complete(tally);
      } else {
        after(TimeUnit.MILLISECONDS.toNanos(5), this::finish);
      }
    }

    private double rate() {
      return Math.max(0.1, pace.at((next - begun) / 1e9));
    }

    private long gap() {
      return (long) (-Math.log(1 - random.nextDouble()) / rate() * 1e9);
    }

    private void after(long nanos, Runnable work) {
      var _ = loop.schedule(() -> context.emit(work, Runnable::run), nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
