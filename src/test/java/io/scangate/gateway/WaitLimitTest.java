package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitLimitTest {
  private static final int MOST = 4_096;
  private static final long DEADLINE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

  private long now = 1_000;
  private final WaitLimit limit = new WaitLimit(MOST, () -> now);
  private final Deque<Long> atRedis = new ArrayDeque<>();
  private int inTime;
  private int unanswered;

  /**
   * Lets a Redis that answers so many in a millisecond, one after another, be asked for so many,
   * and answers who has waited for the deadline without it, though Redis works for them none the
   * less.
   */
  private void live(int millis, int asked, int answers) {
    inTime = 0;
    unanswered = 0;
    for (int i = 0; i < millis; i++, now += MILLISECOND) {
      for (int ask = 0; ask < asked; ask++) {
        if (limit.tryEnter()) {
          atRedis.add(now);
        }
      }
      for (int answer = 0; answer < answers && !atRedis.isEmpty(); answer++) {
        long since = atRedis.remove();
        boolean answered = now - since <= DEADLINE;
        inTime += answered ? 1 : 0;
        unanswered += answered ? 0 : 1;
        limit.left(since, answered);
      }
    }
  }

  @Test
  void aRedisThatKeepsUpIsAskedForEverything() {
    live(2_000, 40, 40);
    assertThat(inTime).isEqualTo(80_000);
    assertThat(limit.limit()).isEqualTo(MOST);
  }

  @Test
  void aSlowRedisIsAskedForNoMoreThanItAnswersInTime() {
    live(2_000, 10, 1);
    live(2_000, 10, 1);
    assertThat(inTime).isGreaterThan(1_950);
    assertThat(unanswered).isZero();
    assertThat(limit.limit()).isBetween(30, 100);
  }

  @Test
  void aRedisThatIsWellAgainIsSoonAskedForMore() {
    live(5_000, 10, 1);
    live(1_500, 10, 10);
    live(1_000, 10, 10);
    assertThat(inTime).isEqualTo(10_000);
  }

  @Test
  void aPauseOfTheMachineTakesNoPlacesAway() {
    live(2_000, 40, 40);
    while (atRedis.size() < 1_000) {
      assertThat(limit.tryEnter()).isTrue();
      atRedis.add(now);
    }
    now += 2 * WaitLimit.WAIT;
    while (!atRedis.isEmpty()) {
      limit.left(atRedis.remove(), true);
    }
    live(2_000, 40, 40);
    assertThat(inTime).isEqualTo(80_000);
    assertThat(limit.limit()).isGreaterThan(1_000);
  }

  @Test
  void itIsSilentWhileRedisAnswersNobodyAndNoLonger() {
    live(200, 10, 1);
    assertThat(limit.isSilent()).isFalse();
    while (!atRedis.isEmpty()) {
      var _ = atRedis.remove();
      limit.left(now, true);
    }
    for (int round = 0; round < 3; round++) {
      assertThat(limit.tryEnter()).isTrue();
      now += DEADLINE;
      limit.left(now - DEADLINE, false);
    }
    assertThat(limit.isSilent()).isTrue();
    live(200, 1, 1);
    assertThat(limit.isSilent()).isFalse();
  }

  @Test
  void aRedisThatAnswersNothingIsAskedForAFewAndTheirPlacesComeBack() {
    for (int round = 0; round < 40; round++) {
      while (limit.tryEnter()) {
        atRedis.add(now);
      }
      now += DEADLINE;
      while (!atRedis.isEmpty()) {
        var _ = atRedis.remove();
        limit.left(now - DEADLINE, false);
      }
    }
    assertThat(limit.waiting()).isZero();
    assertThat(limit.limit()).isEqualTo(WaitLimit.LEAST);
  }
}
