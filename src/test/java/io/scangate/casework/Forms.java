package io.scangate.casework;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Forms of made-up people, as an app sends them. */
final class Forms {
  /** Numbers with right check digits, of nobody. */
  static final String FANG = "11010519491231002X";

  static final String LI = "440524188001010014";

  private Forms() {}

  static JsonObject document(String number) {
    return new JsonObject().put("type", "resident-identity-card").put("number", number);
  }

  static JsonObject passport(String number) {
    return new JsonObject().put("type", "passport").put("number", number);
  }

  static JsonObject healthy() {
    return declaration("none");
  }

  static JsonObject declaration(String status, String... symptoms) {
    JsonArray list = new JsonArray();
    for (String symptom : symptoms) {
      list.add(symptom);
    }
    return new JsonObject().put("status", status).put("symptoms", list);
  }

  /** Somebody who lives where the staff of the tests act, and is well. */
  static JsonObject registration(String name, JsonObject document) {
    return new JsonObject()
        .put("name", name)
        .put("document", document)
        .put("community", TestCasework.COMMUNITY)
        .put("declaration", healthy());
  }
}
