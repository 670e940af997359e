package io.scangate.casework.who;

import io.scangate.health.Division;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/** Tells callers what their token makes of them. Stateless. */
public final class OwnPermissions {
  private OwnPermissions() {}

  /** The roles that count, the division, and what may be done with them. */
  public static JsonObject of(Warrant warrant) {
    Actor actor = warrant.actor();
    List<String> actions =
        Arrays.stream(Action.values()).filter(actor::may).map(Action::word).toList();
    JsonObject json =
        new JsonObject()
            .put("roles", new JsonArray(warrant.roles().stream().map(Role::word).toList()))
            .put("actions", new JsonArray(actions));
    actor.division().map(Division::code).ifPresent(code -> json.put("division", code));
    return json;
  }
}
