package io.scangate.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What happened and what was wrong, in the order in which it was found. Shared. */
public final class Findings {
  private static final int MOST_TOLD = 50;

  private final long begun = System.nanoTime();
  private final Consumer<String> out;
  private final List<String> violations = new ArrayList<>();

  /** Told to that, line by line. */
  public Findings(Consumer<String> out) {
    this.out = out;
  }

  /** Something happened. */
  public synchronized void tell(String line) {
    out.accept(String.format(Locale.ROOT, "[%6.1f s] %s", (System.nanoTime() - begun) / 1e9, line));
  }

  /** A promise was broken. */
  public synchronized void violated(String what) {
    violations.add(what);
    if (violations.size() <= MOST_TOLD) {
      tell("VIOLATION: " + what);
    }
  }

  /** Every promise that was broken. */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }
}
