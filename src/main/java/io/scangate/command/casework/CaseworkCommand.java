package io.scangate.command.casework;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate casework}: what keeps the procedures' data in order. */
@Command(
    name = "casework",
    mixinStandardHelpOptions = true,
    description = "Keeps the data of the procedures in order.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = IdentityCommand.class)
public final class CaseworkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
