package io.scangate.casework.corrections;

import io.scangate.explain.Language;
import io.scangate.ledger.cases.Correction;
import io.scangate.ledger.cases.Correction.Appeal;
import io.scangate.ledger.cases.Correction.Evidence;
import io.scangate.ledger.cases.Correction.Taken;
import io.scangate.ledger.cases.CorrectionState;
import io.scangate.ledger.cases.SealedIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Applications as they are told: in the same words to whoever applied and to staff, to whom alone
 * the person's reference and the names of officials are told. Shared.
 */
final class CorrectionJson {
  private enum Reader {
    PERSON,
    EMPLOYER,
    STAFF
  }

  private final CorrectionParts parts;

  CorrectionJson(CorrectionParts parts) {
    this.parts = parts;
  }

  /** Where it stands, with nothing personal but that there is such an application. */
  JsonObject brief(Correction correction, Language language) {
    Correction.Form form = correction.form();
    Correction.Standing standing = correction.standing();
    JsonObject json =
        new JsonObject()
            .put("number", correction.id())
            .put("kind", form.kind())
            .put("category", form.category())
            .put("ground", form.ground())
            .put("community", form.community().code())
            .put("appliedAt", form.appliedAt().toString())
            .put("state", standing.state().word())
            .put("words", StateWords.of(standing.state(), language))
            .put("since", standing.since().toString())
            .put("overdue", standing.isOverdue(parts.clock().instant()));
    form.employer().ifPresent(employer -> json.put("employer", employer.code()));
    standing.due().ifPresent(due -> json.put("due", due.toString()));
    waitsFor(standing.state()).ifPresent(role -> json.put("waitsFor", role));
    if (standing.state() == CorrectionState.REFUSED) {
      json.put("appealUntil", parts.appealUntil(standing.since()).toString());
    }
    return json;
  }

  /** All of it, for the person whom it is about. */
  JsonObject own(Correction correction, Language language) {
    return whole(correction, language, Reader.PERSON);
  }

  /** For the employer who applied: what staff noted is told to the person alone. */
  JsonObject employer(Correction correction, Language language) {
    return whole(correction, language, Reader.EMPLOYER);
  }

  /** All of it, for staff. */
  JsonObject staff(Correction correction, Language language) {
    return whole(correction, language, Reader.STAFF)
        .put("person", correction.form().person().text());
  }

  private JsonObject whole(Correction correction, Language language, Reader reader) {
    Optional<SealedIdentity> identity =
        parts.concerned().kept(correction.form().person()).map(kept -> kept.identity());
    JsonArray evidence = new JsonArray();
    parts.evidence().of(correction.id()).forEach(one -> evidence.add(paper(one)));
    JsonArray steps = new JsonArray();
    parts
        .corrections()
        .steps(correction.id())
        .forEach(step -> steps.add(step(step, identity, reader)));
    JsonObject json = brief(correction, language).put("evidence", evidence).put("steps", steps);
    put(json, "statement", identity, correction.form().statement());
    parts
        .corrections()
        .appeal(correction.id())
        .ifPresent(appeal -> json.put("appeal", appeal(appeal, identity, reader)));
    return json;
  }

  private static JsonObject paper(Evidence one) {
    return new JsonObject()
        .put("number", one.number())
        .put("type", one.type())
        .put("bytes", one.bytes())
        .put("addedAt", one.addedAt().toString());
  }

  private JsonObject step(Taken step, Optional<SealedIdentity> identity, Reader reader) {
    JsonObject json =
        new JsonObject()
            .put("step", step.step())
            .put("granted", step.granted())
            .put("at", step.at().toString());
    step.division().ifPresent(division -> json.put("division", division.code()));
    step.checked()
        .ifPresent(
            checked ->
                json.put(
                    "checked",
                    new JsonObject()
                        .put("name", checked.name())
                        .put("phone", checked.phone())
                        .put("document", checked.document())));
    if (reader != Reader.EMPLOYER) {
      put(json, "note", identity, step.note());
    }
    return reader == Reader.STAFF ? json.put("by", step.by()) : json;
  }

  private JsonObject appeal(Appeal appeal, Optional<SealedIdentity> identity, Reader reader) {
    JsonObject json = new JsonObject().put("lodgedAt", appeal.lodgedAt().toString());
    put(json, "statement", identity, appeal.statement());
    appeal
        .ruling()
        .ifPresent(
            ruling -> {
              json.put("granted", ruling.granted())
                  .put("government", ruling.government().code())
                  .put("document", ruling.document())
                  .put("decidedAt", ruling.at().toString());
              if (reader == Reader.STAFF) {
                json.put("by", ruling.by());
              }
            });
    return json;
  }

  /** What was forgotten with the identity is left out. */
  private void put(JsonObject json, String key, Optional<SealedIdentity> identity, Buffer sealed) {
    identity.ifPresent(it -> json.put(key, parts.openWords(it, sealed)));
  }

  /** The role of whoever is to take the next step. */
  private static Optional<String> waitsFor(CorrectionState state) {
    return switch (state) {
      case APPLIED, AUDITED -> Optional.of("community");
      case REPORTED -> Optional.of("town-command");
      case REVIEWED, TESTED -> Optional.of("district-command");
      case SUBMITTED -> Optional.of("district-group");
      case APPEALED -> Optional.of("government");
      case CONVERTED, REFUSED, UPHELD, WITHDRAWN -> Optional.empty();
    };
  }
}
