package io.scangate.engine.intake;

import io.scangate.ops.IntakeMeters.Outcome;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What became of a row. Immutable.
 *
 * @param position which row of its request it is, from 1
 * @param key where it could be read
 * @param refusal where it was refused
 */
record RowResult(long position, Optional<String> key, Outcome outcome, Optional<Refusal> refusal) {
  static RowResult refused(long position, Optional<String> key, Refusal refusal) {
    return new RowResult(position, key, Outcome.REFUSED, Optional.of(refusal));
  }

  /** As the sender reads it. */
  JsonObject json() {
    JsonObject json = new JsonObject().put("position", position);
    key.ifPresent(it -> json.put("key", it));
    json.put("outcome", outcome.tag());
    refusal.ifPresent(it -> json.put("reason", it.reason().tag()).put("detail", it.words()));
    return json;
  }
}
