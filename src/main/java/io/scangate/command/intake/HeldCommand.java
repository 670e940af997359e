package io.scangate.command.intake;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate intake held}: facts that wait for a second person. */
@Command(
    name = "held",
    mixinStandardHelpOptions = true,
    description = {
      "Facts that make colours more severe, more than their source may send alone.",
      "They turn nobody's colour until somebody releases them."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HeldList.class, HeldRelease.class, HeldReject.class})
final class HeldCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
