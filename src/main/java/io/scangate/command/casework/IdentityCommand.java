package io.scangate.command.casework;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate casework identity}: who people are. */
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    description = "Keeps who people are in order.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = IdentityRekey.class)
final class IdentityCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
