package io.scangate.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting until something is so, looking again and again. Immutable. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = 5_000_000;

  private Await() {}

  /** Returns as soon as it is so; fails after 30 s, naming what was awaited. */
  public static void until(String what, Callable<Boolean> isSo) {
    until(what, PATIENCE, isSo);
  }

  /** The same with a patience of its own. */
  public static void until(String what, Duration patience, Callable<Boolean> isSo) {
    long end = System.nanoTime() + patience.toNanos();
    Exception last = null;
    do {
      try {
        if (isSo.call()) {
          return;
        }
        last = null;
      } catch (Exception notYet) {
        last = notYet;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    } while (System.nanoTime() - end < 0);
    throw new AssertionError("not within " + patience.toSeconds() + " s: " + what, last);
  }
}
