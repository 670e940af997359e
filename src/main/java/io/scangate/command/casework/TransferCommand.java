package io.scangate.command.casework;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate casework transfer}: what districts hand over day by day. */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    description = "Looks at what districts hand to the municipality day by day.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TransferList.class)
final class TransferCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
