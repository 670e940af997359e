package io.scangate.command.code;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate code}: codes and their keys, for people and scripts. */
@Command(
    name = "code",
    description = "Makes and reads codes, and the keys behind them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CodeIssueCommand.class, CodeReadCommand.class, CodeKeysCommand.class})
public final class CodeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
