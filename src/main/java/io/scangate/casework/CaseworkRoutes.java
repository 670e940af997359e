package io.scangate.casework;

import io.scangate.casework.Operation.Reading;
import io.scangate.casework.who.Warrant;
import io.scangate.casework.who.Warrants;
import io.scangate.casework.who.Warrants.Judgement;
import io.scangate.engine.Answers;
import io.scangate.engine.Problem;
import io.scangate.engine.Routes;
import io.scangate.health.Division;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Serves the procedures: whoever asks is judged first, then what they sent, then whether it lies
 * where they act; only then is anything done. Shared.
 */
public final class CaseworkRoutes implements Routes {
  /** Requests that are worked on at once. */
  private static final int MOST_REQUESTS = 256;

  private static final Problem FULL =
      Problem.of(
              503,
              "busy",
              "Too much is asked at once",
              "Come again in a moment, at another second.")
          .with("retry-after", "1");
  private static final Problem NOTHING =
      Problem.of(404, "not-found", "There is no such thing", "Check what you named.");

  private final List<Endpoint> endpoints;
  private final Operations operations;
  private final Warrants warrants;
  private final Answers answers;
  private final Semaphore room = new Semaphore(MOST_REQUESTS);

  /**
   * These endpoints.
   *
   * @throws IllegalArgumentException where they are not exactly the operations of the document
   */
  public CaseworkRoutes(
      List<Endpoint> endpoints, Operations operations, Warrants warrants, Answers answers) {
    this.endpoints = List.copyOf(endpoints);
    this.operations = operations;
    this.warrants = warrants;
    this.answers = answers;
    Set<String> served = new HashSet<>();
    for (Endpoint endpoint : endpoints) {
      if (!served.add(endpoint.operation())) {
        throw new IllegalArgumentException(endpoint.operation() + " is served twice");
      }
    }
    if (!served.equals(operations.ids())) {
      throw new IllegalArgumentException(
          "casework.yaml describes " + operations.ids() + ", and served are " + served);
    }
  }

  /** Everything that is served, in order. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** What the document says of one of them. */
  Operation operation(Endpoint endpoint) {
    return operations.get(endpoint.operation());
  }

  @Override
  public void on(Router router) {
    for (Endpoint endpoint : endpoints) {
      Operation operation = operation(endpoint);
      var _ =
          router
              .route(operation.method(), operation.route())
              .handler(context -> handle(context, endpoint, operation));
    }
  }

  private void handle(RoutingContext context, Endpoint endpoint, Operation operation) {
    if (operation.takesBody()) {
      context.request().pause();
    }
    if (!room.tryAcquire()) {
      answers.tell(context, FULL);
      return;
    }
    try {
      String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
      Reply reply =
          switch (warrants.judge(endpoint.action(), authorization)) {
            case Judgement.Turned(var problem) -> new Reply.Refused(problem);
            case Judgement.Granted(var warrant) -> read(context, endpoint, operation, warrant);
          };
      answer(context, reply);
    } finally {
      room.release();
    }
  }

  private Reply read(
      RoutingContext context, Endpoint endpoint, Operation operation, Warrant warrant) {
    return switch (operation.read(context)) {
      case Reading.Faulty(var problem) -> new Reply.Refused(problem);
      case Reading.Sound(var parameters, var sent) ->
          serve(
              endpoint,
              new Visit(warrant, context.request(), Answers.requestId(context), parameters, sent));
    };
  }

  private Reply serve(Endpoint endpoint, Visit visit) {
    if (endpoint.place().isEmpty()) {
      return endpoint.handler().handle(visit);
    }
    Optional<Division> place = endpoint.place().get().of(visit);
    if (place.isEmpty()) {
      return new Reply.Refused(NOTHING);
    }
    return warrants
        .refusal(visit.warrant(), place.get())
        .<Reply>map(Reply.Refused::new)
        .orElseGet(() -> endpoint.handler().handle(visit));
  }

  private void answer(RoutingContext context, Reply reply) {
    HttpServerResponse response =
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (!context.request().isEnded() && !(reply instanceof Reply.Refused)) {
      // A stream that was answered before its end.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      var _ = context.request().handler(rest -> {}).resume();
    }
    switch (reply) {
      case Reply.Refused(var problem) -> answers.tell(context, problem);
      case Reply.Json(var status, var body) -> {
        var _ =
            response
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
      }
      case Reply.Done() -> {
        var _ = response.setStatusCode(204).end();
      }
      case Reply.File(var type, var name, var bytes) -> {
        var _ =
            response
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .putHeader("x-content-type-options", "nosniff")
                .end(bytes);
      }
    }
  }
}
