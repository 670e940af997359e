package io.scangate.casework.orders;

import io.scangate.ledger.CheckpointState.Signed;
import io.scangate.ledger.Measure;
import io.scangate.ledger.MeasureState;
import io.scangate.ledger.MeasureState.Told;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Measures as they are told: to staff with whoever took each step, to everybody without. */
final class OrderJson {
  private OrderJson() {}

  /** For staff. */
  static JsonObject of(MeasureState state) {
    Measure measure = state.measure();
    JsonObject json =
        measure(state)
            .put("ground", measure.ground())
            .put("government", measure.government().code())
            .put("proposed", signed(state.proposed()).put("document", measure.document()));
    state.back().ifPresent(back -> json.put("takenBack", signed(back).put("reason", back.note())));
    state
        .decision()
        .ifPresent(
            decision ->
                json.put(
                    "decided",
                    told(decision.told()).put("authority", decision.authority().code())));
    state.lift().ifPresent(lift -> json.put("lifted", told(lift)));
    return json;
  }

  /** For everybody: what is ordered, by whom, and how it was made known; no official's name. */
  static JsonObject announced(MeasureState state) {
    JsonObject json = measure(state);
    state
        .decision()
        .ifPresent(
            decision ->
                json.put("authority", decision.authority().code())
                    .put("announcement", decision.told().announcement())
                    .put("announcedAt", decision.told().signed().at().toString()));
    state
        .lift()
        .ifPresent(
            lift ->
                json.put("lifting", lift.announcement())
                    .put("liftedAt", lift.signed().at().toString()));
    return json;
  }

  private static JsonObject measure(MeasureState state) {
    Measure measure = state.measure();
    JsonObject json =
        new JsonObject()
            .put("number", state.id())
            .put("measure", measure.kind().word())
            .put("scope", Measure.scopeOf(measure.scope()))
            .put("place", Measure.placeOf(measure.scope()))
            .put("division", measure.division().code())
            .put("status", state.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    measure.starts().ifPresent(starts -> json.put("starts", starts.toString()));
    measure.ends().ifPresent(ends -> json.put("ends", ends.toString()));
    return json;
  }

  private static JsonObject signed(Signed step) {
    return new JsonObject().put("by", step.by()).put("at", step.at().toString());
  }

  private static JsonObject told(Told told) {
    return signed(told.signed())
        .put("document", told.signed().note())
        .put("announcement", told.announcement());
  }
}
