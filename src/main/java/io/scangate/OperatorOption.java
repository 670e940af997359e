package io.scangate;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --operator}: who does what takes two people. */
final class OperatorOption {
  @Option(
      names = "--operator",
      required = true,
      paramLabel = "NAME",
      description = "Who you are; kept with what you do.")
  private String operator = "";

  String name(CommandSpec spec) {
    if (operator.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--operator names somebody");
    }
    return operator.strip();
  }
}
