package io.scangate.command.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.command.DecisionJson;
import io.scangate.command.LocalTimes;
import io.scangate.policy.Policy;
import io.scangate.scenario.Difference;
import java.util.List;

/** A comparison as one JSON document. */
final class DiffJson {
  private DiffJson() {}

  /**
   * Of everything.
   *
   * @param named those of the people who differ that are to be named
   */
  static ObjectNode of(Comparison comparison, List<Comparison.Person> named) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("old", policy(comparison.before()));
    json.set("new", policy(comparison.after()));
    json.put("compared", comparison.compared());
    json.put("differ", comparison.differ());
    ArrayNode people = json.putArray("people");
    for (Comparison.Person person : named) {
      ObjectNode each = people.addObject();
      person.file().ifPresent(file -> each.put("file", file.toString()));
      ArrayNode differences = each.put("scenario", person.name()).putArray("differences");
      person
          .differences()
          .forEach(difference -> differences.add(difference(difference, comparison.times())));
    }
    ArrayNode byCategory = json.putArray("byCategory");
    comparison
        .byChange()
        .forEach(
            (change, count) ->
                byCategory
                    .addObject()
                    .put("category", change.because().text())
                    .put("old", change.before().name())
                    .put("new", change.after().name())
                    .put("people", count));
    ArrayNode byDay = json.putArray("byDay");
    comparison
        .byDay()
        .forEach(
            (day, count) ->
                byDay
                    .addObject()
                    .put("day", day.toString())
                    .put("milder", count.milder())
                    .put("moreSevere", count.moreSevere()));
    return json;
  }

  private static ObjectNode policy(Policy policy) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", policy.version())
        .put("digest", policy.digest());
  }

  private static ObjectNode difference(Difference difference, LocalTimes times) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("from", times.text(difference.from()));
    difference.until().ifPresent(until -> json.put("until", times.text(until)));
    json.put("old", difference.before().name())
        .put("new", difference.after().name())
        .set("because", DecisionJson.categories(difference.because()));
    return json;
  }
}
