package io.scangate.command.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * {@code scangate casework transfer list}: the days of the last two weeks, district by district.
 */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the days of the last two weeks on which codes were converted, the latest first, and"
            + " how far their transfer to the municipality is.")
final class TransferList implements Callable<Integer> {
  private static final LocalTimes TIMES = LocalTimes.in(ScanDays.ZONE);

  @Spec private CommandSpec spec;
  @Mixin private EngineOption engine;

  @Option(
      names = "--division",
      required = true,
      paramLabel = "CODE",
      description = "A district, or a city with all of its districts.")
  private String division;

  @Option(
      names = "--late",
      description = "Only those that are, or were, handed over after their deadline.")
  private boolean late;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    try (EngineLine line = engine.open(spec)) {
      ArrayNode transfers = JsonNodeFactory.instance.arrayNode();
      for (JsonNode one :
          line.get("transfers?division=" + EngineLine.encoded(division)).path("transfers")) {
        if (!late || one.path("late").asBoolean()) {
          transfers.add(one);
        }
      }
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("transfers", transfers);
        out.println(answer);
      } else if (transfers.isEmpty()) {
        spec.commandLine().getErr().println(late ? "None is late." : "None has to be handed over.");
      } else {
        print(transfers, out);
      }
      out.flush();
      return 0;
    }
  }

  private static void print(ArrayNode transfers, PrintWriter out) {
    out.println(line("district", "day", "conversions", "state", "deadline", "late", "number"));
    for (JsonNode one : transfers) {
      out.println(
          line(
              text(one, "district"),
              text(one, "day"),
              text(one, "conversions"),
              text(one, "state"),
              TIMES.text(Instant.parse(one.path("deadline").asText())),
              one.path("late").asBoolean() ? "late" : "",
              text(one, "number")));
    }
  }

  private static String line(
      String district,
      String day,
      String conversions,
      String state,
      String deadline,
      String late,
      String number) {
    return "%-8s  %-10s  %11s  %-11s  %-22s  %-4s  %s"
        .formatted(district, day, conversions, state, deadline, late, number)
        .stripTrailing();
  }

  private static String text(JsonNode one, String member) {
    return ProblemText.plain(one.path(member).asText());
  }
}
