package io.scangate.load;

import io.scangate.load.Plot.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The plots of a report. Immutable. */
final class Plots {
  private static final String TIME = "seconds since the test began";

  private final List<Phase> phases;
  private final List<Watch.Sample> samples;

  Plots(List<Phase> phases, List<Watch.Sample> samples) {
    this.phases = phases;
    this.samples = samples;
  }

  /** All of them, in their order. */
  List<Plot> all() {
    List<Plot> plots = new ArrayList<>();
    plots.add(throughput());
    plots.add(latencies());
    plots.add(percentiles());
    plots.add(verdicts());
    plots.add(
        seen(
            "Age of the gateways' knowledge (s): beyond the bound of 2 s verdicts are stale",
            ".age"));
    plots.add(seen("Memory held (MiB)", ".memory"));
    plots.add(seen("Spool of the scan log (MiB)", ".spool"));
    return plots;
  }

  private Plot throughput() {
    Plot plot = new Plot("Requests a second, by the instant at which they were due", TIME, false);
    plot.line("offered", slices((slice, seconds) -> slice.offered() / seconds));
    for (Fate fate : Fate.values()) {
      plot.line(fate.text(), slices((slice, seconds) -> slice.of(fate) / seconds));
    }
    return plot;
  }

  private Plot latencies() {
    Plot plot = new Plot("Latency from the intended start (ms)", TIME, true);
    for (double percentile : new double[] {50, 99, 99.9}) {
      plot.line(
          Report.percentile(percentile), slices((slice, seconds) -> slice.millis(percentile)));
    }
    return plot;
  }

  @FunctionalInterface
  private interface OfSlice {
    double value(Tally.Slice slice, double seconds);
  }

  private List<Point> slices(OfSlice figure) {
    List<Point> points = new ArrayList<>();
    for (Phase phase : phases) {
      double length = phase.tally().sliceSeconds();
      List<Tally.Slice> slices = phase.tally().slices();
      // The last slice may not be whole.
      int whole = Math.min(slices.size(), (int) Math.round(phase.seconds() / length));
      for (int i = 0; i < whole; i++) {
        points.add(new Point(phase.begun() + i * length, figure.value(slices.get(i), length)));
      }
      points.add(new Point(phase.begun() + phase.seconds(), Double.NaN));
    }
    return points;
  }

  /** Latency by percentile: the horizontal axis is the number of nines. */
  private Plot percentiles() {
    Plot plot =
        new Plot(
            "Latency by percentile (ms); 1 is the 90th, 2 the 99th, 3 the 99.9th", "nines", true);
    for (Phase phase : phases.subList(Math.max(0, phases.size() - 8), phases.size())) {
      Histogram latencies = phase.tally().latencies();
      List<Point> points = new ArrayList<>();
      if (latencies.getTotalCount() > 0) {
        double most = Math.min(5, Math.log10((double) latencies.getTotalCount()));
        for (double nines = 0; nines <= most; nines += 0.05) {
          double percentile = 100 - 100 * Math.pow(10, -nines);
          points.add(new Point(nines, latencies.getValueAtPercentile(percentile) / 1e6));
        }
      }
      plot.line(phase.name(), points);
    }
    return plot;
  }

  private Plot verdicts() {
    Plot plot = new Plot("Verdicts a second, as the gateways count them", TIME, false);
    for (String verdict : List.of("ADMIT", "CHECK", "REFUSE")) {
      plot.line(verdict, rates(sample -> sum(sample, ".verdicts." + verdict)));
    }
    for (String basis : List.of("stale", "code")) {
      plot.line("of these " + basis, rates(sample -> sum(sample, ".basis." + basis)));
    }
    return plot;
  }

  private static double sum(Watch.Sample sample, String ending) {
    return sample.values().entrySet().stream()
        .filter(each -> each.getKey().endsWith(ending))
        .mapToDouble(each -> each.getValue())
        .sum();
  }

  private List<Point> rates(ToDoubleFunction<Watch.Sample> counter) {
    List<Point> points = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      Watch.Sample before = samples.get(i - 1);
      Watch.Sample after = samples.get(i);
      double passed = counter.applyAsDouble(after) - counter.applyAsDouble(before);
      // A gateway that was started anew counts from 0.
      points.add(
          new Point(
              after.seconds(),
              passed < 0 ? Double.NaN : passed / (after.seconds() - before.seconds())));
    }
    return points;
  }

  private Plot seen(String title, String ending) {
    Plot plot = new Plot(title, TIME, false);
    TreeSet<String> names = new TreeSet<>();
    samples.forEach(
        sample ->
            sample.values().keySet().stream()
                .filter(it -> it.endsWith(ending))
                .forEach(names::add));
    for (String name : names) {
      plot.line(
          name.substring(0, name.length() - ending.length()),
          samples.stream()
              .map(it -> new Point(it.seconds(), it.values().getOrDefault(name, Double.NaN)))
              .toList());
    }
    return plot;
  }
}
