package io.scangate.command.casework;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate casework release file}: files a form with its stamped scan. */
@Command(
    name = "file",
    mixinStandardHelpOptions = true,
    description = {
      "Files a form of releases from isolation with the stamped scan of it, and prints the number"
          + " of its list.",
      "Its rows are read afterwards. With --wait ends with 1 where the form cannot be read or a row"
          + " is rejected."
    })
final class ReleaseFile implements Callable<Integer> {
  /** From which isolation. */
  enum From {
    CENTRALIZED("centralized-releases"),
    HOME("home-releases");

    private final String path;

    From(String path) {
      this.path = path;
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private EngineOption engine;

  @Option(
      names = "--setting",
      required = true,
      paramLabel = "SETTING",
      description = "centralized or home.")
  private From setting;

  @Option(
      names = "--division",
      required = true,
      paramLabel = "CODE",
      description = "Where the isolation point is, or the community: digits of GB/T 2260.")
  private String division;

  @Option(
      names = "--document",
      required = true,
      paramLabel = "NAME",
      description = "What you call the form; another one for another form.")
  private String document;

  @Option(
      names = "--form",
      required = true,
      paramLabel = "FILE",
      description = "CSV, JSON or XLSX, of at most 16 MiB and 100,000 rows.")
  private Path form;

  @Option(
      names = "--scan",
      required = true,
      paramLabel = "FILE",
      description = "The stamped scan: PDF, JPEG or PNG, of at most 8 MiB.")
  private Path scan;

  @Option(
      names = "--wait",
      description =
          "Waits until the rows are read, and from centralized isolation until all are released;"
              + " tells on standard error how far that is.")
  private boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    FileParts files = files();
    try (EngineLine line = engine.open(spec)) {
      long number =
          ListStanding.of(
                  line.post(
                      "%s?division=%s&document=%s"
                          .formatted(
                              setting.path,
                              EngineLine.encoded(division),
                              EngineLine.encoded(document)),
                      files))
              .number();
      PrintWriter out = spec.commandLine().getOut();
      out.println(number);
      out.flush();
      return wait ? awaited(line, number) : 0;
    }
  }

  private int awaited(EngineLine line, long number) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    ListStanding list = new ReleaseWait(line, err).until(number);
    list.summary().forEach(err::println);
    return list.isSound() ? 0 : 1;
  }

  private FileParts files() {
    requireFile("--form", form);
    requireFile("--scan", scan);
    try {
      return FileParts.of(Map.of("form", form, "scan", scan));
    } catch (FileNotFoundException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void requireFile(String option, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), option + " " + file + " is not a file that can be read");
    }
  }
}
