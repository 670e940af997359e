package io.scangate.command.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate audit}: checks the ledger, and tells how a code came about. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Checks the ledger, and tells how a code came about.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditVerify.class, AuditWhy.class, AuditRetain.class})
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
