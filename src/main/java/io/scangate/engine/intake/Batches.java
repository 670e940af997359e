package io.scangate.engine.intake;

import io.scangate.engine.Answers;
import io.scangate.engine.Body;
import io.scangate.engine.Problem;
import io.scangate.engine.StrictJson;
import io.scangate.ops.IntakeMeters.Outcome;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves a batch: one JSON object, taken and answered as a whole. Shared. */
final class Batches {
  private final Intake intake;
  private final RowReader reader;
  private final Contract contract;
  private final FactsSettings settings;
  private final InstantSource clock;
  private final Answers answers;

  Batches(
      Intake intake,
      RowReader reader,
      Contract contract,
      FactsSettings settings,
      InstantSource clock,
      Answers answers) {
    this.intake = intake;
    this.reader = reader;
    this.contract = contract;
    this.settings = settings;
    this.clock = clock;
    this.answers = answers;
  }

  /** A batch, or what is wrong with it. */
  private sealed interface Opened {
    record Rows(List<?> rows) implements Opened {}

    record Refused(Problem problem) implements Opened {}
  }

  void serve(RoutingContext context, Delivery delivery) {
    Body body = new Body(context.vertx(), context.request());
    switch (body.whole(settings.mostBytes(), settings.patience())) {
      case Body.Whole.Refused(var problem) -> answers.tell(context, problem);
      case Body.Whole.Bytes(var bytes) -> {
        switch (open(bytes.getBytes())) {
          case Opened.Refused(var problem) -> answers.tell(context, problem);
          case Opened.Rows(var rows) -> take(context, delivery, rows);
        }
      }
    }
  }

  private Opened open(byte[] bytes) {
    Optional<Object> parsed = StrictJson.parse(bytes);
    if (parsed.isEmpty() || !(parsed.get() instanceof Map<?, ?> batch)) {
      return new Opened.Refused(malformed("Send {\"facts\": [...]}; every key stands once."));
    }
    if (batch.get("facts") instanceof List<?> rows && rows.size() > settings.mostRows()) {
      return new Opened.Refused(
          Problem.of(
              413,
              "too-large",
              "The batch has too many rows",
              "At most " + settings.mostRows() + "; send more as application/x-ndjson."));
    }
    Optional<String> fault = contract.faultOfBatch(batch);
    if (fault.isEmpty() && batch.get("facts") instanceof List<?> rows) {
      return new Opened.Rows(rows);
    }
    return new Opened.Refused(malformed(fault.orElse("facts: a list is wanted")));
  }

  private static Problem malformed(String detail) {
    return Problem.of(400, "malformed", "The body is not the JSON expected", detail);
  }

  private void take(RoutingContext context, Delivery delivery, List<?> rows) {
    Instant now = clock.instant();
    List<Reading> readings = new ArrayList<>(rows.size());
    for (Object row : rows) {
      readings.add(reader.read(readings.size() + 1, row, delivery.source(), now));
    }
    List<RowResult> results = intake.take(delivery, readings);
    if (results.stream().allMatch(result -> result.outcome() == Outcome.REFUSED)) {
      answers.tell(context, Tally.nothingTaken(results));
      return;
    }
    Tally tally = new Tally();
    tally.add(results);
    JsonObject answer =
        new JsonObject()
            .put("request", delivery.request())
            .mergeIn(tally.json())
            .put("rows", Tally.rows(results));
    var _ =
        context
            .response()
            .setStatusCode(202)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .end(answer.encode());
  }
}
