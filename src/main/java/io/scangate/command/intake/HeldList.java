package io.scangate.command.intake;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.ledger.HeldRow;
import io.scangate.ledger.Holds;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scangate intake held list}: what waits, without the people that it is about. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists what waits, without the people that it is about.")
final class HeldList implements Callable<Integer> {
  private static final int PAGE = 500;

  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (OpenLedger open = ledger.open()) {
      Holds holds = new Holds(open.ledger());
      long last = 0;
      for (List<HeldRow> page = holds.open(last, PAGE);
          !page.isEmpty();
          page = holds.open(last, PAGE)) {
        for (HeldRow row : page) {
          last = row.id();
          out.printf(
              "%d  %s  %s  request %s  key %s  kind %d %s  %s %s  %s%n",
              row.id(),
              row.heldAt(),
              row.source(),
              row.request(),
              row.key(),
              row.content().kind(),
              row.content().detail().orElse(""),
              row.residents().isPresent()
                  ? "designates " + row.residents().getAsLong() + " people of"
                  : "division",
              row.division().code(),
              row.document().orElse(""));
        }
      }
      if (last == 0) {
        out.println("Nothing waits.");
      }
      out.flush();
    }
    return 0;
  }
}
