package io.scangate.command;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far long work has come, on standard error: on a terminal one line that is written over,
 * elsewhere a line every few seconds. Confined to one thread.
 */
public final class Progress implements AutoCloseable {
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final LongSupplier nanos;
  private final boolean terminal;
  private final long total;
  private long last;
  private long done;
  private boolean shown;

  /**
   * @param nanos a monotonic clock, in nanoseconds
   * @param total how many pieces of work there are
   */
  public Progress(PrintWriter err, LongSupplier nanos, boolean terminal, long total) {
    this.err = err;
    this.nanos = nanos;
    this.terminal = terminal;
    this.total = total;
    this.last = nanos.getAsLong();
  }

  /** Of work of which nobody knows how much there is; it tells its own words. */
  public Progress(PrintWriter err, LongSupplier nanos, boolean terminal) {
    this(err, nanos, terminal, 0);
  }

  /** Whether standard error is read by somebody now. */
  @SuppressWarnings("SystemConsoleNull") // It is null again from JDK 25 on, without a terminal.
  public static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** One more piece is done. */
  public void step() {
    step(1);
  }

  /** Some more pieces are done. */
  public void step(int pieces) {
    done += pieces;
    if (isDue()) {
      show(text());
    }
  }

  /** Where it stands, in words of the work itself. */
  public void tell(String standing) {
    if (isDue()) {
      show(standing);
    }
  }

  private boolean isDue() {
    long now = nanos.getAsLong();
    if (now - last < (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
      return false;
    }
    last = now;
    return true;
  }

  private void show(String standing) {
    if (terminal) {
      err.print(ERASE_LINE + standing);
      shown = true;
    } else {
      err.println(standing);
    }
    err.flush();
  }

  /** Takes the line away, so that something else can be written. */
  public void clear() {
    if (shown) {
      err.print(ERASE_LINE);
      err.flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    clear();
  }

  private String text() {
    return done + " of " + total;
  }
}
