package io.scangate.casework.why;

import io.scangate.casework.why.Reasons.Known;
import io.scangate.explain.Explainer;
import io.scangate.explain.Explanation;
import io.scangate.explain.Explanation.Ground;
import io.scangate.explain.Language;
import io.scangate.health.Division;
import io.scangate.ledger.Chronicle;
import io.scangate.ledger.DecisionRow;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.FactRow;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import io.scangate.transition.Conversion;
import io.scangate.transition.Episode;
import io.scangate.transition.Fact;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A decision as it is told: in words to the person, with rules and facts to staff. Stateless. */
final class WhyJson {
  /** The notice's. */
  private static final String HOTLINE = "12345";

  /** So many facts and decisions are told, the latest. */
  private static final int MOST = 200;

  private WhyJson() {}

  /**
   * In words.
   *
   * @param community where the person lives, who looks after them
   */
  static JsonObject words(Known known, Optional<Division> community, Language language) {
    Explainer explainer = Explainer.of(known.policies().inForceAt(known.at()), language);
    Explanation explanation = explainer.explain(known.decision());
    JsonArray grounds = new JsonArray();
    for (Ground ground : explanation.grounds()) {
      grounds.add(
          new JsonObject()
              .put("category", ground.category().text())
              .put("why", ground.why())
              .put("phase", ground.phase())
              .put("lacking", new JsonArray(ground.lacking()))
              .put("afterwards", ground.afterwards())
              .put(
                  "bars",
                  new JsonArray(
                      explainer.bars(
                          Conversion.bars(
                              known.policies(), known.facts(), ground.category(), known.at())))));
    }
    JsonObject turnTo = new JsonObject().put("hotline", HOTLINE);
    community.ifPresent(it -> turnTo.put("community", it.code()));
    return new JsonObject()
        .put("colour", explanation.colour().name())
        .put("headline", explanation.headline())
        .put("basis", explanation.basis())
        .put("grounds", grounds)
        .put("outlook", new JsonArray(explanation.outlook()))
        .put("advice", new JsonArray(explanation.advice()))
        .put("turnTo", turnTo);
  }

  /** Likewise, and which rules and which facts stand behind it. */
  static JsonObject whole(Known known, Optional<Division> community, Language language) {
    Chronicle chronicle = known.chronicle();
    JsonArray episodes = new JsonArray();
    known.decision().open().forEach(episode -> episodes.add(episode(episode)));
    JsonArray facts = new JsonArray();
    latest(chronicle.facts()).forEach(row -> facts.add(fact(row)));
    Map<String, String> versions = versions(known.policies());
    JsonArray decisions = new JsonArray();
    latest(chronicle.decisions())
        .forEach(linked -> decisions.add(decision(linked.decision(), versions)));
    JsonObject json =
        words(known, community, language)
            .put("person", chronicle.person().text())
            .put("at", known.at().toString())
            .put("policy", known.decision().policy())
            .put("episodes", episodes)
            .put("facts", facts)
            .put("decisions", decisions)
            .put("more", chronicle.facts().size() > MOST || chronicle.decisions().size() > MOST);
    known.decision().nextReview().ifPresent(at -> json.put("nextReview", at.toString()));
    return json;
  }

  private static <T> List<T> latest(List<T> all) {
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  private static Map<String, String> versions(Policies policies) {
    Map<String, String> versions = new HashMap<>();
    for (Policy policy : policies.all()) {
      versions.put(policy.digest(), policy.version());
    }
    return versions;
  }

  private static JsonObject episode(Episode episode) {
    JsonArray facts = new JsonArray();
    episode.facts().stream().map(Fact::at).forEach(at -> facts.add(at.toString()));
    JsonObject json =
        new JsonObject()
            .put("rule", episode.category().text() + "/" + (episode.phaseIndex() + 1))
            .put("colour", episode.colour().name())
            .put("since", episode.since().toString())
            .put("facts", facts);
    episode.earliestEnd().ifPresent(end -> json.put("earliestEnd", end.toString()));
    return json;
  }

  private static JsonObject fact(FactRow row) {
    JsonObject json =
        new JsonObject()
            .put("at", row.at().toString())
            .put("fact", FactFormat.name(row.content().kind()))
            .put("happenedAt", row.happenedAt().toString())
            .put("source", row.origin().source())
            .put("authority", row.origin().authority())
            .put("division", row.origin().division().code());
    row.content().detail().ifPresent(detail -> json.put("detail", detail));
    row.content().instant().ifPresent(instant -> json.put("instant", instant.toString()));
    row.origin().place().ifPresent(place -> json.put("place", place));
    row.origin().document().ifPresent(document -> json.put("document", document));
    return json;
  }

  private static JsonObject decision(DecisionRow row, Map<String, String> versions) {
    JsonArray facts = new JsonArray();
    row.facts().forEach(at -> facts.add(at.toString()));
    return new JsonObject()
        .put("version", row.version())
        .put("at", row.at().toString())
        .put("was", row.was().name())
        .put("colour", row.colour().name())
        .put("policy", versions.getOrDefault(row.policy(), row.policy()))
        .put("rules", new JsonArray(row.rules()))
        .put("facts", facts);
  }
}
