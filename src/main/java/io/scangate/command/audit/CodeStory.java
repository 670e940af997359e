package io.scangate.command.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.command.LocalTimes;
import io.scangate.ledger.Chronicle;
import io.scangate.ledger.Code;
import io.scangate.ledger.DecisionRow;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.FactRow;
import io.scangate.ledger.Origin;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a code came about: its facts and its decisions, as they stand in the ledger. Immutable.
 *
 * @param versions of the policies, by their digests
 */
record CodeStory(Chronicle chronicle, Map<String, String> versions, LocalTimes times) {
  CodeStory {
    versions = Map.copyOf(versions);
  }

  void print(PrintWriter out) {
    out.println(
        "Person "
            + chronicle.person().text()
            + chronicle.code().map(this::standing).orElse(": no code"));
    out.println();
    out.println("Facts");
    chronicle.facts().forEach(row -> print(row, out));
    out.println();
    out.println("Decisions");
    Map<Instant, FactRow> learned = learned();
    chronicle.decisions().forEach(linked -> print(linked, learned, out));
  }

  private String standing(Code code) {
    return ": %s since %s, version %d"
        .formatted(code.colour(), times.text(code.decidedAt()), code.version());
  }

  private void print(FactRow row, PrintWriter out) {
    Origin origin = row.origin();
    out.printf("  %s  %s%n", times.text(row.at()), words(row));
    if (!row.happenedAt().equals(row.at())) {
      out.printf("    happened %s%n", times.text(row.happenedAt()));
    }
    out.printf("    from %s for %s, key %s%n", origin.source(), origin.authority(), origin.key());
    out.printf(
        "    in %s%s%s, link %d%n",
        origin.division().code(),
        origin.place().map(place -> ", " + place).orElse(""),
        origin.document().map(document -> ", by " + document).orElse(""),
        row.link());
  }

  private String words(FactRow row) {
    return FactFormat.name(row.content().kind())
        + row.content().detail().map(detail -> " " + detail).orElse("")
        + row.content().instant().map(instant -> " " + times.text(instant)).orElse("");
  }

  private void print(Chronicle.Linked linked, Map<Instant, FactRow> learned, PrintWriter out) {
    DecisionRow row = linked.decision();
    out.printf(
        "  %s  %s -> %s  version %d by policy %s%s, link %d%n",
        times.text(row.at()),
        row.was(),
        row.colour(),
        row.version(),
        policy(row),
        row.rules().isEmpty() ? "" : ", " + String.join(", ", row.rules()),
        linked.link());
    for (Instant at : row.facts()) {
      FactRow fact = learned.get(at);
      out.printf(
          "    by %s  %s%n",
          times.text(at), fact == null ? "a fact that is not there" : words(fact));
    }
  }

  private String policy(DecisionRow row) {
    return versions.getOrDefault(row.policy(), row.policy());
  }

  private Map<Instant, FactRow> learned() {
    return chronicle.facts().stream().collect(Collectors.toMap(FactRow::at, Function.identity()));
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("person", chronicle.person().text());
    chronicle
        .code()
        .ifPresent(
            code ->
                json.putObject("code")
                    .put("colour", code.colour().name())
                    .put("since", times.text(code.decidedAt()))
                    .put("version", code.version()));
    ArrayNode facts = json.putArray("facts");
    chronicle.facts().forEach(row -> facts.add(json(row)));
    ArrayNode decisions = json.putArray("decisions");
    chronicle.decisions().forEach(linked -> decisions.add(json(linked)));
    return json;
  }

  private ObjectNode json(FactRow row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", row.at().toString())
        .put("happenedAt", row.happenedAt().toString())
        .put("fact", FactFormat.name(row.content().kind()));
    row.content().detail().ifPresent(detail -> json.put("detail", detail));
    row.content().instant().ifPresent(instant -> json.put("instant", instant.toString()));
    Origin origin = row.origin();
    json.put("source", origin.source())
        .put("authority", origin.authority())
        .put("key", origin.key())
        .put("division", origin.division().code());
    origin.place().ifPresent(place -> json.put("place", place));
    origin.document().ifPresent(document -> json.put("document", document));
    return json.put("link", row.link());
  }

  private ObjectNode json(Chronicle.Linked linked) {
    DecisionRow row = linked.decision();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", row.at().toString())
        .put("version", row.version())
        .put("was", row.was().name())
        .put("colour", row.colour().name())
        .put("policy", policy(row));
    strings(json.putArray("rules"), row.rules());
    strings(json.putArray("facts"), row.facts().stream().map(Instant::toString).toList());
    return json.put("link", linked.link());
  }

  private static void strings(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
