package io.scangate.casework.corrections;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.engine.Resolution;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.Correction.Form;
import io.scangate.ledger.cases.CorrectionDesk;
import io.scangate.ledger.cases.CorrectionState;
import io.scangate.ledger.cases.Identities.Kept;
import io.scangate.policy.Category;
import io.scangate.signin.Allowance;
import io.scangate.transition.Bar;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes applications in: of people for themselves and their family, of employers for others. */
final class Applying {
  /** The kind of an application about a code that did not turn by itself. */
  static final String MANUAL_REVIEW = "manual-review";

  private static final int MOST_A_DAY = 20;

  private final CorrectionParts parts;
  private final Allowance allowance;

  Applying(CorrectionParts parts) {
    this.parts = parts;
    this.allowance = new Allowance(MOST_A_DAY, Duration.ofDays(1), parts.clock());
  }

  /** Of a person, who is told why not. */
  Reply holder(Visit visit) {
    return parts
        .concerned()
        .member(visit, visit.body().getInteger("member"))
        .map(person -> apply(visit, person, Optional.empty()))
        .orElse(CorrectionRefusals.NOBODY);
  }

  /** Where the person lives for whom an employer applies. */
  Optional<Division> placeOfEmployee(Visit visit) {
    return parts
        .concerned()
        .named(visit.body())
        .flatMap(person -> parts.concerned().placeOf(visit, person));
  }

  /**
   * Of an employer, who knows name and document. What the rules know of the person's health is told
   * to the person alone.
   */
  Reply employer(Visit visit) {
    Optional<PersonRef> person = parts.concerned().named(visit.body());
    if (person.isEmpty()) {
      return CorrectionRefusals.NOBODY;
    }
    parts.concerned().leave(visit, "an application of an employer", List.of(person.get()));
    return apply(visit, person.get(), Optional.of(visit.warrant().division()));
  }

  private Reply apply(Visit visit, PersonRef person, Optional<Division> employer) {
    String account = visit.warrant().actor().subject();
    Optional<Duration> pause = allowance.pause(account);
    if (pause.isPresent()) {
      return CorrectionRefusals.tooOften(pause.get());
    }
    allowance.used(account);
    JsonObject form = visit.body();
    Category category = category(form.getString("category"));
    if (category == Category.OUT_OF_PROVINCE) {
      return CorrectionRefusals.OTHER_PROVINCE;
    }
    Optional<Kept> kept = parts.concerned().kept(person);
    if (kept.isEmpty() || kept.get().community().isEmpty()) {
      return CorrectionRefusals.NOBODY;
    }
    return parts
        .engine()
        .resolve(
            person,
            transaction ->
                Resolution.of(apply(transaction, visit, category, kept.get(), employer)));
  }

  private Reply apply(
      PartitionTransaction transaction,
      Visit visit,
      Category category,
      Kept kept,
      Optional<Division> employer) {
    JsonObject form = visit.body();
    PersonRef person = kept.identity().person();
    Findings findings = Findings.of(transaction, parts.policies(), person);
    Optional<Reply> refusal = refusal(findings, visit, category, employer.isPresent());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Form applied =
        new Form(
            person,
            form.getString("kind"),
            category.text(),
            form.getString("ground"),
            parts.concerned().account(visit),
            employer,
            kept.community().orElseThrow(),
            parts.sealWords(kept.identity(), form.getString("statement")),
            transaction.now());
    return CorrectionDesk.apply(
            transaction,
            applied,
            parts.due(CorrectionState.APPLIED, applied.appliedAt()).orElseThrow())
        .map(number -> Reply.created(new JsonObject().put("number", number)))
        .orElse(CorrectionRefusals.OPEN_ALREADY);
  }

  private static Optional<Reply> refusal(
      Findings findings, Visit visit, Category category, boolean byEmployer) {
    JsonObject form = visit.body();
    if (!findings.knows(form.getString("ground"))) {
      return Optional.of(CorrectionRefusals.unknownGround(findings.grounds()));
    }
    if (!findings.isOpen(category)) {
      return Optional.of(CorrectionRefusals.NOT_OPEN);
    }
    List<Bar> bars = findings.bars(category);
    if (!bars.isEmpty()) {
      return Optional.of(
          CorrectionRefusals.barred(
              byEmployer
                  ? List.of("The person concerned is told why at GET /v1/why.")
                  : findings.inWords(bars, StateWords.asked(visit))));
    }
    return !form.getString("kind").equals(MANUAL_REVIEW) && findings.shown().isEmpty()
        ? Optional.of(CorrectionRefusals.noNegative(findings.shownWithin().toHours()))
        : Optional.empty();
  }

  static Category category(String text) {
    return Arrays.stream(Category.values())
        .filter(category -> category.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no category is " + text));
  }
}
