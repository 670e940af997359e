package io.scangate.engine.intake;

import io.scangate.engine.Answers;
import io.scangate.engine.Problem;
import io.scangate.engine.intake.Entry.Admission;
import io.scangate.ops.IntakeMeters;
import io.scangate.signin.Verifier;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets sources in: tells who is calling, and whether there is room for another request. Shared. */
public final class Reception {
  private final Entry entry;
  private final Room room;
  private final Answers answers;

  /**
   * The reception of an engine's server.
   *
   * @param verifier of the sources' tokens
   */
  public Reception(
      Sources sources,
      Verifier verifier,
      FactsSettings settings,
      Answers answers,
      IntakeMeters meters) {
    this.entry = new Entry(verifier, sources);
    this.room = new Room(settings);
    this.answers = answers;
    meters.watchWaiting(room::taken);
  }

  /** Has a request served, or answers why not; its body is not read before. */
  void receive(RoutingContext context, Consumer<Source> serving) {
    context.request().pause();
    switch (entry.admit(context.request())) {
      case Admission.Turned(var problem) -> answers.tell(context, problem);
      case Admission.Admitted(var source) -> {
        Optional<Problem> full = room.enter(source);
        if (full.isPresent()) {
          answers.tell(context, full.get());
        } else {
          try {
            serving.accept(source);
          } finally {
            room.leave(source);
          }
        }
      }
    }
  }
}
