package io.scangate.casework.identity;

import io.scangate.engine.Problem;
import io.scangate.engine.intake.IdentityDocument;
import io.scangate.health.Division;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Somebody who is to be registered, as they or others say. Immutable; prints nothing of it. */
record Newcomer(Particulars particulars, Division community, Statement statement) {
  /** What came of reading a form. */
  sealed interface Reading {
    /** It can be stored. */
    record Sound(Newcomer newcomer) implements Reading {}

    /** It cannot. */
    record Faulty(Problem problem) implements Reading {}
  }

  /**
   * Reads a form that is of the shape of the document.
   *
   * @param city where whoever is registered must live or stay
   */
  static Reading read(JsonObject form, Division city) {
    IdentityDocument document;
    try {
      document = Documents.of(form.getJsonObject("document"));
    } catch (IllegalArgumentException e) {
      return new Reading.Faulty(
          Problem.of(
              400,
              "document-number",
              "The number is none of such a document",
              "document.number: " + e.getMessage() + "."));
    }
    Division community = new Division(form.getString("community"));
    Optional<Problem> elsewhere = elsewhere(community, city);
    if (elsewhere.isPresent()) {
      return new Reading.Faulty(elsewhere.get());
    }
    return new Reading.Sound(
        new Newcomer(
            new Particulars(
                form.getString("name").strip(),
                document,
                Optional.ofNullable(form.getString("phone")),
                Optional.ofNullable(form.getString("email"))),
            community,
            Statement.read(form.getJsonObject("declaration"))));
  }

  /** What is answered where a community lies in another city. */
  static Optional<Problem> elsewhere(Division community, Division city) {
    return city.covers(community)
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                400,
                "other-city",
                "The community lies in another city",
                "community: one in " + city.code() + " is wanted, where you live or stay."));
  }

  @Override
  public String toString() {
    return "Newcomer[***]";
  }
}
