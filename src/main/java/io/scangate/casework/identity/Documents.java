package io.scangate.casework.identity;

import io.scangate.engine.intake.DocumentType;
import io.scangate.engine.intake.IdentityDocument;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/** Documents as forms name them. Stateless. */
public final class Documents {
  private Documents() {}

  /**
   * The document of a form with a type and a number.
   *
   * @throws IllegalArgumentException where no such document has the number; without the number
   */
  public static IdentityDocument of(JsonObject form) {
    String word = form.getString("type");
    DocumentType type =
        Arrays.stream(DocumentType.values())
            .filter(it -> it.word().equals(word))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no document is of that type"));
    return IdentityDocument.of(type, form.getString("number"));
  }
}
