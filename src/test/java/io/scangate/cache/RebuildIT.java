package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters.Fetch;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scans while partitions are rebuilt into new generations and people change colour. */
@Timeout(120)
class RebuildIT {
  private static final int PARTITIONS = 2;
  private static final int PEOPLE = 10_000;
  private static final int REBUILDS = 4;
  private static final int SCANS_AT_ONCE = 64;
  private static final CacheSettings SETTINGS = CacheSettings.DEFAULT.inPartitions(PARTITIONS);

  /** Holds nothing, so that every scan is a miss. */
  private static final CacheSettings TINY = SETTINGS.holding(1);

  /** What a loop of a busy machine may be late with a timer. */
  private static final Duration LATE = Duration.ofSeconds(2);

  @TempDir private Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private TestEngine engine;
  private List<CodeStatus> city;

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    engine = new TestEngine(redis.url(), PARTITIONS);
    city =
        LongStream.rangeClosed(1, PEOPLE)
            .mapToObj(person -> engine.commit(person * 0x9e37_79b9_7f4a_7c15L, Colour.GREEN))
            .toList();
    var _ = engine.start();
  }

  @AfterEach
  void nothingWasLeftBehind() {
    Object old = redis.run("KEYS", "rebuild:*");
    assertThat((List<?>) old).isEmpty();
  }

  /** Many people at one gateway, the next as soon as one is answered. */
  private static final class Crowd {
    private final TestGateway door;
    private final List<CodeStatus> city;
    private final SplittableRandom random = new SplittableRandom(7);
    private final AtomicBoolean over = new AtomicBoolean();
    final AtomicLong answered = new AtomicLong();
    final AtomicLong unanswered = new AtomicLong();
    final AtomicLong longestNanos = new AtomicLong();

    Crowd(TestGateway door, List<CodeStatus> city) {
      this.door = door;
      this.city = city;
      for (int scan = 0; scan < SCANS_AT_ONCE; scan++) {
        door.loop.run(this::next);
      }
    }

    /** On the loop. Each round begins in a tick of its own, or hits would nest without end. */
    private void next() {
      if (over.get()) {
        return;
      }
      long begun = System.nanoTime();
      Future<Standing> answer = door.asking(city.get(random.nextInt(city.size())).person());
      answer.onSuccess(
          standing -> {
            longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
            answered.incrementAndGet();
            if (standing instanceof Standing.Unanswered) {
              unanswered.incrementAndGet();
            }
            door.loop.vertx().runOnContext(tick -> next());
          });
    }

    void end() {
      over.set(true);
    }
  }

  /** Rebuilds both partitions some times while people change, and scans go on all the time. */
  private void rebuildUnder(Crowd crowd) {
    SplittableRandom random = new SplittableRandom(11);
    for (int time = 0; time < REBUILDS; time++) {
      long before = crowd.answered.get();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        for (int change = 0; change < 20; change++) {
          CodeStatus one = city.get(random.nextInt(PEOPLE));
          var _ = engine.commit(one.person(), change % 2 == 0 ? Colour.RED : Colour.GREEN);
        }
        engine.rebuild(partition);
      }
      Await.until("scans go on", () -> crowd.answered.get() > before + SCANS_AT_ONCE);
    }
    crowd.end();
  }

  @Test
  void whoIsHeldIsAnsweredByHisNewestCodeAllTheTime() {
    try (TestGateway door = new TestGateway(redis.url(), SETTINGS)) {
      var _ = door.warm(PEOPLE);
      Crowd crowd = new Crowd(door, city);
      rebuildUnder(crowd);
      assertThat(door.watch.faults()).isEmpty();
      assertThat(crowd.unanswered).hasValue(0);
      assertThat(crowd.longestNanos.get()).isLessThan(SETTINGS.deadline().plus(LATE).toNanos());
      assertThat(door.meters.gaps()).isEmpty();
    }
  }

  @Test
  void aMissWaitsForNoRebuildBeyondItsDeadline() {
    try (TestGateway door = new TestGateway(redis.url(), TINY)) {
      var _ = door.start();
      Await.until("it is ready", door.cache::caughtUpOnce);
      Crowd crowd = new Crowd(door, city);
      rebuildUnder(crowd);
      assertThat(door.watch.faults()).isEmpty();
      assertThat(crowd.longestNanos.get()).isLessThan(TINY.deadline().plus(LATE).toNanos());
      assertThat(door.meters.gaps()).isEmpty();
    }
  }

  @Test
  void aMissUnderWayAtTheSwitchIsLookedForAgainInTheNewGeneration() {
    try (TestGateway door = new TestGateway(redis.url(), TINY.within(Duration.ofSeconds(20)))) {
      var _ = door.start();
      Await.until("it is ready", door.cache::caughtUpOnce);
      Crowd crowd = new Crowd(door, city);
      Await.until(
          "a switch has overtaken a fetch",
          () -> {
            engine.rebuild(0);
            return door.meters.fetches(Fetch.LAYOUT) > 0;
          });
      crowd.end();
      assertThat(door.watch.faults()).isEmpty();
      assertThat(crowd.unanswered).hasValue(0);
    }
  }
}
