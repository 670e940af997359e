package io.scangate.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --operator}: who does what takes two people. */
public final class OperatorOption {
  @Option(
      names = "--operator",
      required = true,
      paramLabel = "NAME",
      description = "Who you are; kept with what you do.")
  private String operator = "";

  public String name(CommandSpec spec) {
    if (operator.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--operator names somebody");
    }
    return operator.strip();
  }
}
