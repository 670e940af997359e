package io.scangate.command.casework;

import io.scangate.command.NotDoneException;
import io.scangate.command.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Waits for what engines do with a list and tells how far they are, also while one of them ends and
 * another goes on. Confined to one thread.
 */
final class ReleaseWait {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** How often an engine may be away, one time after another. */
  private static final int MOST_MISSED = 60;

  private final EngineLine engine;
  private final PrintWriter err;

  ReleaseWait(EngineLine engine, PrintWriter err) {
    this.engine = engine;
    this.err = err;
  }

  /** The list as soon as no engine goes on with it by itself. */
  ListStanding until(long number) throws InterruptedException {
    try (Progress progress = new Progress(err, System::nanoTime, Progress.isTerminal())) {
      ListStanding list = look(number);
      while (!list.rests()) {
        progress.tell(list.counts());
        Thread.sleep(PAUSE);
        list = look(number);
      }
      return list;
    }
  }

  private ListStanding look(long number) throws InterruptedException {
    int missed = 0;
    while (true) {
      try {
        return ListStanding.of(engine.get("releases/" + number));
      } catch (NotDoneException e) {
        missed++;
        if (!e.isPassing() || missed == MOST_MISSED) {
          err.printf(
              "List %d is filed, and worked on without you; see it by: release show %d%n",
              number, number);
          throw e;
        }
      }
      Thread.sleep(PAUSE);
    }
  }
}
