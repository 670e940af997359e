package io.scangate.signin;

import io.scangate.ops.SignInMeters;
import io.scangate.ops.SignInMeters.Refresh;
import io.scangate.signin.KeyDocuments.Fetched;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the keys that an issuer publishes: reads them in the background, again and again, and
 * keeps the last good ones through every failure. The snapshot is read by any thread; all else is
 * confined to the event loop on which the follower was made.
 */
public final class KeyFollower implements KeySource {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFollower.class);
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Context context;
  private final KeySettings settings;
  private final Optional<Provider> provider;
  private final InstantSource clock;
  private final SignInMeters meters;
  private final KeyDocuments documents;

  private volatile Optional<KeySet> held = Optional.empty();
  private volatile Instant lastRead;

  private @Nullable Future<Void> flight;
  private Instant lastAsked = Instant.MIN;
  private Duration pause;
  private boolean failing;
  private boolean closed;
  private long timer = NO_TIMER;

  /**
   * A follower that has not read anything yet.
   *
   * @param provider what checks signatures; the JDK where absent
   */
  public KeyFollower(
      Vertx vertx,
      KeySettings settings,
      Optional<Provider> provider,
      InstantSource clock,
      SignInMeters meters) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.settings = settings;
    this.provider = provider;
    this.clock = clock;
    this.meters = meters;
    this.pause = settings.firstRetry();
    this.lastRead = clock.instant();
    this.documents =
        switch (settings.location()) {
          case KeyLocation.InFile(var path) -> new FileDocuments(vertx, path);
          case KeyLocation.AtAddress(var uri) ->
              new HttpDocuments(vertx, uri, settings.trust(), settings.patience());
        };
    meters.watchKeys(this::ageSeconds, () -> held.map(KeySet::size).orElse(0));
  }

  /**
   * Reads the keys for the first time and goes on from there. Done after the first attempt, whether
   * it brought keys or not: whoever needs them looks at {@link #current}.
   */
  public Future<Void> start() {
    return onContext(this::read);
  }

  @Override
  public Optional<KeySet> current() {
    return held;
  }

  /** How long ago the keys were last read; since the start where they never were. */
  public Duration age() {
    return Duration.between(lastRead, clock.instant());
  }

  private double ageSeconds() {
    return age().toMillis() / 1e3;
  }

  @Override
  public Future<Void> readAgain() {
    return onContext(
        () -> {
          Instant now = clock.instant();
          if (flight != null || !now.isBefore(nextAsking())) {
            lastAsked = now;
            return read();
          }
          return Future.succeededFuture();
        });
  }

  private Instant nextAsking() {
    return lastAsked.equals(Instant.MIN) ? lastAsked : lastAsked.plus(settings.asking());
  }

  /** Ends the reading; what is held stays. */
  public Future<Void> close() {
    return onContext(
        () -> {
          closed = true;
          if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
          }
          documents.close();
          return Future.succeededFuture();
        });
  }

  /** One reading at a time: whoever comes while one is under way waits for that one. */
  private Future<Void> read() {
    if (flight != null) {
      return flight;
    }
    if (closed) {
      return Future.succeededFuture();
    }
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
    Promise<Void> landing = Promise.promise();
    flight = landing.future();
    documents
        .fetch()
        .otherwise(e -> new Fetched.Unreachable(e.getClass().getSimpleName()))
        .onSuccess(
            fetched ->
                context.runOnContext(
                    onLoop -> {
                      land(fetched);
                      flight = null;
                      landing.complete();
                    }));
    return landing.future();
  }

  private void land(Fetched fetched) {
    switch (fetched) {
      case Fetched.Document(var body) -> take(body.getBytes());
      case Fetched.TooLarge() ->
          failed(Refresh.TOO_LARGE, "it has more than " + KeyDocuments.MOST_BYTES + " bytes");
      case Fetched.Unreachable(var why) -> failed(Refresh.UNREACHABLE, why);
    }
    if (!closed) {
      timer = vertx.setTimer(nextPause(), fired -> readOnTime());
    }
  }

  private void readOnTime() {
    timer = NO_TIMER;
    var _ = read();
  }

  private void take(byte[] document) {
    switch (KeySet.read(document, provider)) {
      case KeySet.Reading.Unreadable(var why) -> failed(Refresh.UNREADABLE, why);
      case KeySet.Reading.Read(var keys) -> {
        lastRead = clock.instant();
        pause = settings.firstRetry();
        // The same snapshot stays where the keys do: remembered tokens hang on it.
        boolean changed = held.filter(keys::isSameAs).isEmpty();
        if (changed) {
          held = Optional.of(keys);
        }
        if (changed || failing) {
          LOG.info("{} keys are held from {}", keys.size(), settings.location());
        }
        failing = false;
        meters.refreshed(changed ? Refresh.CHANGED : Refresh.UNCHANGED);
      }
    }
  }

  /** Logged once until it is mended; the metric counts every time. */
  private void failed(Refresh outcome, String why) {
    if (!failing) {
      failing = true;
      LOG.warn("The keys at {} cannot be read: {}", settings.location(), why);
    }
    meters.refreshed(outcome);
  }

  /** In milliseconds; drawn from the upper half, so that processes do not come in step. */
  private long nextPause() {
    Duration ceiling = failing ? pause : settings.refresh();
    if (failing) {
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(settings.refresh()) < 0 ? doubled : settings.refresh();
    }
    long millis = ceiling.toMillis();
    return Math.max(1, ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }

  /** Runs it on the follower's loop, and tells the result on the loop of whoever asked. */
  private Future<Void> onContext(Supplier<Future<Void>> work) {
    Promise<Void> promise = Promise.promise();
    Context caller = Vertx.currentContext();
    context.runOnContext(
        onLoop ->
            work.get()
                .onComplete(
                    done -> {
                      if (caller == null || caller.equals(context)) {
                        promise.complete();
                      } else {
                        caller.runOnContext(back -> promise.complete());
                      }
                    }));
    return promise.future();
  }
}
