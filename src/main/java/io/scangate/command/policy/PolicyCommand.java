package io.scangate.command.policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code scangate policy}: checks, tries, explains and compares policies, and brings them into
 * force.
 */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tries, explains and compares policies, and brings them into force.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PolicyCheck.class,
      PolicyReplay.class,
      PolicyExplain.class,
      PolicyDiff.class,
      PolicyPropose.class,
      PolicyActivate.class,
    })
public final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
