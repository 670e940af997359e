package io.scangate.command.casework;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate casework release}: releases from isolation. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "Files forms of releases from isolation, reviews and shows them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReleaseTemplate.class,
      ReleaseFile.class,
      ReleaseShow.class,
      ReleaseRejected.class,
      ReleaseReview.class
    })
final class ReleaseCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
