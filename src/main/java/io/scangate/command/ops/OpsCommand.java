package io.scangate.command.ops;

import io.scangate.serve.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate ops}: running processes, looked at from a terminal. */
@Command(
    name = "ops",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Looks at running gateways and engines.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = OpsTop.class)
public final class OpsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
