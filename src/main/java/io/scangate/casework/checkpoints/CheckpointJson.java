package io.scangate.casework.checkpoints;

import io.scangate.ledger.CheckpointShelf;
import io.scangate.ledger.CheckpointState;
import io.scangate.ledger.CheckpointState.Answer;
import io.scangate.ledger.CheckpointState.Signed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Checkpoints and keys as they are told, each step with whoever took it. Stateless. */
final class CheckpointJson {
  private CheckpointJson() {}

  static JsonObject of(CheckpointState state) {
    JsonObject json =
        new JsonObject()
            .put("id", state.checkpoint().id())
            .put("site", state.checkpoint().site())
            .put("kind", state.checkpoint().kind())
            .put("division", state.checkpoint().division().code())
            .put("confined", state.confined())
            .put("capacity", state.capacity())
            .put("status", word(state.status()))
            .put("registered", signed(state.registered()));
    state.answer().map(Answer::signed).ifPresent(signed -> json.put("answered", signed(signed)));
    state.end().ifPresent(signed -> json.put("givenUp", signed(signed)));
    return json;
  }

  private static String word(CheckpointState.Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static JsonArray keys(List<CheckpointShelf.Key> keys) {
    JsonArray all = new JsonArray();
    for (CheckpointShelf.Key key : keys) {
      JsonObject json =
          new JsonObject().put("number", key.id()).put("issued", signed(key.issued()));
      key.replaces().ifPresent(other -> json.put("replaces", other));
      key.until().ifPresent(until -> json.put("until", until.toString()));
      key.end().ifPresent(end -> json.put("ended", signed(end)));
      all.add(json);
    }
    return all;
  }

  private static JsonObject signed(Signed step) {
    JsonObject json = new JsonObject().put("by", step.by()).put("at", step.at().toString());
    return step.note().isEmpty() ? json : json.put("note", step.note());
  }
}
