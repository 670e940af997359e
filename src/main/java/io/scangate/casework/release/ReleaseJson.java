package io.scangate.casework.release;

import io.scangate.ledger.cases.ReleaseList;
import io.scangate.ledger.cases.ReleaseList.Review;
import io.scangate.ledger.cases.ReleaseList.Signed;
import io.scangate.ledger.cases.ReleaseList.Step;
import io.vertx.core.json.JsonObject;

/** Lists as they are told, each step with whoever took it. Stateless. */
final class ReleaseJson {
  private ReleaseJson() {}

  static JsonObject of(ReleaseList list) {
    ReleaseList.Rows rows = list.rows();
    JsonObject json =
        new JsonObject()
            .put("number", list.id())
            .put("setting", list.setting().text())
            .put("division", list.division().code())
            .put("document", list.document())
            .put("format", list.format())
            .put("scan", list.scan())
            .put("state", list.state().word())
            .put("stopped", list.stopped())
            .put(
                "rows",
                new JsonObject()
                    .put("read", rows.read())
                    .put("sound", rows.sound())
                    .put("rejected", rows.rejected())
                    .put("released", rows.released()))
            .put("filed", signed(list.filed()));
    list.fault().ifPresent(fault -> json.put("fault", fault));
    put(json, list, Step.TOWN_REVIEW, "townReview");
    put(json, list, Step.DISTRICT_REVIEW, "districtReview");
    put(json, list, Step.WITHDRAWAL, "withdrawal");
    return json;
  }

  private static void put(JsonObject json, ReleaseList list, Step step, String key) {
    Review review = list.steps().get(step);
    if (review != null) {
      json.put(
          key, signed(review.signed()).put("granted", review.granted()).put("note", review.note()));
    }
  }

  private static JsonObject signed(Signed signed) {
    return new JsonObject().put("by", signed.by()).put("at", signed.at().toString());
  }
}
