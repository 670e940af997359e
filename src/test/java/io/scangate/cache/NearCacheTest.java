package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.ops.CacheMeters.Fetch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fills and the feed, in any order that they can meet in. */
class NearCacheTest {
  /** What happens next. */
  enum Step {
    STORE,
    ERASE,
    FEED,
    DEPART,
    READ,
    LAND,
    LOSE
  }

  private static final Layout LAYOUT = new Layout(1, 1, 0);
  private static final BucketKey KEY = new BucketKey(0, 1, 0);
  private static final Layout WIDE = new Layout(1, 100, 0);
  private static final int PEOPLE = 3;

  private NearCache near = new NearCache(1 << 20, 2);
  private Partition partition = new Partition();

  @BeforeEach
  void start() {
    near = new NearCache(1 << 20, 2);
    partition = new Partition();
    assertThat(partition.switchTo(LAYOUT)).isTrue();
  }

  private static CodeStatus status(long person, long version) {
    return new CodeStatus(person, version, Colour.GREEN, 1, 0, true, false);
  }

  private static byte[] packed(Iterable<CodeStatus> sorted) {
    List<byte[]> codes = new ArrayList<>();
    sorted.forEach(code -> codes.add(CodeFormat.toBytes(code)));
    byte[] all = new byte[codes.size() * CodeFormat.CODE];
    for (int i = 0; i < codes.size(); i++) {
      System.arraycopy(codes.get(i), 0, all, i * CodeFormat.CODE, CodeFormat.CODE);
    }
    return all;
  }

  private static Committed stored(long sequence, CodeStatus status) {
    return new Committed(sequence, 0, new CodeChange.Stored(status));
  }

  private Flight depart() {
    Flight flight = new Flight(KEY, partition.era(), partition.known());
    assertThat(near.depart(flight)).isNull();
    return flight;
  }

  private Bucket held() {
    Bucket bucket = near.get(KEY);
    assertThat(bucket).isNotNull();
    return Objects.requireNonNull(bucket);
  }

  @Test
  void aChangeThatPassesWhileItsBucketIsInFlightIsAppliedAfterIt() {
    Flight flight = depart();
    near.apply(KEY, stored(1, status(5, 2)));
    near.land(flight, packed(List.of(status(5, 1))), 0, partition);
    assertThat(held().find(5)).isEqualTo(status(5, 2));
  }

  @Test
  void anErasureThatPassesWhileItsBucketIsInFlightIsAppliedAfterIt() {
    Flight flight = depart();
    near.apply(KEY, new Committed(1, 0, new CodeChange.Erased(5, 2)));
    near.land(flight, packed(List.of(status(5, 1))), 0, partition);
    assertThat(held().find(5)).isNull();
  }

  @Test
  void aSecondFlightForTheSameBucketDoesNotDepart() {
    Flight flight = depart();
    assertThat(near.depart(new Flight(KEY, 0, 0))).isSameAs(flight);
    near.abandon(flight, Fetch.UNAVAILABLE);
    assertThat(near.depart(new Flight(KEY, 0, 0))).isNull();
  }

  @Test
  void everybodyWhoWaitsIsToldAndNobodyJoinsAfterwards() {
    Flight flight = depart();
    List<Object> told = new ArrayList<>();
    assertThat(flight.join(telling(told))).isTrue();
    near.land(flight, packed(List.of(status(5, 1))), 0, partition);
    assertThat(told).containsExactly(1);
    assertThat(flight.join(telling(told))).isFalse();
  }

  @Test
  void everybodyWhoWaitsIsToldWhyAFlightCameToNothing() {
    Flight flight = depart();
    List<Object> told = new ArrayList<>();
    assertThat(flight.join(telling(told))).isTrue();
    near.abandon(flight, Fetch.LAYOUT);
    assertThat(told).containsExactly(Fetch.LAYOUT);
    assertThat(flight.join(telling(told))).isFalse();
  }

  /** Notes the size of the bucket, or why there is none. */
  private static Flight.Waiter telling(List<Object> told) {
    return new Flight.Waiter() {
      @Override
      public void landed(Bucket bucket) {
        told.add(bucket.size());
      }

      @Override
      public void abandoned(Fetch why) {
        told.add(why);
      }
    };
  }

  @Test
  void aBucketReadBeforeAGapIsNotConfirmedAfterIt() {
    Flight flight = depart();
    partition.beginEra();
    near.land(flight, packed(List.of(status(5, 1))), 0, partition);
    assertThat(held().era()).isNotEqualTo(partition.era());
  }

  @Test
  void whatIsHeldIsKeptWhenRedisLostChanges() {
    partition.sawSequence(7);
    near.land(depart(), packed(List.of(status(5, 3))), 7, partition);
    near.land(depart(), packed(List.of(status(5, 2))), 6, partition);
    assertThat(held().find(5)).isEqualTo(status(5, 3));
  }

  @Test
  void whatIsReadFromARedisThatLostChangesIsNotConfirmed() {
    partition.sawSequence(7);
    near.land(depart(), packed(List.of(status(5, 2))), 6, partition);
    assertThat(held().era()).isEqualTo(Bucket.UNCONFIRMED);
  }

  @Test
  void anIncarnationWinsOverEverythingThatTheOnesBeforePublished() {
    near.land(depart(), packed(List.of(status(5, 0x7fL << 56 | 1_000))), 0, partition);
    near.apply(KEY, stored(1, status(5, 0x80L << 56 | 1)));
    assertThat(held().find(5)).isEqualTo(status(5, 0x80L << 56 | 1));
  }

  /** Fills that many buckets of a layout, each with one code. */
  private void fill(Layout layout, int buckets) {
    for (int number = 0; number < buckets; number++) {
      Flight flight = new Flight(new BucketKey(1, layout.generation(), number), 0, 0);
      assertThat(near.depart(flight)).isNull();
      near.land(flight, packed(List.of(status(number, layout.generation()))), 0, partition);
    }
  }

  private static List<BucketKey> keys(Layout layout) {
    return IntStream.range(0, layout.buckets())
        .mapToObj(number -> new BucketKey(1, layout.generation(), number))
        .toList();
  }

  private long found(Layout layout) {
    return keys(layout).stream().filter(key -> near.get(key) != null).count();
  }

  private void foundAsTheCacheHasThem(Layout layout) {
    keys(layout).forEach(key -> assertThat(near.get(key)).isSameAs(near.peek(key)));
  }

  @Test
  void everyBucketThatIsHeldIsFoundAndInItsNewestState() {
    fill(WIDE, 100);
    assertThat(found(WIDE)).isEqualTo(100);
    near.apply(new BucketKey(1, 1, 70), stored(1, status(70, 2)));
    near.apply(new BucketKey(1, 1, 5), new Committed(2, 0, new CodeChange.Erased(5, 2)));
    foundAsTheCacheHasThem(WIDE);
  }

  @Test
  void twoGenerationsAreFoundBesideEachOther() {
    Layout next = new Layout(2, 80, 0);
    fill(WIDE, 100);
    fill(next, 40);
    assertThat(found(WIDE)).isEqualTo(100);
    assertThat(found(next)).isEqualTo(40);
    foundAsTheCacheHasThem(WIDE);
    foundAsTheCacheHasThem(next);
    near.drop(1, WIDE);
    assertThat(found(WIDE)).isZero();
    assertThat(found(next)).isEqualTo(40);
  }

  @Test
  void whereBucketsGiveWayToOthersOnlyThoseThatAreLeftAreFound() {
    near = new NearCache(20L * (Bucket.OVERHEAD + CodeFormat.CODE), 2);
    fill(WIDE, 100);
    Await.until("most have given way", () -> found(WIDE) <= 20);
    foundAsTheCacheHasThem(WIDE);
    BucketKey left = keys(WIDE).stream().filter(key -> near.get(key) != null).toList().getFirst();
    near.apply(left, stored(1, status(left.number(), 2)));
    foundAsTheCacheHasThem(WIDE);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.of(Step.class).list().ofMaxSize(60);
  }

  /**
   * A model of one bucket: Redis with its changes, a feed that lags behind, one flight at a time.
   */
  @Property(tries = 3_000)
  void inAnyOrderOfFillsAndFeedTheNewestVersionIsReachedAndNoneGoesBack(
      @ForAll("steps") List<Step> steps) {
    start();
    Map<Long, CodeStatus> redis = new TreeMap<>();
    Map<Long, Long> versions = new TreeMap<>();
    Map<Long, Long> seen = new TreeMap<>();
    List<Committed> feed = new ArrayList<>();
    int fed = 0;
    Flight flight = null;
    byte[] read = null;
    long readAt = 0;
    int turn = 0;
    for (Step step : steps) {
      long person = 1L + turn++ % PEOPLE;
      switch (step) {
        case STORE -> {
          CodeStatus next = status(person, versions.merge(person, 1L, Long::sum));
          redis.put(person, next);
          feed.add(stored(feed.size() + 1, next));
        }
        case ERASE -> {
          long version = versions.merge(person, 1L, Long::sum);
          redis.remove(person);
          feed.add(new Committed(feed.size() + 1, 0, new CodeChange.Erased(person, version)));
        }
        case FEED -> {
          if (fed < feed.size()) {
            near.apply(KEY, feed.get(fed++));
            partition.sawSequence(fed);
          }
        }
        case DEPART -> {
          if (flight == null) {
            flight = depart();
          }
        }
        case READ -> {
          if (flight != null && read == null) {
            readAt = feed.size();
            read = packed(redis.values());
          }
        }
        case LAND -> {
          if (flight != null && read != null) {
            partition.sawSequence(readAt);
            near.land(flight, read, readAt, partition);
            flight = null;
            read = null;
          }
        }
        case LOSE -> {
          if (flight != null) {
            near.abandon(flight, Fetch.UNAVAILABLE);
            flight = null;
            read = null;
          }
        }
      }
      neverBack(seen);
    }
    if (flight != null) {
      near.abandon(flight, Fetch.UNAVAILABLE);
    }
    while (fed < feed.size()) {
      near.apply(KEY, feed.get(fed++));
      neverBack(seen);
    }
    Bucket bucket = near.get(KEY);
    if (bucket != null) {
      for (long person = 1; person <= PEOPLE; person++) {
        assertThat(bucket.find(person)).isEqualTo(redis.get(person));
      }
    }
  }

  private void neverBack(Map<Long, Long> seen) {
    Bucket bucket = near.get(KEY);
    if (bucket == null) {
      return;
    }
    for (long person = 1; person <= PEOPLE; person++) {
      CodeStatus code = bucket.find(person);
      if (code != null) {
        Long before = seen.put(person, code.version());
        assertThat(before == null || before <= code.version()).isTrue();
      }
    }
  }
}
