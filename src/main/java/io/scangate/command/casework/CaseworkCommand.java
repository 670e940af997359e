package io.scangate.command.casework;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate casework}: what clerks, scripts and operators do with the procedures. */
@Command(
    name = "casework",
    mixinStandardHelpOptions = true,
    description = "Does the mass work of the procedures, and keeps their data in order.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ReleaseCommand.class, TransferCommand.class, IdentityCommand.class})
public final class CaseworkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
