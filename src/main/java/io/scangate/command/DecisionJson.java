package io.scangate.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.policy.Category;
import io.scangate.policy.Setting;
import io.scangate.transition.Decision;
import io.scangate.transition.Episode;
import io.scangate.transition.Lacking;
import java.util.Collection;

/** A decision in JSON, with every figure. Immutable. */
public record DecisionJson(LocalTimes times) {
  public ObjectNode decision(Decision decision) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", times.text(decision.at()))
        .put("policy", decision.policy())
        .put("colour", decision.colour().name())
        .set("because", categories(decision.because()));
    ArrayNode open = json.putArray("open");
    for (Episode episode : decision.open()) {
      open.add(episode(episode));
    }
    decision.nextReview().ifPresent(next -> json.put("nextReview", times.text(next)));
    return json;
  }

  public static ArrayNode categories(Collection<Category> categories) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    categories.stream().sorted().map(Category::text).forEach(json::add);
    return json;
  }

  private ObjectNode episode(Episode episode) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("category", episode.category().text())
        .put("colour", episode.colour().name())
        .put("phase", episode.phaseIndex() + 1)
        .put("phases", episode.path().phases().size())
        .put("since", times.text(episode.since()));
    episode.province().ifPresent(province -> json.put("province", province.code()));
    episode.earliestEnd().ifPresent(end -> json.put("earliestEnd", times.text(end)));
    ArrayNode lacking = json.putArray("lacking");
    for (Lacking one : episode.lacking()) {
      lacking.add(lacking(one));
    }
    return json;
  }

  private ObjectNode lacking(Lacking lacking) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (lacking) {
      case Lacking.Duration(var until) ->
          json.put("lacks", "duration").put("until", times.text(until));
      case Lacking.Tests tests -> {
        json.put("lacks", "tests")
            .put("counted", tests.counted())
            .put("needed", tests.needed())
            .put("earliestNext", times.text(tests.earliestNext()));
        tests
            .last()
            .ifPresent(
                last ->
                    json.putObject("uncounted")
                        .put("sampledAt", times.text(last.sampledAt()))
                        .put("why", LackingText.why(last)));
      }
      case Lacking.Report(var sampled) -> {
        json.put("lacks", "report");
        sampled.ifPresent(last -> json.put("lastSampledAt", times.text(last)));
      }
      case Lacking.Release(var settings) -> {
        ArrayNode places = json.put("lacks", "release").putArray("settings");
        settings.stream().map(Setting::text).forEach(places::add);
      }
      case Lacking.Discharge _ -> json.put("lacks", "discharge");
      case Lacking.Diagnosis _ -> json.put("lacks", "diagnosis");
      case Lacking.Authority(var province) ->
          json.put("lacks", "authority").put("province", province.code());
    }
    return json;
  }
}
