package io.scangate.casework.corrections;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.health.Division;
import io.scangate.ledger.cases.Correction;
import io.scangate.ledger.cases.CorrectionState;
import io.scangate.ledger.cases.SealedIdentity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What staff see of applications: queues without persons, and each with a trace. Shared. */
final class Reviewing {
  private static final int MOST = 100;

  private final CorrectionParts parts;
  private final CorrectionJson json;

  Reviewing(CorrectionParts parts) {
    this.parts = parts;
    this.json = new CorrectionJson(parts);
  }

  /** Where the person of an application lived. */
  Optional<Division> place(Visit visit) {
    return find(visit).map(found -> found.form().community());
  }

  private Optional<Correction> find(Visit visit) {
    return visit.number("correction").flatMap(parts.corrections()::find);
  }

  /** What stands somewhere, or is late, in a division. */
  Reply list(Visit visit) {
    Optional<Instant> lateAt =
        visit
            .optional("overdue")
            .filter(Boolean::parseBoolean)
            .map(asked -> parts.clock().instant());
    List<Correction> found =
        parts
            .corrections()
            .in(
                visit.division("division"),
                visit.optional("state").map(CorrectionState::of),
                lateAt,
                visit.number("after").orElse(0L),
                MOST);
    JsonArray rows = new JsonArray();
    found.forEach(one -> rows.add(json.brief(one, StateWords.asked(visit))));
    JsonObject body = new JsonObject().put("corrections", rows);
    return Reply.of(found.size() == MOST ? body.put("after", found.getLast().id()) : body);
  }

  /** One of them, with what the applicant says. */
  Reply read(Visit visit) {
    Correction found = find(visit).orElseThrow();
    leave(visit, found);
    return Reply.of(json.staff(found, StateWords.asked(visit)));
  }

  /** A paper of the applicant. */
  Reply evidence(Visit visit) {
    Correction found = find(visit).orElseThrow();
    int number = visit.number("evidence").orElseThrow().intValue();
    Optional<SealedIdentity> identity =
        parts.concerned().kept(found.form().person()).map(kept -> kept.identity());
    Optional<PaperType> type =
        parts.evidence().of(found.id()).stream()
            .filter(one -> one.number() == number)
            .map(one -> PaperType.named(one.type()))
            .findFirst();
    if (identity.isEmpty() || type.isEmpty()) {
      return CorrectionRefusals.GONE;
    }
    leave(visit, found);
    return new Reply.File(
        type.get().mediaType(),
        "evidence-" + found.id() + "-" + number + "." + type.get().suffix(),
        parts.openPaper(identity.get(), parts.evidence().sealed(found.id(), number).orElseThrow()));
  }

  private void leave(Visit visit, Correction found) {
    parts.concerned().leave(visit, visit.text("purpose"), List.of(found.form().person()));
  }
}
