package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.cache.FeedEntry.Changed;
import io.scangate.cache.FeedEntry.Heartbeat;
import io.scangate.cache.FeedEntry.LayoutSwitched;
import io.scangate.cache.FeedEntry.ListAnnounced;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Freshness;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters.Gap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed of one partition, entry by entry, with clocks that are stepped. */
class FeedOrderTest {
  private static final Layout LAYOUT = new Layout(10, 1, 0);
  private static final long SERVER = 1;
  private static final long PERSON = 5;

  private final RecordedMeters meters = new RecordedMeters();
  private final List<String> told = new ArrayList<>();
  private long nanos = 1_000_000_000;
  private final CodeCache cache =
      new CodeCache(CacheSettings.DEFAULT.inPartitions(1), () -> nanos, meters);
  private final FeedOrder order =
      new FeedOrder(
          0,
          cache,
          meters,
          new FeedOrder.Follower() {
            @Override
            public void warm(int partition) {
              told.add("warm " + partition);
            }

            @Override
            public void announced(String list) {
              told.add("list " + list);
            }
          });

  /** Redis shows 50 s when this host's monotonic clock shows 1 s. */
  private RedisClock clock = RedisClock.asked(SERVER, 50_000_000, 1_000_000_000);

  @BeforeEach
  void aLayoutAndABucket() {
    order.laidOut(LAYOUT, 0);
    order.standAt(0);
    hold(1);
    told.clear();
  }

  private void hold(long version) {
    Partition partition = cache.partition(0);
    Flight flight = new Flight(new BucketKey(0, 10, 0), partition.era(), partition.known());
    assertThat(cache.buckets().depart(flight)).isNull();
    cache.buckets().land(flight, CodeFormat.toBytes(status(version)), partition.known(), partition);
  }

  private static CodeStatus status(long version) {
    return new CodeStatus(PERSON, version, Colour.RED, 1, 0, true, false);
  }

  private void apply(FeedEntry entry) {
    order.apply(entry, clock, nanos);
  }

  private void change(long sequence) {
    apply(
        new Changed(
            new Committed(sequence, 49_990_000, new CodeChange.Stored(status(sequence + 1)))));
  }

  private Freshness freshness() {
    Standing standing = cache.near(PERSON);
    return standing instanceof Standing.Known(var status, var freshness)
            && status.person() == PERSON
        ? freshness
        : Freshness.NEVER;
  }

  @Test
  void whatFollowsFromAReportIsTimedFromItsArrival() {
    CodeChange turned = new CodeChange.Stored(status(2));
    apply(new Changed(new Committed(1, 49_990_000, 49_750_000, turned)));
    assertThat(meters.commitToDoor).containsExactly(10_000L);
    assertThat(meters.reportToDoor).containsExactly(250_000L);
  }

  @Test
  void changesInTheirOrderAreAppliedAndTimed() {
    change(1);
    change(2);
    assertThat(cache.near(PERSON))
        .isInstanceOfSatisfying(
            Standing.Known.class, known -> assertThat(known.status()).isEqualTo(status(3)));
    assertThat(meters.commitToDoor).containsExactly(10_000L, 10_000L);
    assertThat(meters.reportToDoor).isEmpty();
    assertThat(meters.gaps()).isEmpty();
  }

  @Test
  void anAgeIsTheTimeOfRedisSinceThePromise() {
    apply(new Heartbeat(0, 49_900_000, SERVER));
    assertThat(freshness()).isEqualTo(new Freshness(49_900_000, 100_000, true));
    nanos += 2_000_000_000;
    assertThat(freshness()).isEqualTo(new Freshness(49_900_000, 2_100_000, true));
  }

  @Test
  void theBoundIsExactToTheMicrosecond() {
    apply(new Heartbeat(0, 50_000_000, SERVER));
    nanos += 2_000_000_000;
    assertThat(cache.isFresh(2_000_000)).isTrue();
    nanos += 1_000;
    assertThat(cache.isFresh(2_000_000)).isFalse();
  }

  @Test
  void aMissingNumberLeavesBucketsUnconfirmedUntilTheyAreReadAgain() {
    apply(new Heartbeat(0, 50_000_000, SERVER));
    change(2);
    assertThat(meters.gaps()).containsExactly(Gap.MISSING);
    assertThat(told).containsExactly("warm 0");
    assertThat(freshness().confirmed()).isFalse();
    assertThat(cache.wanted()).containsExactly(new BucketKey(0, 10, 0));
    hold(3);
    assertThat(freshness().confirmed()).isTrue();
  }

  @Test
  void aHeartbeatShowsAMissingNumberToo() {
    apply(new Heartbeat(1, 50_000_000, SERVER));
    assertThat(meters.gaps()).containsExactly(Gap.MISSING);
    assertThat(freshness().confirmed()).isFalse();
  }

  @Test
  void aNumberThatComesAgainIsNoticedAndItsCodeDoesNotGoBack() {
    change(1);
    change(2);
    apply(new Heartbeat(1, 50_000_000, SERVER));
    assertThat(meters.gaps()).containsExactly(Gap.WENT_BACK);
    change(2);
    assertThat(cache.near(PERSON))
        .isInstanceOfSatisfying(
            Standing.Known.class, known -> assertThat(known.status()).isEqualTo(status(3)));
  }

  @Test
  void aPromiseByTheClockOfAnotherServerIsNotTaken() {
    apply(new Heartbeat(0, 50_000_000, SERVER));
    clock = RedisClock.asked(2, 47_000_000, nanos);
    cache.partition(0).adjust(clock, nanos);
    nanos += 1_000_000;
    apply(new Heartbeat(0, 50_001_000, SERVER));
    assertThat(freshness().age()).isEqualTo(1_000);
    apply(new Heartbeat(0, 47_000_500, 2));
    assertThat(freshness()).isEqualTo(new Freshness(47_000_500, 500, true));
  }

  @Test
  void theWayToRedisMakesAnAgeLongerAndNeverShorter() {
    apply(new Heartbeat(0, 50_000_000, SERVER));
    long before = nanos;
    nanos += 30_000_000;
    cache.partition(0).adjust(RedisClock.asked(SERVER, 50_010_000, before), nanos);
    assertThat(freshness().age()).isEqualTo(40_000);
  }

  @Test
  void aClockThatWasSteppedForwardIsNoticedByItsPromise() {
    apply(new Heartbeat(0, 53_000_000, SERVER));
    assertThat(freshness().age()).isZero();
    nanos += 5_000_000;
    assertThat(freshness().age()).isEqualTo(5_000);
  }

  @Test
  void withoutAHeartbeatNothingIsLive() {
    assertThat(freshness()).isEqualTo(Freshness.NEVER);
    assertThat(cache.isFresh(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void aNewGenerationIsAnsweredFromTheOldOneUntilItHasArrived() {
    apply(new LayoutSwitched(0, new Layout(11, 1, 0)));
    assertThat(told).containsExactly("warm 0");
    change(1);
    assertThat(cache.near(PERSON))
        .isInstanceOfSatisfying(
            Standing.Known.class, known -> assertThat(known.status()).isEqualTo(status(2)));
    assertThat(meters.gaps()).isEmpty();
  }

  @Test
  void whatArrivedOnceIsNeverLookedForInTheOldGenerationAgain() {
    apply(new LayoutSwitched(0, new Layout(11, 1, 0)));
    Partition partition = cache.partition(0);
    Flight flight = new Flight(new BucketKey(0, 11, 0), partition.era(), 0);
    assertThat(cache.buckets().depart(flight)).isNull();
    cache.buckets().land(flight, CodeFormat.toBytes(status(9)), 0, partition);
    cache.buckets().drop(0, new Layout(11, 1, 0));
    assertThat(cache.near(PERSON)).isNull();
  }

  @Test
  void aRestoredLedgerBeginsToCountAnewAndNothingOldIsAnswered() {
    change(1);
    change(2);
    apply(new LayoutSwitched(1, new Layout(11, 1, 1)));
    assertThat(cache.near(PERSON)).isNull();
    assertThat(cache.partition(0).known()).isOne();
    assertThat(meters.gaps()).containsExactly(Gap.WENT_BACK);
  }

  @Test
  void aListIsAnnounced() {
    apply(new ListAnnounced(0, "keys", 4));
    assertThat(told).containsExactly("list keys");
  }

  @Test
  void anEntryThatCannotBeReadIsCountedAndItsNumberIsMissing() {
    order.unreadable();
    change(2);
    assertThat(meters.gaps()).containsExactly(Gap.UNREADABLE, Gap.MISSING);
  }
}
