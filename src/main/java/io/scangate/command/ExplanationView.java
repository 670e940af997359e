package io.scangate.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.explain.Explanation;
import java.io.PrintWriter;

/** An explanation on standard output. */
public final class ExplanationView {
  private ExplanationView() {}

  /** As text. */
  public static void print(PrintWriter out, Explanation explanation) {
    out.println(explanation.headline());
    out.println(explanation.basis());
    for (Explanation.Ground ground : explanation.grounds()) {
      out.println();
      out.println(ground.why());
      out.println(ground.phase());
      ground.lacking().forEach(lacking -> out.println("  - " + lacking));
      out.println(ground.afterwards());
    }
    out.println();
    explanation.outlook().forEach(out::println);
    explanation.advice().forEach(advice -> out.println("* " + advice));
  }

  /** As JSON. */
  public static ObjectNode json(Explanation explanation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("headline", explanation.headline()).put("basis", explanation.basis());
    ArrayNode grounds = json.putArray("grounds");
    for (Explanation.Ground ground : explanation.grounds()) {
      ObjectNode each =
          grounds
              .addObject()
              .put("category", ground.category().text())
              .put("why", ground.why())
              .put("phase", ground.phase());
      ArrayNode lacking = each.putArray("lacking");
      ground.lacking().forEach(lacking::add);
      each.put("afterwards", ground.afterwards());
    }
    ArrayNode outlook = json.putArray("outlook");
    explanation.outlook().forEach(outlook::add);
    ArrayNode advice = json.putArray("advice");
    explanation.advice().forEach(advice::add);
    return json;
  }
}
