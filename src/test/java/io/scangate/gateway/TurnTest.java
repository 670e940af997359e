package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.gateway.Turn.Priority;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final long DEAR = TimeUnit.MICROSECONDS.toNanos(600);
  private static final long CHEAP = TimeUnit.MICROSECONDS.toNanos(8);

  private long now = 1_000;
  private final Deque<Runnable> afterwards = new ArrayDeque<>();
  private final Turn turn = new Turn(() -> now, afterwards::add);

  /** Offers so many requests in one turn, and tells how many are served. */
  private int served(int offered, long cost, Priority priority) {
    int served = 0;
    for (int i = 0; i < offered; i++) {
      if (turn.serves(priority)) {
        served++;
        now += cost;
      }
    }
    while (!afterwards.isEmpty()) {
      afterwards.remove().run();
    }
    return served;
  }

  private void getUsedTo(long cost) {
    for (int i = 0; i < 50; i++) {
      assertThat(served(10, cost, Priority.SCAN)).isEqualTo(10);
    }
  }

  @Test
  void dearRequestsAreServedForTheTimeOfATurnWhateverEachCosts() {
    for (long cost : new long[] {DEAR, 2 * DEAR, 3 * DEAR}) {
      getUsedTo(cost);
      assertThat(served(10_000, cost, Priority.SCAN)).isEqualTo((int) (Turn.MOST / cost) + 1);
    }
  }

  @Test
  void theNextTurnServesAgain() {
    getUsedTo(DEAR);
    int most = served(1_000, DEAR, Priority.SCAN);
    assertThat(served(1_000, DEAR, Priority.SCAN)).isEqualTo(most);
  }

  @Test
  void cheapRequestsAreNotRefusedForBeingMany() {
    getUsedTo(CHEAP);
    assertThat(served(20_000, CHEAP, Priority.SCAN)).isEqualTo(20_000);
    assertThat(served(100_000, CHEAP, Priority.SCAN))
        .isEqualTo((int) (Turn.MOST_OF_ALL / CHEAP) + 1);
  }

  @Test
  void aPauseOfTheMachineShedsNoCheapRequest() {
    getUsedTo(CHEAP);
    assertThat(turn.serves(Priority.SCAN)).isTrue();
    now += TimeUnit.MILLISECONDS.toNanos(120);
    assertThat(served(1_000, CHEAP, Priority.SCAN)).isEqualTo(1_000);
    assertThat(served(5_000, CHEAP, Priority.SCAN)).isEqualTo(5_000);
  }

  @Test
  void severalPausesOfTheMachineShedNoCheapRequest() {
    getUsedTo(CHEAP);
    for (int pause = 0; pause < 4; pause++) {
      assertThat(turn.serves(Priority.SCAN)).isTrue();
      now += TimeUnit.MILLISECONDS.toNanos(120);
      assertThat(served(100, CHEAP, Priority.SCAN)).isEqualTo(100);
    }
  }

  @Test
  void requestsThatBecomeDearAreFoundOutWithinASecondsOfWork() {
    getUsedTo(CHEAP);
    int all = 0;
    long before = now;
    while (served(100, DEAR, Priority.SCAN) == 100) {
      all++;
    }
    assertThat(all).isLessThan(16);
    assertThat(now - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void batchesGiveWayBeforeAnythingElseAndThisBeforeShowsAndScans() {
    getUsedTo(DEAR);
    int before = 0;
    for (Priority priority :
        new Priority[] {Priority.BATCH, Priority.OTHER, Priority.SHOW, Priority.SCAN}) {
      int served = served(1_000, DEAR, priority);
      assertThat(served).isGreaterThan(before);
      before = served;
    }
  }
}
