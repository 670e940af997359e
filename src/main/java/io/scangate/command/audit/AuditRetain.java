package io.scangate.command.audit;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.command.OperatorOption;
import io.scangate.engine.Retaining;
import io.scangate.ledger.FactRetention.Done;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate audit retain}: drops the facts of months that are over. */
@Command(
    name = "retain",
    mixinStandardHelpOptions = true,
    description = {
      "Drops the facts of months that are over, but for those that a code still rests on, while"
          + " engines serve. Their digests stay in the chain, which 'audit verify' closes by them.",
      "Speaks as a role of its own ('ledger.maintenance'): that of the engines cannot."
    })
final class AuditRetain implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;
  @Mixin private OperatorOption operator;

  @Option(
      names = "--months",
      required = true,
      description = "How many whole months before this one stay, at least 3.")
  private int months;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    if (months < Retaining.LEAST_MONTHS) {
      throw new ParameterException(
          spec.commandLine(), "--months is at least " + Retaining.LEAST_MONTHS);
    }
    try (OpenLedger open = ledger.openForMaintenance()) {
      Done done =
          new Retaining(open.ledger(), clock)
              .keeping(months, open.ledger().head(0).policies(), operator.name(spec));
      spec.commandLine()
          .getOut()
          .printf(
              "Of the facts from before %s %,d were dropped and %,d are kept, since codes rest on"
                  + " them.%n",
              done.until(), done.dropped(), done.kept());
      return 0;
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }
}
