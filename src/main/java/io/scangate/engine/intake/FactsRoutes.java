package io.scangate.engine.intake;

import io.scangate.engine.Answers;
import io.scangate.engine.Body;
import io.scangate.engine.Drain;
import io.scangate.engine.Problem;
import io.scangate.engine.Routes;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code POST /v1/facts}: batches and streams of facts from sources. Shared. */
public final class FactsRoutes implements Routes {
  static final String PATH = "/v1/facts";

  private final Reception reception;
  private final Batches batches;
  private final StreamParts streams;
  private final Answers answers;
  private final FactsSettings settings;

  /**
   * The routes over an intake.
   *
   * @param drain ends streams early
   */
  public FactsRoutes(
      Reception reception,
      Intake intake,
      Contract contract,
      Pepper pepper,
      FactsSettings settings,
      InstantSource clock,
      Answers answers,
      Drain drain) {
    RowReader reader = new RowReader(contract, pepper);
    this.reception = reception;
    this.batches = new Batches(intake, reader, contract, settings, clock, answers);
    this.streams = new StreamParts(intake, reader, settings, clock, answers, drain);
    this.answers = answers;
    this.settings = settings;
  }

  @Override
  public void on(Router router) {
    var _ = router.post(PATH).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    reception.receive(context, source -> serve(context, source));
  }

  private void serve(RoutingContext context, Source source) {
    HttpServerRequest request = context.request();
    Optional<Problem> packed = SentType.ofEncoding(request);
    if (packed.isPresent()) {
      answers.tell(context, packed.get());
      return;
    }
    List<String> atomic = context.queryParam("atomic");
    if (atomic.size() > 1 || !List.of("true", "false").containsAll(atomic)) {
      answers.tell(
          context,
          Problem.of(400, "bad-parameter", "A parameter is wrong", "atomic is true or false."));
      return;
    }
    Delivery delivery = new Delivery(source, Answers.requestId(context), atomic.contains("true"));
    switch (SentType.of(request)) {
      case SentType.JSON -> {
        if (Body.isDeclaredLarger(request, settings.mostBytes())) {
          answers.tell(context, Body.tooLarge(settings.mostBytes()));
        } else {
          batches.serve(context, delivery);
        }
      }
      case SentType.LINES -> {
        if (delivery.isAtomic()) {
          answers.tell(
              context,
              Problem.of(
                  400,
                  "bad-parameter",
                  "A stream is never atomic",
                  "Send a batch as application/json, or leave 'atomic' out."));
        } else {
          new RowStream(context, delivery, streams).run();
        }
      }
      default ->
          answers.tell(context, SentType.wrong("Send application/json or application/x-ndjson."));
    }
  }
}
