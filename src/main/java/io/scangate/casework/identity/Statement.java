package io.scangate.casework.identity;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Content;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Report;
import io.scangate.policy.DeclaredStatus;
import io.scangate.transition.Fact;
import io.scangate.transition.Symptom;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody says of their own health. It enters as a fact, so that a false one is found out and
 * changes the colour by the rules. Immutable.
 */
record Statement(Set<Symptom> symptoms, DeclaredStatus status) {
  /** Of the facts that come of registrations and declarations; no source may have such a name. */
  private static final String SOURCE = "casework/identity";

  Statement {
    symptoms = Set.copyOf(symptoms);
  }

  static Statement read(JsonObject form) {
    Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
    form.getJsonArray("symptoms")
        .forEach(word -> symptoms.add(Symptom.valueOf(word.toString().toUpperCase(Locale.ROOT))));
    return new Statement(
        symptoms, DeclaredStatus.valueOf(form.getString("status").toUpperCase(Locale.ROOT)));
  }

  /** The fact of it. */
  Report report(PersonRef person, Telling telling) {
    // Its instants are given by the ledger.
    Fact fact = new Fact.Declaration(Instant.EPOCH, Instant.EPOCH, symptoms, status);
    return telling.report(person, FactFormat.write(fact), "declaration");
  }

  /**
   * Who tells, where, and in which request.
   *
   * @param request makes the keys of its facts
   */
  record Telling(String authority, Division community, String request) {
    /** That somebody has a code from here on. */
    Report registered(PersonRef person) {
      Fact fact = new Fact.Registered(Instant.EPOCH, Instant.EPOCH);
      return report(person, FactFormat.write(fact), "registered");
    }

    /** That somebody lives in the community. */
    Report residence(PersonRef person) {
      return report(person, FactFormat.residence(community), "residence");
    }

    private Report report(PersonRef person, Content content, String what) {
      return new Report(
          person,
          content,
          Optional.empty(),
          new Origin(
              SOURCE,
              request + "/" + what,
              authority,
              community,
              Optional.empty(),
              Optional.empty()));
    }
  }
}
