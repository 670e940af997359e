package io.scangate.ops;

import io.scangate.verdict.Basis;
import io.scangate.verdict.Verdict;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.stream.Stream;

/**
 * The counts of one event loop, which alone writes them; any thread reads. See {@link Latencies}
 * for why plain cells do.
 */
final class LoopCounts implements LoopMeters {
  /**
   * One scan in so many has its stages timed: reading the clock eight times costs as much as a MAC.
   */
  static final int TIMED_ONE_IN = 16;

  private static final int OUTCOMES = 4;
  private static final int REASONS = 32;
  private static final int BASES = 4;
  private static final int STATUSES = 600;

  /** The cells of {@link #levels}. */
  static final int CONNECTIONS = 0;

  static final int WAITING = 1;
  static final int LATE_CODES = 2;
  static final int LATE_SECONDS = 3;
  static final int EARLY_CODES = 4;
  static final int EARLY_SECONDS = 5;
  static final int LINES = 6;
  private static final int LEVELS = 7;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] verdicts = new long[OUTCOMES * REASONS * BASES];
  private final long[] sheds = new long[Shed.values().length];
  private final long[] shown = new long[Shown.values().length];
  private final long[] problems = new long[STATUSES];
  private final long[] levels = new long[LEVELS];
  private final Latencies scans = new Latencies();
  private final Latencies shows = new Latencies();
  private final Latencies lags = new Latencies();
  private final Latencies[] stages =
      Stream.of(Stage.values()).map(stage -> new Latencies()).toArray(Latencies[]::new);
  private int scansUntilTimed = TIMED_ONE_IN;

  @Override
  public void verdict(Verdict verdict) {
    Basis basis = verdict.basis();
    increment(
        verdicts,
        cell(verdict.outcome().wire(), verdict.reason().wire(), basis == null ? 0 : basis.wire()));
  }

  @Override
  public void scan(long nanos) {
    scans.record(nanos);
  }

  @Override
  public boolean timesStages() {
    if (--scansUntilTimed > 0) {
      return false;
    }
    scansUntilTimed = TIMED_ONE_IN;
    return true;
  }

  @Override
  public void stage(Stage stage, long nanos) {
    stages[stage.number()].record(nanos);
  }

  @Override
  public void shown(Shown form, long nanos) {
    increment(shown, form.number());
    shows.record(nanos);
  }

  @Override
  public void shed(Shed why) {
    increment(sheds, why.number());
  }

  @Override
  public void problem(int status) {
    increment(problems, status);
  }

  @Override
  public void skew(long seconds) {
    boolean late = seconds >= 0;
    add(levels, late ? LATE_CODES : EARLY_CODES, 1);
    add(levels, late ? LATE_SECONDS : EARLY_SECONDS, Math.abs(seconds));
  }

  @Override
  public void connections(int open) {
    CELL.setOpaque(levels, CONNECTIONS, (long) open);
  }

  @Override
  public void lines(int open) {
    CELL.setOpaque(levels, LINES, (long) open);
  }

  @Override
  public void waiting(int scans) {
    CELL.setOpaque(levels, WAITING, (long) scans);
  }

  @Override
  public void lag(long nanos) {
    lags.record(nanos);
  }

  long verdicts(int outcome, int reason, int basis) {
    return read(verdicts, cell(outcome, reason, basis));
  }

  long sheds(Shed why) {
    return read(sheds, why.number());
  }

  long shown(Shown form) {
    return read(shown, form.number());
  }

  Latencies shows() {
    return shows;
  }

  long problems(int status) {
    return read(problems, status);
  }

  long level(int which) {
    return read(levels, which);
  }

  Latencies scans() {
    return scans;
  }

  Latencies lags() {
    return lags;
  }

  Latencies stage(Stage stage) {
    return stages[stage.number()];
  }

  private static int cell(int outcome, int reason, int basis) {
    return (outcome * REASONS + reason) * BASES + basis;
  }

  private static void increment(long[] cells, int cell) {
    add(cells, cell, 1);
  }

  private static void add(long[] cells, int cell, long amount) {
    CELL.setOpaque(cells, cell, (long) CELL.getOpaque(cells, cell) + amount);
  }

  private static long read(long[] cells, int cell) {
    return (long) CELL.getOpaque(cells, cell);
  }
}
