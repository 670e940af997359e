package io.scangate.command.ops;

import static io.scangate.ops.Window.ANY;
import static io.scangate.ops.Window.where;

import io.scangate.ops.Exposition.Sample;
import io.scangate.ops.Names;
import io.scangate.ops.Window;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator looks at first, in the order of the dashboard: load, verdicts, latency,
 * freshness, what is behind them, and the engine's queues. A row of which these processes know
 * nothing is left out. Immutable.
 */
record Essentials(Window window) {
  private static final int LABEL = 12;

  List<String> lines() {
    return Stream.of(
            row(
                "scans",
                cell("", Quantity.PER_SECOND, window.rate(Names.SCAN + "_count", ANY)),
                cell("p50", Quantity.SECONDS, window.quantile(Names.SCAN, 0.5, ANY)),
                cell("p99", Quantity.SECONDS, window.quantile(Names.SCAN, 0.99, ANY)),
                cell("connections", Quantity.COUNT, window.sum(Names.CONNECTIONS, ANY)),
                cell("lines", Quantity.COUNT, window.sum(Names.LINES, ANY))),
            shares("verdicts", "verdict"),
            shares("basis", "basis"),
            byLabel("stages p99", Names.STAGE, "stage"),
            row(
                "shows",
                cell("", Quantity.PER_SECOND, window.rate(Names.SHOWN, ANY)),
                cell("p99", Quantity.SECONDS, window.quantile(Names.SHOW, 0.99, ANY))),
            row(
                "shed",
                cell("", Quantity.PER_SECOND, window.rate(Names.SHED, ANY)),
                cell("waiting scans", Quantity.COUNT, window.sum(Names.WAITING, ANY)),
                cell("problems", Quantity.PER_SECOND, window.rate(Names.PROBLEMS, ANY))),
            row(
                "near cache",
                cell("hits", Quantity.SHARE, hits()),
                cell("codes", Quantity.COUNT, window.sum("scangate_cache_near_codes", ANY)),
                cell("heap", Quantity.BYTES, window.sum("scangate_cache_near_size_bytes", ANY))),
            row(
                "freshness",
                cell("oldest", Quantity.SECONDS, window.highest("scangate_feed_age_seconds", ANY)),
                cell(
                    "commit to door p99",
                    Quantity.SECONDS,
                    window.quantile("scangate_feed_commit_to_door_seconds", 0.99, ANY)),
                cell("gaps", Quantity.PER_SECOND, window.rate("scangate_feed_gaps_total", ANY)),
                cell(
                    "unconfirmed buckets",
                    Quantity.COUNT,
                    window.sum("scangate_feed_unconfirmed_buckets", ANY))),
            byLabel("redis p99", "scangate_redis_round_trip_seconds", "link"),
            row(
                "redis",
                cell(
                    "deadlines missed",
                    Quantity.PER_SECOND,
                    window.rate("scangate_redis_deadline_misses_total", ANY)),
                cell(
                    "failed connects",
                    Quantity.PER_SECOND,
                    window.rate("scangate_redis_connect_failures_total", ANY)),
                cell(
                    "clock off",
                    Quantity.SECONDS,
                    window.highest("scangate_clock_offset_seconds", ANY))),
            row(
                "scan log",
                cell("spool", Quantity.BYTES, window.sum("scangate_scan_log_spool_bytes", ANY)),
                cell(
                    "dropped",
                    Quantity.PER_SECOND,
                    window.rate("scangate_scan_log_dropped_records_total", ANY)),
                cell(
                    "stored behind",
                    Quantity.SECONDS,
                    window.highest("scangate_scans_behind_seconds", ANY))),
            row(
                "loop lag",
                cell("p99", Quantity.SECONDS, window.quantile(Names.LOOP_LAG, 0.99, ANY))),
            expiries(),
            row(
                "intake",
                cell("rows", Quantity.PER_SECOND, window.rate(Names.INTAKE_ROWS, ANY)),
                cell("refused", Quantity.PER_SECOND, window.rate(Names.INTAKE_REFUSED, ANY)),
                cell("held", Quantity.PER_SECOND, window.rate(Names.INTAKE_HELD, ANY)),
                cell(
                    "commit p99",
                    Quantity.SECONDS,
                    window.quantile(Names.INTAKE_COMMIT, 0.99, ANY))),
            row(
                "conversion",
                cell(
                    "p99",
                    Quantity.SECONDS,
                    window.quantile("scangate_conversion_seconds", 0.99, ANY)),
                cell(
                    "stuck yellow",
                    Quantity.COUNT,
                    window.sum("scangate_stuck_yellow_codes", ANY))),
            row(
                "queues",
                cell("outbox", Quantity.COUNT, window.sum("scangate_outbox_backlog", ANY)),
                cell("clock due", Quantity.COUNT, window.sum("scangate_clock_due", ANY)),
                cell(
                    "behind",
                    Quantity.SECONDS,
                    window.highest("scangate_clock_behind_seconds", ANY)),
                cell("bulk", Quantity.COUNT, window.sum("scangate_bulk_backlog", ANY)),
                cell(
                    "root age",
                    Quantity.SECONDS,
                    window.highest("scangate_root_age_seconds", ANY))))
        .filter(Objects::nonNull)
        .toList();
  }

  /** How verdicts divide by a label, the largest share being no more than any other. */
  private @Nullable String shares(String name, String label) {
    double all = window.rate(Names.VERDICTS, ANY).orElse(0);
    return row(
        name,
        window.values(Names.VERDICTS, label).stream()
            .map(
                value ->
                    cell(
                        value,
                        Quantity.SHARE,
                        share(window.rate(Names.VERDICTS, where(label, value)), all)))
            .toArray(Cell[]::new));
  }

  /** The 99th percentile of a histogram for each value of a label. */
  private @Nullable String byLabel(String name, String histogram, String label) {
    return row(
        name,
        window.values(histogram + "_count", label).stream()
            .map(
                value ->
                    cell(
                        value,
                        Quantity.SECONDS,
                        window.quantile(histogram, 0.99, where(label, value))))
            .toArray(Cell[]::new));
  }

  private @Nullable String expiries() {
    return row(
        "expiry",
        window.values(Names.EXPIRY, "of").stream()
            .map(of -> cell(of, Quantity.SECONDS, window.lowest(Names.EXPIRY, where("of", of))))
            .toArray(Cell[]::new));
  }

  private OptionalDouble hits() {
    String lookups = "scangate_cache_lookups_total";
    Predicate<Sample> hit = where("result", "hit");
    return share(window.rate(lookups, hit), window.rate(lookups, ANY).orElse(0));
  }

  private static OptionalDouble share(OptionalDouble part, double all) {
    return part.isEmpty() || all == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(part.getAsDouble() / all);
  }

  private record Cell(String label, Quantity quantity, OptionalDouble value) {
    String text() {
      return label.isEmpty() ? quantity.text(value) : label + " " + quantity.text(value);
    }
  }

  private static Cell cell(String label, Quantity quantity, OptionalDouble value) {
    return new Cell(label, quantity, value);
  }

  private static @Nullable String row(String name, Cell... cells) {
    if (Stream.of(cells).allMatch(cell -> cell.value().isEmpty())) {
      return null;
    }
    return String.format("%-" + LABEL + "s", name)
        + String.join("   ", Stream.of(cells).map(Cell::text).toList());
  }
}
