package io.scangate.load;

import io.scangate.verdict.Basis;
import io.scangate.verdict.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a generator to the gateways under load. A request goes to whichever connection
 * has had room for the longest time. Where none has any it waits, and the newest goes first:
 * whoever comes to it late scans the person who stands there now. Confined to the generator's event
 * loop.
 */
final class Fleet {
  private static final long SWEEP_MILLIS = 20;
  private static final long RETRY_AFTER_MILLIS = 1_000;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
  private static final int CONNECTING = 64;
  private static final long CONNECT_SECONDS = 30;
  private static final String CODE = "SG1:";

  /**
   * How a fleet goes about it. Immutable.
   *
   * @param connections how many there are
   * @param repeats whether a request that was shed or lost is made again, as scanners do, until it
   *     is answered; else each is made once
   * @param seed which devices have how many of the connections follows from it, by Zipf's law
   */
  record Order(Wire wire, int connections, boolean repeats, Truth truth, long seed) {}

  private final Vertx vertx;
  private final Order order;
  private final List<Target> targets;
  private final List<Caller> callers = new ArrayList<>();
  private final Deque<Caller> withRoom = new ArrayDeque<>();
  private final Deque<Shot> waiting = new ArrayDeque<>();
  private final List<Caller> gathering = new ArrayList<>();
  private Tally tally = new Tally(0, Long.MAX_VALUE);
  private long timer;

  /**
   * A fleet that is not connected yet.
   *
   * @param keys the device keys of the doors
   */
  Fleet(Vertx vertx, Order order, List<Target> targets, List<String> keys) {
    this.vertx = vertx;
    this.order = order;
    this.targets = targets;
    Zipf doors = new Zipf(keys.size(), new SplittableRandom(order.seed()));
    HttpClientAgent http = http();
    WebSocketClient lines = vertx.createWebSocketClient(new WebSocketClientOptions());
    for (int number = 0; number < order.connections(); number++) {
      String key = keys.get(doors.next());
      callers.add(
          order.wire() == Wire.LINE
              ? new LineCaller(this, lines, key, number)
              : new HttpCaller(this, http, order.wire(), key, number));
    }
  }

  private HttpClientAgent http() {
    Wire wire = order.wire();
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(wire == Wire.HTTP_1 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setTcpNoDelay(true);
    if (wire.isSecure()) {
      options.setSsl(true).setUseAlpn(true).setTrustAll(true).setVerifyHost(false);
    }
    return vertx.httpClientBuilder().with(options).with(new PoolOptions()).build();
  }

  /** Connects all, some at a time; fails where one is not let in however often it comes. */
  Future<Void> open() {
    timer = vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
    Promise<Void> done = Promise.promise();
    open(0, done);
    return done.future();
  }

  private void open(int from, Promise<Void> done) {
    if (from >= callers.size()) {
      done.complete();
      return;
    }
    int to = Math.min(callers.size(), from + CONNECTING);
    List<Caller> some = callers.subList(from, to);
    Future.all(some.stream().map(Caller::open).toList())
        .timeout(CONNECT_SECONDS, TimeUnit.SECONDS)
        .onFailure(late -> done.fail(turnedAway(some)))
        .onSuccess(connected -> open(to, done));
  }

  private static IllegalStateException turnedAway(List<Caller> callers) {
    return new IllegalStateException(
        "not all connections are open within " + CONNECT_SECONDS + " s",
        callers.stream().map(Caller::refusal).filter(Objects::nonNull).findAny().orElse(null));
  }

  /** Counts there from now on. */
  void tallyBy(Tally next) {
    tally = next;
  }

  /** Makes a request as soon as a connection has room for it. */
  void offer(Shot shot) {
    Caller caller = next();
    if (caller == null) {
      waiting.push(shot);
    } else {
      send(caller, shot);
    }
  }

  private @Nullable Caller next() {
    while (true) {
      Caller caller = withRoom.poll();
      if (caller == null) {
        return null;
      }
      caller.listed(false);
      if (caller.hasRoom()) {
        return caller;
      }
    }
  }

  private void send(Caller caller, Shot shot) {
    caller.send(shot);
    if (caller.hasRoom() && !caller.isListed()) {
      caller.listed(true);
      withRoom.add(caller);
    }
  }

  /** A caller has room for one more. */
  void hasRoom(Caller caller) {
    Shot shot = waiting.poll();
    if (shot != null) {
      send(caller, shot);
    } else if (!caller.isListed()) {
      caller.listed(true);
      withRoom.add(caller);
    }
  }

  /** A request has ended at a caller, for this time. */
  void ended(Caller caller, Shot shot, Fate fate, long now) {
    boolean unanswered = fate == Fate.SHED || fate == Fate.LATE || fate == Fate.FAILED;
    if (!order.repeats() || !unanswered || now - shot.due() > LONGEST) {
      tally.ended(shot, fate, now);
      return;
    }
    tally.repeated();
    int attempt = shot.attempt();
    if (fate == Fate.SHED) {
      // As Retry-After says, and a random part of a second.
      later(
          RETRY_AFTER_MILLIS + ThreadLocalRandom.current().nextLong(1_000),
          () -> caller.again(shot));
    } else if (attempt == 1) {
      caller.again(shot);
    } else {
      later(RETRY_AFTER_MILLIS / 10 * attempt, () -> caller.again(shot));
    }
  }

  /** A caller has gathered messages that are to be sent with the next {@link #flush}. */
  void gathered(Caller caller) {
    gathering.add(caller);
  }

  /** Sends what was gathered. */
  void flush() {
    for (Caller caller : gathering) {
      caller.flush();
    }
    gathering.clear();
  }

  private void sweep() {
    long now = System.nanoTime();
    long patience = order.repeats() ? LONGEST : Caller.DEADLINE;
    while (!waiting.isEmpty() && now - waiting.getLast().due() > patience) {
      tally.ended(waiting.removeLast(), Fate.LATE, now);
    }
    callers.forEach(caller -> caller.sweep(now));
    flush();
  }

  /** Does something a while later. */
  void later(long millis, Runnable work) {
    var _ = vertx.setTimer(Math.max(1, millis), tick -> work.run());
  }

  Target target(int number) {
    return targets.get(number % targets.size());
  }

  /**
   * What becomes of a scan that was answered so; what is wrong is told in words.
   *
   * @param reason null where the answer names none that there is
   */
  Fate judge(Shot shot, @Nullable Reason reason, @Nullable Basis basis) {
    Fate fate =
        reason == null ? Fate.WRONG : order.truth().judge(shot, reason, basis, System.nanoTime());
    if (fate == Fate.WRONG) {
      tally.wrong("%s was expected, the answer %s on %s".formatted(shot.expected(), reason, basis));
    }
    return fate;
  }

  /** What becomes of a phone that was shown this text. */
  Fate judgeShown(String text) {
    if (text.startsWith(CODE)) {
      return Fate.GOOD;
    }
    tally.wrong("a phone was shown what is no code");
    return Fate.WRONG;
  }

  boolean repeats() {
    return order.repeats();
  }

  Order order() {
    return order;
  }

  /** Ends all connections. */
  void close() {
    var _ = vertx.cancelTimer(timer);
    callers.forEach(Caller::close);
  }
}
