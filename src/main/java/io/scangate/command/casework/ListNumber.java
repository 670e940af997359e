package io.scangate.command.casework;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code NUMBER}: the number that 'release file' has printed. */
final class ListNumber {
  @Parameters(
      paramLabel = "NUMBER",
      description = "The number of the list, as 'release file' printed it.")
  private long number;

  /**
   * The address of the list.
   *
   * @throws ParameterException where there can be no such number
   */
  String path(CommandSpec spec) {
    if (number < 1) {
      throw new ParameterException(spec.commandLine(), "NUMBER is 1 or more");
    }
    return "releases/" + number;
  }
}
