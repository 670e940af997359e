package io.scangate.engine.intake;

import io.scangate.engine.Answers;
import io.scangate.engine.Body;
import io.scangate.engine.Problem;
import io.scangate.engine.Routes;
import io.scangate.engine.StrictJson;
import io.scangate.engine.intake.Designating.Taken;
import io.scangate.engine.intake.DesignationReader.End;
import io.scangate.engine.intake.DesignationReader.Read;
import io.scangate.ledger.Designation;
import io.scangate.ledger.Designations.Ending;
import io.scangate.ledger.SentDesignation;
import io.scangate.ledger.SentDesignation.State;
import io.scangate.ops.IntakeMeters;
import io.scangate.ops.IntakeMeters.Outcome;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * {@code /v1/designations}: areas at risk from sources, how far they have come, and their ends.
 * Shared.
 */
public final class DesignationRoutes implements Routes {
  static final String PATH = "/v1/designations";
  private static final String NUMBER = "[1-9][0-9]{0,17}";

  private final Reception reception;
  private final Designating designating;
  private final DesignationReader reader;
  private final FactsSettings settings;
  private final InstantSource clock;
  private final Answers answers;
  private final IntakeMeters meters;

  /** The routes over a ledger's designations. */
  public DesignationRoutes(
      Reception reception,
      Designating designating,
      Contract contract,
      FactsSettings settings,
      InstantSource clock,
      Answers answers,
      IntakeMeters meters) {
    this.reception = reception;
    this.designating = designating;
    this.reader = new DesignationReader(contract);
    this.settings = settings;
    this.clock = clock;
    this.answers = answers;
    this.meters = meters;
  }

  @Override
  public void on(Router router) {
    var _ = router.post(PATH).handler(context -> receive(context, this::designate));
    var _ = router.get(PATH + "/:id").handler(context -> receive(context, this::show));
    var _ = router.post(PATH + "/:id/end").handler(context -> receive(context, this::end));
  }

  private void receive(RoutingContext context, BiConsumer<RoutingContext, Source> serving) {
    reception.receive(
        context,
        source ->
            Limits.ofKind("designation", FactKind.DESIGNATION, source)
                .ifPresentOrElse(
                    refusal -> refuse(context, refusal), () -> serving.accept(context, source)));
  }

  private void designate(RoutingContext context, Source source) {
    withObject(
        context,
        object -> {
          switch (reader.designation(object, source, clock.instant())) {
            case Read.Refused<Designation>(var refusal) -> refuse(context, refusal);
            case Read.Sound<Designation>(var sent) -> {
              switch (designating.take(source, Answers.requestId(context), sent)) {
                case Taken.Refused(var refusal) -> refuse(context, refusal);
                case Taken.Kept(var outcome, var kept) -> {
                  meters.designation(outcome);
                  answer(context, 202, kept, outcome.tag());
                }
              }
            }
          }
        });
  }

  private void show(RoutingContext context, Source source) {
    find(context, source).ifPresent(found -> answer(context, 200, found, ""));
  }

  private void end(RoutingContext context, Source source) {
    Optional<SentDesignation> found = find(context, source);
    if (found.isEmpty() || isWaiting(context, found.get())) {
      return;
    }
    withObject(
        context,
        object -> {
          switch (reader.end(object, source)) {
            case Read.Refused<End>(var refusal) -> refuse(context, refusal);
            case Read.Sound<End>(var end) -> {
              Ending ending = designating.end(source, found.get().area().id(), end);
              find(context, source)
                  .ifPresent(
                      now ->
                          answer(context, 200, now, ending == Ending.ENDED ? "ended" : "repeated"));
            }
          }
        });
  }

  /** Only what concerns somebody can end; whether the rest ever does is for a second person. */
  private boolean isWaiting(RoutingContext context, SentDesignation found) {
    if (found.state() != State.HELD && found.state() != State.REJECTED) {
      return false;
    }
    answers.tell(
        context,
        Problem.of(
            409,
            found.state().word(),
            "The designation concerns nobody",
            "What is held ends when the second person says no to it."));
    return true;
  }

  private Optional<SentDesignation> find(RoutingContext context, Source source) {
    String id = String.valueOf(context.pathParam("id"));
    Optional<SentDesignation> found =
        id.matches(NUMBER) ? designating.find(source, Long.parseLong(id)) : Optional.empty();
    if (found.isEmpty()) {
      answers.tell(
          context,
          Problem.of(
              404,
              "unknown-designation",
              "There is no such designation",
              "The source has sent none that has this number."));
    }
    return found;
  }

  /** Reads the body, which is one JSON object. */
  private void withObject(RoutingContext context, Consumer<Map<?, ?>> taking) {
    HttpServerRequest request = context.request();
    Optional<Problem> packed = SentType.ofEncoding(request);
    if (packed.isPresent()) {
      answers.tell(context, packed.get());
    } else if (!SentType.of(request).equals(SentType.JSON)) {
      answers.tell(context, SentType.wrong("Send application/json."));
    } else if (Body.isDeclaredLarger(request, settings.mostLine())) {
      answers.tell(context, Body.tooLarge(settings.mostLine()));
    } else {
      switch (new Body(context.vertx(), request).whole(settings.mostLine(), settings.patience())) {
        case Body.Whole.Refused(var problem) -> answers.tell(context, problem);
        case Body.Whole.Bytes(var bytes) -> {
          if (StrictJson.parse(bytes.getBytes()).orElse("") instanceof Map<?, ?> object) {
            taking.accept(object);
          } else {
            answers.tell(
                context,
                Problem.of(
                    400,
                    "malformed",
                    "The body is not the JSON expected",
                    "Send one object; every key stands once."));
          }
        }
      }
    }
  }

  private void refuse(RoutingContext context, Refusal refusal) {
    meters.designation(Outcome.REFUSED);
    meters.refused(refusal.reason());
    int status =
        switch (refusal.reason()) {
          case WRONG_KIND, WRONG_DIVISION -> 403;
          case DUPLICATE_KEY, REJECTED -> 409;
          case MALFORMED, TOO_LARGE, DOCUMENT_NUMBER, UNKNOWN_REFERENCE, NO_EVIDENCE, FUTURE -> 400;
        };
    answers.tell(
        context,
        Problem.of(
            status, refusal.reason().tag(), "The designation is not taken", refusal.words()));
  }

  /**
   * Answers with a designation.
   *
   * @param outcome what became of the request; empty where it only asked
   */
  private static void answer(
      RoutingContext context, int status, SentDesignation sent, String outcome) {
    JsonObject json = new JsonObject().put("request", Answers.requestId(context));
    if (!outcome.isEmpty()) {
      json.put("outcome", outcome);
    }
    var _ =
        context
            .response()
            .setStatusCode(status)
            .putHeader("content-type", SentType.JSON)
            .end(json.mergeIn(json(sent)).encode());
  }

  private static JsonObject json(SentDesignation sent) {
    Designation designation = sent.area().designation();
    JsonObject json =
        new JsonObject()
            .put("id", sent.area().id())
            .put("key", designation.origin().key())
            .put("state", sent.state().word())
            .put("residents", sent.residents())
            .put("reached", sent.reached())
            .put("division", designation.origin().division().code())
            .put("level", designation.content().detail().orElse("special"))
            .put("from", designation.since().toString())
            .put("authority", designation.origin().authority());
    designation.content().instant().ifPresent(it -> json.put("lastExposure", it.toString()));
    designation.until().ifPresent(it -> json.put("to", it.toString()));
    designation.origin().place().ifPresent(it -> json.put("place", it));
    designation.origin().document().ifPresent(it -> json.put("document", it));
    return json;
  }
}
