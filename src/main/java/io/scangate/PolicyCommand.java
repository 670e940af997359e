package io.scangate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate policy}: checks, tries, explains and compares policies. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tries, explains and compares policies.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PolicyCheck.class,
      PolicyReplay.class,
      PolicyExplain.class,
      PolicyDiff.class,
    })
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
