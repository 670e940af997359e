package io.scangate.command.casework;

import com.fasterxml.jackson.databind.JsonNode;
import io.scangate.command.LocalTimes;
import io.scangate.engine.scans.ScanDays;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scangate casework release show}: how far a list has come, and what was said to it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows how far a list has come and who said what to it; nobody who stands in it.")
final class ReleaseShow implements Callable<Integer> {
  private static final LocalTimes TIMES = LocalTimes.in(ScanDays.ZONE);

  @Spec private CommandSpec spec;
  @Mixin private EngineOption engine;
  @Mixin private ListNumber number;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    String path = number.path(spec);
    try (EngineLine line = engine.open(spec)) {
      JsonNode list = line.get(path);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(list);
      } else {
        print(list, out);
      }
      out.flush();
      return 0;
    }
  }

  private static void print(JsonNode list, PrintWriter out) {
    ListStanding standing = ListStanding.of(list);
    print(out, "list", Long.toString(standing.number()));
    print(
        out,
        "form",
        "%s (%s) of %s, %s isolation"
            .formatted(
                list.path("document").asText(),
                list.path("format").asText(),
                list.path("division").asText(),
                list.path("setting").asText()));
    print(out, "state", standing.state().word() + ": " + standing.words());
    print(out, "rows", standing.counts());
    print(out, "filed", signed(list.path("filed")));
    said(out, "town", list.path("townReview"));
    said(out, "district", list.path("districtReview"));
    said(out, "withdrawn", list.path("withdrawal"));
  }

  private static void said(PrintWriter out, String label, JsonNode step) {
    if (!step.isMissingNode()) {
      print(
          out,
          label,
          "%s %s: %s"
              .formatted(
                  step.path("granted").asBoolean() ? "yes," : "no,",
                  signed(step),
                  step.path("note").asText()));
    }
  }

  private static String signed(JsonNode step) {
    return TIMES.text(Instant.parse(step.path("at").asText())) + " by " + step.path("by").asText();
  }

  private static void print(PrintWriter out, String label, String text) {
    out.printf("%-9s %s%n", label, ProblemText.plain(text));
  }
}
