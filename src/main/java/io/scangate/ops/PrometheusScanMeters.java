package io.scangate.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.ops.LoopMeters.Shown;
import io.scangate.ops.LoopMeters.Stage;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Outcome;
import io.scangate.verdict.Reason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The door's meters as Prometheus reads them. Shared. Loops count in plain cells of their own; the
 * sum is made when somebody scrapes, so that a scan pays for no meter but a few moves.
 */
public final class PrometheusScanMeters implements ScanMeters, MultiCollector {
  /** The statuses of the problems that the door answers with. */
  private static final int[] PROBLEMS = {
    400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 426, 429, 431, 500, 503
  };

  private final List<LoopCounts> loops = new CopyOnWriteArrayList<>();
  private final LongAdder forgotten = new LongAdder();

  /** Meters that the registry shows. */
  public static PrometheusScanMeters in(PrometheusMeterRegistry registry) {
    PrometheusScanMeters meters = new PrometheusScanMeters();
    registry.getPrometheusRegistry().register(meters);
    return meters;
  }

  private PrometheusScanMeters() {}

  @Override
  public LoopMeters forLoop() {
    LoopCounts counts = new LoopCounts();
    loops.add(counts);
    return counts;
  }

  @Override
  public void forgotUse() {
    forgotten.increment();
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(
        verdicts(),
        scans(),
        stages(),
        shown(),
        shows(),
        sheds(),
        problems(),
        skew(),
        forgotten(),
        gauge(Names.CONNECTIONS, "Connections of scanners", LoopCounts.CONNECTIONS),
        gauge(Names.LINES, "Turnstile lines that are open", LoopCounts.LINES),
        gauge(Names.WAITING, "Scans that wait for Redis", LoopCounts.WAITING),
        lag());
  }

  private CounterSnapshot verdicts() {
    CounterSnapshot.Builder all = counter(Names.VERDICTS, "Verdicts");
    for (Reason reason : Reason.values()) {
      for (Outcome outcome : Outcome.values()) {
        if (reason.isFault()) {
          addVerdict(all, outcome, reason, null);
          continue;
        }
        for (Basis basis : Basis.values()) {
          addVerdict(all, outcome, reason, basis);
        }
      }
    }
    return all.build();
  }

  private void addVerdict(
      CounterSnapshot.Builder all, Outcome outcome, Reason reason, @Nullable Basis basis) {
    int number = basis == null ? 0 : basis.wire();
    long count = sum(loop -> loop.verdicts(outcome.wire(), reason.wire(), number));
    if (count == 0 && !isUsual(outcome, reason)) {
      return;
    }
    Labels labels =
        Labels.of(
            "verdict", outcome.name(),
            "reason", reason.text(),
            "basis", basis == null ? "none" : basis.text());
    all.dataPoint(CounterDataPointSnapshot.builder().labels(labels).value((double) count).build());
  }

  /** What is shown before it was ever counted, so that a first one is a rise and no new series. */
  private static boolean isUsual(Outcome outcome, Reason reason) {
    return switch (reason) {
      case GREEN -> outcome == Outcome.ADMIT;
      case REUSED, UNAVAILABLE -> outcome == Outcome.CHECK;
      default -> outcome == Outcome.REFUSE;
    };
  }

  private HistogramSnapshot scans() {
    return HistogramSnapshot.builder()
        .name(Names.SCAN)
        .help("From the last byte of a code to its answer")
        .unit(Unit.SECONDS)
        .dataPoint(Latencies.together(Labels.EMPTY, latencies(LoopCounts::scans)))
        .build();
  }

  private HistogramSnapshot stages() {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder()
            .name(Names.STAGE)
            .help("One stage of a scan; one scan in " + LoopCounts.TIMED_ONE_IN + " is timed")
            .unit(Unit.SECONDS);
    for (Stage stage : Stage.values()) {
      all.dataPoint(
          Latencies.together(
              Labels.of("stage", stage.tag()), latencies(loop -> loop.stage(stage))));
    }
    return all.build();
  }

  private HistogramSnapshot lag() {
    return HistogramSnapshot.builder()
        .name(Names.LOOP_LAG)
        .help("How late event loops came to their timers")
        .unit(Unit.SECONDS)
        .dataPoint(Latencies.together(Labels.EMPTY, latencies(LoopCounts::lags)))
        .build();
  }

  private CounterSnapshot shown() {
    CounterSnapshot.Builder all = counter(Names.SHOWN, "Codes shown");
    for (Shown form : Shown.values()) {
      all.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of("form", form.tag()))
              .value((double) sum(loop -> loop.shown(form)))
              .build());
    }
    return all.build();
  }

  private HistogramSnapshot shows() {
    return HistogramSnapshot.builder()
        .name(Names.SHOW)
        .help("From the request for a code to its answer")
        .unit(Unit.SECONDS)
        .dataPoint(Latencies.together(Labels.EMPTY, latencies(LoopCounts::shows)))
        .build();
  }

  private CounterSnapshot sheds() {
    CounterSnapshot.Builder all = counter(Names.SHED, "Requests shed");
    for (Shed why : Shed.values()) {
      all.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of("reason", why.tag()))
              .value((double) sum(loop -> loop.sheds(why)))
              .build());
    }
    return all.build();
  }

  private CounterSnapshot problems() {
    CounterSnapshot.Builder all = counter(Names.PROBLEMS, "Requests answered with a problem");
    for (int status : PROBLEMS) {
      all.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of("status", Integer.toString(status)))
              .value((double) sum(loop -> loop.problems(status)))
              .build());
    }
    return all.build();
  }

  private CounterSnapshot forgotten() {
    return counter(Names.FORGOTTEN, "Uses of living codes forgotten for want of room")
        .dataPoint(CounterDataPointSnapshot.builder().value((double) forgotten.sum()).build())
        .build();
  }

  private SummarySnapshot skew() {
    return SummarySnapshot.builder()
        .name(Names.SKEW)
        .help("How far codes were out of their time that were out of it by minutes at most")
        .unit(Unit.SECONDS)
        .dataPoint(skew("late", LoopCounts.LATE_CODES, LoopCounts.LATE_SECONDS))
        .dataPoint(skew("early", LoopCounts.EARLY_CODES, LoopCounts.EARLY_SECONDS))
        .build();
  }

  private SummaryDataPointSnapshot skew(String direction, int codes, int seconds) {
    return SummaryDataPointSnapshot.builder()
        .labels(Labels.of("direction", direction))
        .count(sum(loop -> loop.level(codes)))
        .sum((double) sum(loop -> loop.level(seconds)))
        .build();
  }

  private GaugeSnapshot gauge(String name, String help, int level) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            GaugeDataPointSnapshot.builder().value((double) sum(loop -> loop.level(level))).build())
        .build();
  }

  private static CounterSnapshot.Builder counter(String name, String help) {
    return CounterSnapshot.builder().name(name).help(help);
  }

  private long sum(ToLongFunction<LoopCounts> count) {
    return loops.stream().mapToLong(count).sum();
  }

  private List<Latencies> latencies(Function<LoopCounts, Latencies> which) {
    return loops.stream().map(which).toList();
  }
}
