package io.scangate.command.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.command.DecisionJson;
import io.scangate.command.LocalTimes;
import io.scangate.policy.Policies;
import io.scangate.scenario.Missed;
import io.scangate.scenario.Scenario;
import io.scangate.scenario.Timeline;
import io.scangate.transition.Decision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Replayed scenarios as one JSON document. */
final class JsonReplayReport implements ReplayReport {
  private final PrintWriter out;
  private final Policies policies;
  private final boolean quiet;
  private final LocalTimes times;
  private final DecisionJson decisions;
  private final ArrayNode scenarios = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode refused = JsonNodeFactory.instance.arrayNode();

  /**
   * @param quiet whether only what failed is told
   */
  JsonReplayReport(PrintWriter out, Policies policies, boolean quiet) {
    this.out = out;
    this.policies = policies;
    this.quiet = quiet;
    this.times = LocalTimes.in(policies.all().getLast().zone());
    this.decisions = new DecisionJson(times);
  }

  @Override
  public void judged(Path file, Scenario scenario, List<Missed> missed) {
    if (quiet && missed.isEmpty()) {
      return;
    }
    ObjectNode json =
        scenarios.addObject().put("file", file.toString()).put("scenario", scenario.name());
    if (!quiet) {
      ArrayNode timeline = json.putArray("timeline");
      for (Decision decision : Timeline.of(policies, scenario.timeline()).decisions()) {
        timeline.add(decisions.decision(decision));
      }
    }
    ArrayNode failures = json.putArray("failed");
    missed.forEach(one -> failures.add(failure(one)));
  }

  @Override
  public void refused(Path file, String message) {
    refused.addObject().put("file", file.toString()).put("refusal", message);
  }

  @Override
  public void close(ReplayCount count) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("scenarios", scenarios);
    json.set("refused", refused);
    json.putObject("count")
        .put("scenarios", count.scenarios())
        .put("expectations", count.expectations())
        .put("failed", count.failed())
        .put("refused", count.refused());
    out.println(json.toPrettyString());
  }

  private ObjectNode failure(Missed missed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode expected =
        json.put("line", missed.expected().line())
            .put("at", times.text(missed.expected().at()))
            .putObject("expected")
            .put("colour", missed.expected().colour().name());
    missed
        .expected()
        .because()
        .ifPresent(because -> expected.set("because", DecisionJson.categories(because)));
    json.set("decided", decisions.decision(missed.decided()));
    return json;
  }
}
