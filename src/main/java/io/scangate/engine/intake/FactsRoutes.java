package io.scangate.engine.intake;

import io.scangate.engine.Answers;
import io.scangate.engine.Body;
import io.scangate.engine.Drain;
import io.scangate.engine.Problem;
import io.scangate.engine.Routes;
import io.scangate.engine.intake.Entry.Admission;
import io.scangate.ops.IntakeMeters;
import io.scangate.signin.Verifier;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /v1/facts}: batches and streams of facts from sources. Shared. */
public final class FactsRoutes implements Routes {
  static final String PATH = "/v1/facts";

  private final Entry entry;
  private final Room room;
  private final Batches batches;
  private final StreamParts streams;
  private final Answers answers;
  private final FactsSettings settings;

  /**
   * The routes over an intake.
   *
   * @param verifier of the sources' tokens
   * @param drain ends streams early
   */
  public FactsRoutes(
      Intake intake,
      Sources sources,
      Verifier verifier,
      Contract contract,
      Pepper pepper,
      FactsSettings settings,
      InstantSource clock,
      Answers answers,
      Drain drain,
      IntakeMeters meters) {
    RowReader reader = new RowReader(contract, pepper);
    this.entry = new Entry(verifier, sources);
    this.room = new Room(settings);
    this.batches = new Batches(intake, reader, contract, settings, clock, answers);
    this.streams = new StreamParts(intake, reader, settings, clock, answers, drain);
    this.answers = answers;
    this.settings = settings;
    meters.watchWaiting(room::taken);
  }

  @Override
  public void on(Router router) {
    var _ = router.post(PATH).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    context.request().pause();
    switch (entry.admit(context.request())) {
      case Admission.Turned(var problem) -> answers.tell(context, problem);
      case Admission.Admitted(var source) -> {
        Optional<Problem> full = room.enter(source);
        if (full.isPresent()) {
          answers.tell(context, full.get());
        } else {
          try {
            serve(context, source);
          } finally {
            room.leave(source);
          }
        }
      }
    }
  }

  private void serve(RoutingContext context, Source source) {
    HttpServerRequest request = context.request();
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      answers.tell(context, wrongType("The body is taken as it is: send no Content-Encoding."));
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
    switch (typeOf(request)) {
      case "application/json" -> {
        if (Body.isDeclaredLarger(request, settings.mostBytes())) {
          answers.tell(context, Body.tooLarge(settings.mostBytes()));
        } else {
          batches.serve(context, delivery);
        }
      }
      case "application/x-ndjson" -> {
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
      default -> answers.tell(context, wrongType("Send application/json or application/x-ndjson."));
    }
  }

  private static Problem wrongType(String detail) {
    return Problem.of(415, "wrong-type", "The content type is not taken here", detail);
  }

  private static String typeOf(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }
}
