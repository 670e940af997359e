package io.scangate.command.scans;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate scans}: the records of who was scanned where. */
@Command(
    name = "scans",
    mixinStandardHelpOptions = true,
    description = "Finds and destroys the records of who was scanned where.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ScansList.class, ScansDestroy.class})
public final class ScansCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
