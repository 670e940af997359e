package io.scangate.command.casework;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scangate casework release review}: says yes or no to a list of home isolation. */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description = {
      "Says yes or no to a list of releases from home isolation, as the town or street, and after"
          + " it as the district.",
      "Each is another person than whoever filed or reviewed it before."
    })
final class ReleaseReview implements Callable<Integer> {
  /** As whom. */
  static final class As {
    @Option(names = "--town", required = true, description = "As the town or street.")
    boolean town;

    @Option(names = "--district", required = true, description = "As the district.")
    boolean district;
  }

  /** What is said. */
  static final class Answer {
    @Option(names = "--granted", required = true, description = "Yes.")
    boolean granted;

    @Option(names = "--refused", required = true, description = "No: nobody is released by it.")
    boolean refused;
  }

  @Spec private CommandSpec spec;
  @Mixin private EngineOption engine;
  @Mixin private ListNumber number;

  @ArgGroup(multiplicity = "1")
  private As as = new As();

  @ArgGroup(multiplicity = "1")
  private Answer answer = new Answer();

  @Option(
      names = "--note",
      required = true,
      paramLabel = "TEXT",
      description = "What it rests on, such as a meeting; kept with it.")
  private String note;

  @Override
  public Integer call() throws InterruptedException {
    String path = number.path(spec) + (as.town ? "/town-review" : "/district-review");
    try (EngineLine line = engine.open(spec)) {
      ListStanding list =
          ListStanding.of(
              line.post(
                  path,
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("granted", answer.granted)
                      .put("note", note)));
      spec.commandLine().getOut().printf("List %d: %s.%n", list.number(), list.words());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
