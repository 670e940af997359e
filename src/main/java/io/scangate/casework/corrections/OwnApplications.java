package io.scangate.casework.corrections;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.engine.Body;
import io.scangate.engine.Problem;
import io.scangate.engine.Resolution;
import io.scangate.explain.Language;
import io.scangate.health.PersonRef;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.Correction;
import io.scangate.ledger.cases.CorrectionDesk;
import io.scangate.ledger.cases.CorrectionDesk.Signed;
import io.scangate.ledger.cases.CorrectionState;
import io.scangate.ledger.cases.CorrectionStep;
import io.scangate.ledger.cases.Corrections;
import io.scangate.ledger.cases.SealedIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * What applicants do with their applications: follow, show evidence, take back, appeal. An
 * employer's application is also that of the person whom it is about. Shared.
 */
final class OwnApplications {
  private static final int MOST = 50;
  private static final int LARGEST_PAPER = 5 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So many papers are in memory at once. */
  private static final int AT_ONCE = 16;

  private static final Reply BUSY =
      new Reply.Refused(
          Problem.of(503, "busy", "Too many papers come at once", "Send it again in a moment.")
              .with("retry-after", "2"));

  private final CorrectionParts parts;
  private final CorrectionJson json;
  private final Semaphore room = new Semaphore(AT_ONCE);

  OwnApplications(CorrectionParts parts) {
    this.parts = parts;
    this.json = new CorrectionJson(parts);
  }

  /** The latest, without what was said. */
  Reply list(Visit visit) {
    Map<Long, Correction> latest = new TreeMap<>(Comparator.reverseOrder());
    parts
        .corrections()
        .of(parts.concerned().account(visit), MOST)
        .forEach(found -> latest.put(found.id(), found));
    for (PersonRef person : parts.concerned().household(visit)) {
      parts.corrections().about(person, MOST).forEach(found -> latest.put(found.id(), found));
    }
    JsonArray rows = new JsonArray();
    latest.values().stream()
        .limit(MOST)
        .forEach(found -> rows.add(json.brief(found, StateWords.asked(visit))));
    return Reply.of(new JsonObject().put("applications", rows));
  }

  /** One of them. */
  Reply see(Visit visit) {
    return own(visit).map(found -> Reply.of(told(visit, found))).orElse(CorrectionRefusals.GONE);
  }

  private JsonObject told(Visit visit, Correction found) {
    Language language = StateWords.asked(visit);
    return parts.concerned().isOf(visit, found.form().person())
        ? json.own(found, language)
        : json.employer(found, language);
  }

  private Optional<Correction> own(Visit visit) {
    return parts
        .corrections()
        .find(visit.number("application").orElseThrow())
        .filter(
            found ->
                found.form().applicant().equals(parts.concerned().account(visit))
                    || parts.concerned().isOf(visit, found.form().person()));
  }

  private Optional<SealedIdentity> identity(Correction found) {
    return parts.concerned().kept(found.form().person()).map(kept -> kept.identity());
  }

  /** Takes a paper, which is looked at before anything of it is kept. */
  Reply addEvidence(Visit visit) {
    Optional<Correction> found = own(visit);
    Optional<SealedIdentity> identity = found.flatMap(this::identity);
    if (found.isEmpty() || identity.isEmpty()) {
      return CorrectionRefusals.GONE;
    }
    if (!room.tryAcquire()) {
      return BUSY;
    }
    try {
      return switch (visit.stream().whole(LARGEST_PAPER, PATIENCE)) {
        case Body.Whole.Refused(var problem) -> new Reply.Refused(problem);
        case Body.Whole.Bytes(var bytes) -> keep(visit, found.get(), identity.get(), bytes);
      };
    } finally {
      room.release();
    }
  }

  private Reply keep(Visit visit, Correction found, SealedIdentity identity, Buffer bytes) {
    Optional<PaperType> type =
        PaperType.of(bytes).filter(it -> visit.type().startsWith(it.mediaType()));
    if (type.isEmpty()) {
      return CorrectionRefusals.NOT_A_PAPER;
    }
    return parts
        .evidence()
        .add(
            found.id(),
            type.get().mediaType(),
            bytes.length(),
            parts.sealPaper(identity, bytes),
            parts.clock().instant())
        .map(number -> Reply.created(new JsonObject().put("number", number)))
        .orElse(CorrectionRefusals.NO_MORE_EVIDENCE);
  }

  /** Takes an application back. */
  Reply withdraw(Visit visit) {
    return step(
        visit,
        (transaction, found, signed) -> {
          if (!found.standing().state().isOpen()) {
            return Optional.of(CorrectionRefusals.notNow(found.standing().state()));
          }
          CorrectionDesk.step(
              transaction,
              found,
              CorrectionDesk.WITHDRAW,
              true,
              signed,
              CorrectionState.WITHDRAWN,
              Optional.empty(),
              Optional.empty());
          return Optional.empty();
        });
  }

  /** Asks for administrative reconsideration of a refusal. */
  Reply appeal(Visit visit) {
    return step(
        visit,
        (transaction, found, signed) -> {
          CorrectionState state = found.standing().state();
          if (state != CorrectionState.REFUSED) {
            return Optional.of(CorrectionRefusals.notNow(state));
          }
          if (parts.appealUntil(found.standing().since()).isBefore(signed.at())) {
            return Optional.of(CorrectionRefusals.TOO_LATE);
          }
          if (!CorrectionDesk.lodge(transaction, found.id(), signed.note(), signed.at())) {
            return Optional.of(CorrectionRefusals.APPEALED_ONCE);
          }
          CorrectionDesk.step(
              transaction,
              found,
              CorrectionStep.APPEAL.word(),
              true,
              signed,
              CorrectionState.APPEALED,
              parts.due(CorrectionState.APPEALED, signed.at()),
              Optional.empty());
          return Optional.empty();
        });
  }

  /** Does a step of the applicant; what it answers is why it was not done. */
  @FunctionalInterface
  private interface Doing {
    Optional<Reply> step(PartitionTransaction transaction, Correction found, Signed signed);
  }

  private Reply step(Visit visit, Doing doing) {
    Optional<Correction> own = own(visit);
    Optional<SealedIdentity> identity = own.flatMap(this::identity);
    if (own.isEmpty() || identity.isEmpty()) {
      return CorrectionRefusals.GONE;
    }
    long id = own.get().id();
    Optional<Reply> refusal =
        parts
            .engine()
            .resolve(
                own.get().form().person(),
                transaction ->
                    Resolution.of(
                        doing.step(
                            transaction,
                            Corrections.find(transaction, id).orElseThrow(),
                            new Signed(
                                CorrectionDesk.APPLICANT,
                                Optional.empty(),
                                parts.sealWords(
                                    identity.get(), visit.body().getString("statement")),
                                transaction.now()))));
    return refusal.orElseGet(() -> see(visit));
  }
}
