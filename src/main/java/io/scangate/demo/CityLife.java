package io.scangate.demo;

import io.scangate.cache.ChangeLog;
import io.scangate.cache.CodeChange;
import io.scangate.cache.Publisher;
import io.scangate.cache.WriterSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Plays the engine's part for the synthetic city: publishes everybody's code, and from then on lets
 * some people change colour every second, as in a city where tests come in. Confined to the event
 * loop of its link.
 *
 * <p>The people at the head of the list, whose codes stand in {@code demo.json}, never change.
 */
public final class CityLife {
  private static final int CHANGES_KEPT = 10_000;

  /** So many people have another colour than at the start; then the first of them turns back. */
  private static final int MOST_TURNED = 50;

  private static final Duration TICK = Duration.ofMillis(100);

  private record Turned(int index, Colour before) {}

  private final Vertx vertx;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int perSecond;
  private final List<CodeStatus> changing;
  private final List<ChangeLog> logs = new ArrayList<>();
  private final List<Publisher> publishers = new ArrayList<>();
  private final Deque<Turned> turned = new ArrayDeque<>();
  private double due;
  private long timer = -1;

  /**
   * @param people everybody, those who never change first
   * @param steady how many never change
   * @param incarnation above that of every earlier start, 0 to 255
   * @param perSecond how many change every second
   */
  public CityLife(
      Vertx vertx,
      RedisLink link,
      WriterSettings settings,
      InstantSource clock,
      RandomGenerator random,
      List<Resident> people,
      int steady,
      int incarnation,
      int perSecond) {
    this.vertx = vertx;
    this.clock = clock;
    this.random = random;
    this.perSecond = perSecond;
    this.changing = new ArrayList<>(people.stream().skip(steady).map(Resident::status).toList());
    for (int partition = 0; partition < settings.partitions(); partition++) {
      ChangeLog log = new ChangeLog(incarnation, CHANGES_KEPT);
      logs.add(log);
      publishers.add(
          new Publisher(
              vertx,
              link,
              partition,
              log,
              settings,
              new io.scangate.ops.MicrometerPublishMeters(
                  new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
                  settings.partitions())));
    }
    people.forEach(resident -> commit(resident.status()));
  }

  /** Begins to publish; a partition that Redis holds otherwise is built anew. */
  public void start() {
    publishers.forEach(Publisher::start);
    timer = vertx.setPeriodic(TICK.toMillis(), tick -> live());
  }

  /** Ends after the rounds that are under way. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return Future.join(publishers.stream().map(Publisher::stop).toList()).mapEmpty();
  }

  private void live() {
    due += perSecond * TICK.toMillis() / 1_000.0;
    for (; due >= 1; due--) {
      Turned back = turned.size() < MOST_TURNED ? null : turned.poll();
      if (back == null) {
        int index = random.nextInt(changing.size());
        Colour before = changing.get(index).colour();
        turned.add(new Turned(index, before));
        turn(index, before == Colour.GREEN ? Colour.YELLOW : Colour.GREEN);
      } else {
        turn(back.index, back.before);
      }
    }
  }

  private void turn(int index, Colour colour) {
    CodeStatus before = changing.get(index);
    CodeStatus next =
        new CodeStatus(
            before.person(),
            before.version() + 1,
            colour,
            clock.instant().getEpochSecond(),
            before.lastNegative(),
            before.registered(),
            before.withdrawn());
    changing.set(index, next);
    commit(next);
    publishers.get(partitionOf(next)).nudge();
  }

  private void commit(CodeStatus status) {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    var _ = logs.get(partitionOf(status)).commit(new CodeChange.Stored(status), micros);
  }

  private int partitionOf(CodeStatus status) {
    return PersonRef.partition(status.person(), logs.size());
  }
}
