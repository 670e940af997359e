package io.scangate.casework.corrections;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Warrant;
import io.scangate.engine.Resolution;
import io.scangate.health.PersonRef;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Origin;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Report;
import io.scangate.ledger.cases.Correction;
import io.scangate.ledger.cases.Correction.Checked;
import io.scangate.ledger.cases.CorrectionDesk;
import io.scangate.ledger.cases.CorrectionDesk.Signed;
import io.scangate.ledger.cases.CorrectionState;
import io.scangate.ledger.cases.CorrectionStep;
import io.scangate.ledger.cases.Corrections;
import io.scangate.ledger.cases.EvidenceShelf;
import io.scangate.ledger.cases.SealedIdentity;
import io.scangate.policy.Category;
import io.scangate.transition.Bar;
import io.scangate.transition.Fact;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The steps of staff with an application, each by another person: nothing is granted while a bar
 * holds, and the last step is the fact that converts. Shared.
 */
final class Chain {
  /** Of the facts that come of corrections; no source may have such a name. */
  private static final String SOURCE = "casework/corrections";

  private static final List<String> LETTING_THROUGH =
      List.of(CorrectionStep.AUDIT.word(), CorrectionStep.RECONSIDER.word());

  private final CorrectionParts parts;
  private final CorrectionJson json;

  Chain(CorrectionParts parts) {
    this.parts = parts;
    this.json = new CorrectionJson(parts);
  }

  /** Takes a step, or refuses the application at it. */
  Reply step(Visit visit, CorrectionStep step) {
    long id = visit.number("correction").orElseThrow();
    PersonRef person = parts.corrections().find(id).orElseThrow().form().person();
    Optional<SealedIdentity> identity = parts.concerned().kept(person).map(kept -> kept.identity());
    if (identity.isEmpty()) {
      return CorrectionRefusals.GONE;
    }
    if (parts.concerned().isOf(visit, person)) {
      return CorrectionRefusals.SAME_PERSON;
    }
    Optional<Reply> refusal =
        parts
            .engine()
            .resolve(person, transaction -> step(transaction, visit, step, id, identity.get()));
    return refusal.orElseGet(
        () ->
            Reply.of(
                json.brief(parts.corrections().find(id).orElseThrow(), StateWords.asked(visit))));
  }

  private Resolution<Optional<Reply>> step(
      PartitionTransaction transaction,
      Visit visit,
      CorrectionStep step,
      long id,
      SealedIdentity identity) {
    Correction found = Corrections.find(transaction, id).orElseThrow();
    boolean granted = visit.body().getBoolean("granted");
    Optional<Checked> checked = checked(visit.body());
    Optional<Reply> refusal =
        notTheirs(transaction, visit, step, found)
            .or(() -> granted ? hindered(transaction, visit, step, found) : Optional.empty());
    if (refusal.isPresent()) {
      return Resolution.of(refusal);
    }
    Warrant warrant = visit.warrant();
    Instant now = transaction.now();
    Signed signed =
        new Signed(
            warrant.actor().subject(),
            Optional.of(warrant.division()),
            parts.sealWords(identity, visit.body().getString("note")),
            now);
    if (step == CorrectionStep.RECONSIDER) {
      CorrectionDesk.rule(transaction, id, granted, visit.body().getString("document"), signed);
    }
    CorrectionState to = step.leadsTo(granted);
    CorrectionDesk.step(
        transaction,
        found,
        step.word(),
        granted,
        signed,
        to,
        parts.due(to, now),
        step == CorrectionStep.REPORT ? checked : Optional.empty());
    return new Resolution<>(
        Optional.empty(),
        to == CorrectionState.CONVERTED ? List.of(conversion(found, warrant)) : List.of());
  }

  private static Optional<Checked> checked(JsonObject form) {
    return Optional.ofNullable(form.getJsonObject("checked"))
        .map(
            it ->
                new Checked(
                    it.getBoolean("name"), it.getBoolean("phone"), it.getBoolean("document")));
  }

  /** Why this step is not for whoever takes it. */
  private Optional<Reply> notTheirs(
      PartitionTransaction transaction, Visit visit, CorrectionStep step, Correction found) {
    if (found.standing().state() != step.from()) {
      return Optional.of(CorrectionRefusals.notNow(found.standing().state()));
    }
    String subject = plain(visit.warrant().actor().subject());
    boolean again =
        Corrections.takers(transaction, found.id()).stream()
            .anyMatch(taker -> plain(taker).equals(subject));
    return again || found.form().applicant().equals(parts.concerned().account(visit))
        ? Optional.of(CorrectionRefusals.SAME_PERSON)
        : Optional.empty();
  }

  /** A name in other letters is no other person. */
  private static String plain(String subject) {
    return subject.strip().toLowerCase(Locale.ROOT);
  }

  /** Why the application cannot be granted at this step now. */
  private Optional<Reply> hindered(
      PartitionTransaction transaction, Visit visit, CorrectionStep step, Correction found) {
    if (step == CorrectionStep.RECONSIDER) {
      // What bars is asked at the steps that follow.
      return Optional.empty();
    }
    Findings findings = Findings.of(transaction, parts.policies(), found.form().person());
    List<Bar> bars = findings.bars(Applying.category(found.form().category()));
    if (!bars.isEmpty()) {
      return Optional.of(
          CorrectionRefusals.barred(findings.inWords(bars, StateWords.asked(visit))));
    }
    return switch (step) {
      case REPORT -> unshown(transaction, visit, found);
      case TEST -> untested(findings, found.standing().since());
      case CONVERT -> untested(findings, testedSince(found));
      case REVIEW, SUBMIT, AUDIT, RECONSIDER, APPEAL -> Optional.empty();
    };
  }

  private static Optional<Reply> unshown(
      PartitionTransaction transaction, Visit visit, Correction found) {
    if (found.form().kind().equals(Applying.MANUAL_REVIEW) && checked(visit.body()).isEmpty()) {
      return Optional.of(CorrectionRefusals.NOT_CHECKED);
    }
    return EvidenceShelf.hasAny(transaction, found.id())
        ? Optional.empty()
        : Optional.of(CorrectionRefusals.NO_EVIDENCE);
  }

  private static Optional<Reply> untested(Findings findings, Instant since) {
    return findings.negativeSince(since).isPresent()
        ? Optional.empty()
        : Optional.of(CorrectionRefusals.NOT_TESTED);
  }

  /** When the last audit, or the reconsideration, let the application through. */
  private Instant testedSince(Correction found) {
    return parts.corrections().steps(found.id()).stream()
        .filter(step -> step.granted() && LETTING_THROUGH.contains(step.step()))
        .reduce((one, later) -> later)
        .orElseThrow()
        .at();
  }

  /** The fact by which the rules find the category's triggers void. */
  private static Report conversion(Correction found, Warrant warrant) {
    Category category = Applying.category(found.form().category());
    Fact fact =
        // Its instants are given by the ledger.
        new Fact.Correction(Instant.EPOCH, Instant.EPOCH, category, found.form().ground());
    return new Report(
        found.form().person(),
        FactFormat.write(fact),
        Optional.empty(),
        new Origin(
            SOURCE,
            "correction/" + found.id(),
            "district command " + warrant.division().code(),
            warrant.division(),
            Optional.empty(),
            Optional.of("correction " + found.id())));
  }
}
