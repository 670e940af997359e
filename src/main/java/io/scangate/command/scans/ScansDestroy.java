package io.scangate.command.scans;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.engine.scans.ScanDays;
import io.scangate.engine.scans.ScanSettings;
import io.scangate.ledger.ScanShelf;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate scans destroy}: destroys days before the engines would. */
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    description = {
      "Destroys the scan records before a day and their keys, for good.",
      "Engines do so by themselves when a day is older than 'scans.horizon'; this is for what must"
          + " be gone earlier. The ledger keeps the last 7 days whatever it is told."
    })
final class ScansDestroy implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;

  @Option(
      names = "--before",
      required = true,
      paramLabel = "DATE",
      description = "The first day that is kept, in Beijing time, as in 2022-03-01.")
  private LocalDate before;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    Instant now = clock.instant();
    long kept = ChronoUnit.DAYS.between(before, ScanDays.of(now));
    if (kept < ScanSettings.LEAST_HORIZON || kept > ScanSettings.MOST_HORIZON) {
      throw new ParameterException(
          spec.commandLine(),
          "--before is a day that is 7 days old at least, and "
              + ScanSettings.MOST_HORIZON
              + " at most");
    }
    try (OpenLedger open = ledger.open()) {
      List<LocalDate> gone =
          new ScanShelf(open.ledger()).destroy((int) kept, now.minus(kept, ChronoUnit.DAYS));
      spec.commandLine()
          .getOut()
          .println(
              gone.isEmpty()
                  ? "There was nothing before " + before + "."
                  : "Destroyed: "
                      + String.join(", ", gone.stream().map(LocalDate::toString).toList()));
      return 0;
    }
  }
}
