package io.scangate.command.scans;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.command.ReaderOption;
import io.scangate.command.audit.AuditWhy;
import io.scangate.credential.SealingKey;
import io.scangate.engine.scans.ScanDays;
import io.scangate.engine.scans.ScanSearch;
import io.scangate.engine.scans.WrongScanKey;
import io.scangate.health.PersonRef;
import io.scangate.ledger.ScanShelf;
import io.scangate.ledger.StaffReads;
import io.scangate.serve.ScanKey;
import io.scangate.serve.StartException;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scangate scans list}: where a person was scanned on a day. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Tells where a person was scanned on a day, for contact tracing: instant, checkpoint,"
          + " verdict, basis and scanId, with a tab between them.",
      "Who asks and what for is kept in the ledger before anything is told."
    })
final class ScansList implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;
  @Mixin private ReaderOption reader;

  @Parameters(
      paramLabel = "REF",
      converter = AuditWhy.Reference.class,
      description = "The reference of the person, 16 hexadecimal digits.")
  private PersonRef person;

  @Option(
      names = "--day",
      required = true,
      paramLabel = "DATE",
      description = "The day in Beijing time, as in 2022-03-01.")
  private LocalDate day;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    ReaderOption.Reader who = reader.required(spec);
    SealingKey seal = ScanKey.of(ledger.scanKey(), true);
    try (OpenLedger open = ledger.open()) {
      who.leave(new StaffReads(open.ledger()), clock.instant(), "scans list", List.of(person));
      Optional<List<ScanShelf.Found>> scans = new ScanSearch(open.ledger(), seal).of(person, day);
      if (scans.isEmpty() || scans.get().isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(
                scans.isEmpty()
                    ? "No scans of " + day + " are kept."
                    : "Nobody with this reference was scanned on " + day + ".");
        return 1;
      }
      PrintWriter out = spec.commandLine().getOut();
      scans.get().forEach(scan -> print(out, scan));
      return 0;
    } catch (WrongScanKey e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void print(PrintWriter out, ScanShelf.Found scan) {
    out.printf(
        "%s\t%s\t%s\t%s\t%s%n",
        scan.at().atOffset(ScanDays.ZONE),
        scan.checkpoint(),
        Arrays.stream(Outcome.values())
            .filter(it -> it.wire() == scan.verdict())
            .map(it -> it.name().toLowerCase(Locale.ROOT))
            .findAny()
            .orElse("?"),
        Arrays.stream(Basis.values())
            .filter(it -> it.wire() == scan.basis())
            .map(Basis::text)
            .findAny()
            .orElse("?"),
        scan.scanId());
  }
}
