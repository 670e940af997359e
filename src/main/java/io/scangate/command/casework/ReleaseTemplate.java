package io.scangate.command.casework;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scangate casework release template}: an empty form. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    description = "Writes an empty form of releases from isolation.")
final class ReleaseTemplate implements Callable<Integer> {
  /** In which format. */
  enum Format {
    CSV,
    JSON,
    XLSX
  }

  @Spec private CommandSpec spec;
  @Mixin private EngineOption engine;
  @Mixin private NewFile out;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "csv, json or xlsx.")
  private Format format;

  @Override
  public Integer call() throws InterruptedException {
    out.requireNone(spec);
    try (EngineLine line = engine.open(spec)) {
      out.write(line.file("release-template?format=" + format.name().toLowerCase(Locale.ROOT)));
      return 0;
    }
  }
}
