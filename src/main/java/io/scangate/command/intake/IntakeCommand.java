package io.scangate.command.intake;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate intake}: what staff do about facts that sources send. */
@Command(
    name = "intake",
    mixinStandardHelpOptions = true,
    description = "What staff do about facts that sources send.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = HeldCommand.class)
public final class IntakeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
