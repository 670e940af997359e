package io.scangate.gateway;

import io.scangate.gateway.Turn.Priority;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.verdict.Gate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Where scans wait that their event loop has no time for when they come. Confined to that loop.
 *
 * <p>The newest goes first: it has the best chance to be answered while somebody still stands at
 * the door, and who has waited for long will be told to come again anyway. While a scan waits, its
 * connection asks for nothing else, so that peers are slowed down; were each told at once that
 * there is no time, telling them would take a fifth of it at ten times of what can be served.
 */
final class Anteroom {
  /** How long a scan waits at most: half of what a scanner waits for its answer. */
  static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

  /** What is done for a scan whose turn has come. */
  @FunctionalInterface
  interface Work {
    /**
     * Scans a text, which begins with the first byte.
     *
     * @param begun when it came, on the monotonic clock
     */
    void scan(Gate gate, byte[] text, int length, Answer answer, long begun);
  }

  private static final class Waiting {
    private final Gate gate;
    private final byte[] text;
    private final Answer answer;
    private final long since;

    Waiting(Gate gate, byte[] text, Answer answer, long since) {
      this.gate = gate;
      this.text = text;
      this.answer = answer;
      this.since = since;
    }
  }

  private final Turn turn;
  private final int most;
  private final LongSupplier nanos;
  private final Consumer<Runnable> later;
  private final Work work;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean looksSoon;

  /**
   * @param most how many may wait; beyond it the oldest is shed
   * @param nanos the monotonic clock
   * @param later runs something when the loop has seen to its sockets
   */
  Anteroom(Turn turn, int most, LongSupplier nanos, Consumer<Runnable> later, Work work) {
    this.turn = turn;
    this.most = most;
    this.nanos = nanos;
    this.later = later;
    this.work = work;
  }

  /** Lets a scan wait that has come now; it is scanned or shed in any case. */
  void hold(Gate gate, byte[] text, int length, Answer answer, long now) {
    if (waiting.size() >= most) {
      waiting.removeFirst().answer.shed(Shed.OVERLOAD);
    }
    waiting.addLast(new Waiting(gate, Arrays.copyOf(text, length), answer, now));
    lookSoon();
  }

  /** How many wait. */
  int size() {
    return waiting.size();
  }

  private void lookSoon() {
    if (!looksSoon) {
      looksSoon = true;
      later.accept(this::look);
    }
  }

  private void look() {
    looksSoon = false;
    long now = nanos.getAsLong();
    while (!waiting.isEmpty() && now - waiting.getFirst().since > PATIENCE) {
      waiting.removeFirst().answer.shed(Shed.OVERLOAD);
    }
    while (!waiting.isEmpty() && turn.serves(Priority.WAITING)) {
      scan(waiting.removeLast());
    }
    if (!waiting.isEmpty()) {
      lookSoon();
    }
  }

  private void scan(Waiting next) {
    try {
      work.scan(next.gate, next.text, next.text.length, next.answer, next.since);
    } catch (RuntimeException e) {
      next.answer.failed(e);
    }
  }
}
