package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.ops.LoopMeters.Shed;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Orders;
import io.scangate.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnteroomTest {
  private static final int MOST = 100;
  private static final long COST = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Gate GATE =
      Gate.of(
          TestDoors.checkpoints().devices().values().iterator().next(),
          TestDoors.RULES,
          Orders.NONE);

  private long now = 1_000;
  private final Deque<Runnable> afterwards = new ArrayDeque<>();
  private final Deque<Runnable> looks = new ArrayDeque<>();
  private final List<String> scanned = new ArrayList<>();
  private final List<String> shed = new ArrayList<>();
  private final Turn turn = new Turn(() -> now, afterwards::add);
  private final Anteroom room =
      new Anteroom(
          turn,
          MOST,
          () -> now,
          looks::add,
          (gate, text, length, answer, begun) -> {
            scanned.add(new String(text, 0, length, US_ASCII));
            now += COST;
          });

  private final class Told implements Answer {
    private final String text;

    Told(String text) {
      this.text = text;
    }

    @Override
    public void judged(Verdict verdict, long skewSeconds, long idHigh, long idLow) {}

    @Override
    public void shed(Shed why) {
      assertThat(why).isEqualTo(Shed.OVERLOAD);
      shed.add(text);
    }

    @Override
    public void failed(Throwable why) {
      throw new AssertionError(why);
    }
  }

  private void hold(int from, int to) {
    byte[] scratch = new byte[8];
    for (int i = from; i < to; i++) {
      byte[] text = Integer.toString(i).getBytes(US_ASCII);
      System.arraycopy(text, 0, scratch, 0, text.length);
      room.hold(GATE, scratch, text.length, new Told(Integer.toString(i)), now);
    }
  }

  /** What the event loop does after its sockets. */
  private void look() {
    endTurn();
    looks.remove().run();
    endTurn();
  }

  private void endTurn() {
    while (!afterwards.isEmpty()) {
      afterwards.remove().run();
    }
  }

  private void becomeDear() {
    for (int i = 0; i < 50; i++) {
      assertThat(turn.serves(Turn.Priority.SCAN)).isTrue();
      now += COST;
      endTurn();
    }
  }

  @Test
  void theNewestIsScannedFirstAndAllAreInTheEnd() {
    hold(0, 5);
    assertThat(looks).hasSize(1);
    look();
    assertThat(scanned).containsExactly("4", "3", "2", "1", "0");
    assertThat(looks).isEmpty();
    assertThat(room.size()).isZero();
  }

  @Test
  void itTakesAQuarterOfTheTimeOfATurnAndGoesOnInTheNext() {
    becomeDear();
    hold(0, 50);
    look();
    int first = scanned.size();
    assertThat(first).isEqualTo((int) (Turn.MOST / 4 / COST) + 1);
    look();
    assertThat(scanned).hasSize(2 * first);
    assertThat(shed).isEmpty();
  }

  @Test
  void whoHasWaitedForTheWholePatienceIsShedAndNotANanosecondBefore() {
    becomeDear();
    hold(0, 1);
    long before = now;
    now = before + Anteroom.PATIENCE;
    look();
    assertThat(scanned).containsExactly("0");
    hold(1, 2);
    now += Anteroom.PATIENCE + 1;
    look();
    assertThat(scanned).hasSize(1);
    assertThat(shed).containsExactly("1");
  }

  @Test
  void beyondTheBoundTheOldestIsShed() {
    hold(0, MOST + 2);
    assertThat(room.size()).isEqualTo(MOST);
    assertThat(shed).containsExactly("0", "1");
  }
}
