package io.scangate.command.casework;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scangate casework release rejected}: the rows by which nobody is released. */
@Command(
    name = "rejected",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the rows of a list by which nobody is released, in the format of its form, each with"
          + " its number and reason.",
      "That you read whoever stands in them is kept, and what for."
    })
final class ReleaseRejected implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOption engine;
  @Mixin private ListNumber number;
  @Mixin private NewFile out;

  @Option(
      names = "--purpose",
      required = true,
      paramLabel = "TEXT",
      description = "What they are read for; kept in the record of who read whom.")
  private String purpose;

  @Override
  public Integer call() throws InterruptedException {
    String path = number.path(spec) + "/rejected?purpose=" + EngineLine.encoded(purpose);
    out.requireNone(spec);
    try (EngineLine line = engine.open(spec)) {
      out.write(line.file(path));
      return 0;
    }
  }
}
