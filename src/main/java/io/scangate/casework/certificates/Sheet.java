package io.scangate.casework.certificates;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What stands on a certificate, the same on every print. Immutable; prints nothing of it.
 *
 * @param identity name and masked document
 * @param check what was seen at the counter
 * @param code the text of its QR
 */
record Sheet(JsonObject identity, JsonObject check, String code) {
  Sheet {
    identity = identity.copy();
    check = check.copy();
  }

  /** As it is sealed. */
  Buffer plain() {
    return new JsonObject()
        .put("identity", identity)
        .put("check", check)
        .put("code", code)
        .toBuffer();
  }

  /** Reads what {@link #plain} wrote. */
  static Sheet of(Buffer plain) {
    JsonObject json = plain.toJsonObject();
    return new Sheet(
        json.getJsonObject("identity"), json.getJsonObject("check"), json.getString("code"));
  }

  String name() {
    return identity.getString("name");
  }

  /** All of the number but its end is hidden. */
  String document() {
    return identity.getJsonObject("document").getString("number");
  }

  String vaccination() {
    return check.getJsonObject("vaccination").getString("status");
  }

  Instant sampledAt() {
    return Instant.parse(check.getJsonObject("test").getString("sampledAt"));
  }

  double temperature() {
    return check.getDouble("temperature");
  }

  @Override
  public String toString() {
    return "Sheet[***]";
  }
}
