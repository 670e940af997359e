package io.scangate.engine.intake;

import io.scangate.engine.Problem;
import io.scangate.ops.IntakeMeters.Outcome;
import io.scangate.ops.IntakeMeters.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many rows of a request had which outcome. Confined to the virtual thread that serves it. */
final class Tally {
  private static final Set<Reason> FORBIDDEN = EnumSet.of(Reason.WRONG_KIND, Reason.WRONG_DIVISION);

  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

  /** Counts rows. */
  void add(List<RowResult> rows) {
    rows.forEach(row -> outcomes.merge(row.outcome(), 1L, Long::sum));
  }

  /** How many rows there were. */
  long rows() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** As the sender reads it. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    for (Outcome outcome : Outcome.values()) {
      json.put(outcome.tag(), outcomes.getOrDefault(outcome, 0L));
    }
    return json;
  }

  /** What a request is answered of which no row is taken. */
  static Problem nothingTaken(List<RowResult> rows) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    rows.forEach(row -> row.refusal().ifPresent(refusal -> reasons.add(refusal.reason())));
    Problem problem;
    if (reasons.equals(EnumSet.of(Reason.DUPLICATE_KEY))) {
      problem =
          Problem.of(
              409,
              "duplicate-key",
              "Keys were used before for something else",
              "A key stands for one fact for ever; nothing of this request was stored.");
    } else if (FORBIDDEN.containsAll(reasons)) {
      problem =
          Problem.of(
              403,
              "not-allowed",
              "The source may not send these rows",
              "Each row says what is allowed; nothing of this request was stored.");
    } else {
      problem =
          Problem.of(
              400,
              "rows-refused",
              "The rows cannot be taken",
              "Each row says what is allowed; nothing of this request was stored.");
    }
    return problem.with(rows(rows));
  }

  static JsonArray rows(List<RowResult> rows) {
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(row.json()));
    return array;
  }
}
