package io.scangate.casework.checkpoints;

import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.casework.who.Role;
import io.scangate.health.Division;
import io.scangate.ledger.CheckpointDesk;
import io.scangate.ledger.CheckpointShelf;
import io.scangate.ledger.CheckpointState;
import io.scangate.ledger.CheckpointStep;
import io.scangate.ledger.Ledger;
import io.scangate.verdict.Checkpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoints: an operator registers, the community approves, either gives up. A checkpoint belongs
 * to whoever registered it. Shared.
 */
public final class CheckpointProcedure {
  private static final int MOST = 100;

  private final CheckpointDesk desk;
  private final CheckpointShelf shelf;
  private final InstantSource clock;

  /** Over a ledger. */
  public CheckpointProcedure(Ledger ledger, InstantSource clock) {
    this.desk = new CheckpointDesk(ledger);
    this.shelf = new CheckpointShelf(ledger);
    this.clock = clock;
  }

  /** What can be asked for. */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of(
            "registerCheckpoint",
            Action.REGISTER_CHECKPOINT,
            visit -> Optional.of(new Division(visit.body().getString("division"))),
            this::register),
        Endpoint.of(
            "listCheckpoints",
            Action.LIST_CHECKPOINTS,
            visit -> Optional.of(visit.division("division")),
            this::list),
        Endpoint.of("seeCheckpoint", Action.LIST_CHECKPOINTS, this::place, this::see),
        Endpoint.of("answerCheckpoint", Action.ANSWER_CHECKPOINT, this::place, this::answer),
        Endpoint.of("giveUpCheckpoint", Action.GIVE_UP_CHECKPOINT, this::place, this::giveUp));
  }

  /** Where the checkpoint stands that a request names. */
  private Optional<Division> place(Visit visit) {
    return shelf.find(visit.text("checkpoint")).map(found -> found.checkpoint().division());
  }

  private Reply register(Visit visit) {
    JsonObject form = visit.body();
    Checkpoint checkpoint =
        new Checkpoint(
            form.getString("id"),
            form.getString("site"),
            form.getString("kind"),
            new Division(form.getString("division")));
    CheckpointStep step =
        desk.register(
            checkpoint,
            form.getBoolean("confined"),
            form.getInteger("capacity"),
            visit.warrant().actor().subject(),
            clock.instant());
    return step instanceof CheckpointStep.Refused(var why)
        ? CheckpointRefusals.reply(why)
        : Reply.created(told(checkpoint.id()));
  }

  private Reply list(Visit visit) {
    Optional<CheckpointState> after = visit.optional("after").flatMap(shelf::find);
    List<CheckpointState> found = shelf.in(visit.division("division"), after, MOST);
    JsonArray rows = new JsonArray();
    found.forEach(state -> rows.add(CheckpointJson.of(state)));
    JsonObject body = new JsonObject().put("checkpoints", rows);
    if (found.size() == MOST) {
      body.put("after", found.getLast().checkpoint().id());
    }
    return Reply.of(body);
  }

  private Reply see(Visit visit) {
    String id = visit.text("checkpoint");
    return Reply.of(told(id).put("keys", CheckpointJson.keys(shelf.keys(id))));
  }

  private Reply answer(Visit visit) {
    String id = visit.text("checkpoint");
    JsonObject form = visit.body();
    CheckpointStep step =
        desk.answer(
            id,
            form.getBoolean("approved"),
            form.getString("note"),
            visit.warrant().actor().subject(),
            clock.instant());
    return reply(id, step);
  }

  private Reply giveUp(Visit visit) {
    String id = visit.text("checkpoint");
    String by = visit.warrant().actor().subject();
    if (!mayHandle(visit, shelf, id)) {
      return CheckpointRefusals.anotherOperator();
    }
    return reply(id, desk.giveUp(id, visit.body().getString("reason"), by, clock.instant()));
  }

  private Reply reply(String id, CheckpointStep step) {
    return step instanceof CheckpointStep.Refused(var why)
        ? CheckpointRefusals.reply(why)
        : Reply.of(told(id));
  }

  private JsonObject told(String id) {
    return CheckpointJson.of(shelf.find(id).orElseThrow());
  }

  /** Whether somebody acts for the community where it stands, or is its operator. */
  static boolean mayHandle(Visit visit, CheckpointShelf shelf, String checkpoint) {
    return visit.warrant().roles().contains(Role.COMMUNITY) || isOperator(visit, shelf, checkpoint);
  }

  /** Whether somebody is its operator. */
  static boolean isOperator(Visit visit, CheckpointShelf shelf, String checkpoint) {
    return shelf
        .find(checkpoint)
        .filter(found -> found.operator().equals(visit.warrant().actor().subject()))
        .isPresent();
  }
}
