package io.scangate.casework.identity;

import io.scangate.engine.intake.DocumentType;
import io.scangate.engine.intake.IdentityDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What is personal of somebody. Immutable; prints nothing of it.
 *
 * @param phone empty for those without one, who are registered by a relative or at a counter
 * @param email where they want to be told of changes; empty where they do not
 */
record Particulars(
    String name, IdentityDocument document, Optional<String> phone, Optional<String> email) {
  private static final int SHOWN = 4;

  /** The same with another name, or the same one. */
  Particulars named(Optional<String> other) {
    return new Particulars(other.orElse(name), document, phone, email);
  }

  /** The same with another phone, or the same one. */
  Particulars reachedAt(Optional<String> other) {
    return new Particulars(name, document, other.or(() -> phone), email);
  }

  /** The same with another address for mail, or the same one. */
  Particulars writtenTo(Optional<String> other) {
    return new Particulars(name, document, phone, other.or(() -> email));
  }

  /** As it is sealed. */
  Buffer plain() {
    JsonObject json =
        new JsonObject()
            .put("name", name)
            .put("type", document.type().name())
            .put("number", document.number());
    phone.ifPresent(it -> json.put("phone", it));
    email.ifPresent(it -> json.put("email", it));
    return json.toBuffer();
  }

  /** Reads what {@link #plain} wrote. */
  static Particulars of(Buffer plain) {
    JsonObject json = plain.toJsonObject();
    return new Particulars(
        json.getString("name"),
        new IdentityDocument(
            DocumentType.valueOf(json.getString("type")), json.getString("number")),
        Optional.ofNullable(json.getString("phone")),
        Optional.ofNullable(json.getString("email")));
  }

  /** As staff read it. */
  JsonObject whole() {
    return json(document.number());
  }

  /** As it is shown on a phone that others may see: the end of the number only. */
  JsonObject masked() {
    String number = document.number();
    return json("*".repeat(number.length() - SHOWN) + number.substring(number.length() - SHOWN));
  }

  private JsonObject json(String number) {
    JsonObject json =
        new JsonObject()
            .put("name", name)
            .put(
                "document",
                new JsonObject().put("type", document.type().word()).put("number", number));
    phone.ifPresent(it -> json.put("phone", it));
    email.ifPresent(it -> json.put("email", it));
    return json;
  }

  @Override
  public String toString() {
    return "Particulars[***]";
  }
}
