package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.Correction.Checked;
import io.scangate.ledger.cases.Correction.Form;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * Where applications are taken in and moved on, each within a transaction of the partition of its
 * person, so that a step and what it makes of the code are one. Stateless.
 */
public final class CorrectionDesk {
  /** What stands for an applicant, whose own name is personal. */
  public static final String APPLICANT = "applicant";

  /** The word of the step by which an applicant takes the application back. */
  public static final String WITHDRAW = "withdraw";

  private static final String APPLY =
      """
      insert into correction (person, kind, category, ground, applicant, employer, community,
        statement, applied_at, since, due_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)
      on conflict do nothing returning id\
      """;

  private static final String STEP =
      """
      insert into correction_step (correction, number, step, granted, taken_by, division, note,
        taken_at, leads_to, due_at, name_right, phone_right, document_right)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)\
      """;

  private static final String LODGE =
      "insert into reconsideration (correction, statement, lodged_at) values ($1, $2, $3)"
          + " on conflict do nothing returning correction";

  private static final String RULE =
      """
      insert into reconsideration_decision (correction, granted, government, document, decided_by,
        decided_at)
      values ($1, $2, $3, $4, $5, $6)\
      """;

  private CorrectionDesk() {}

  /**
   * Who takes a step, and with which words.
   *
   * @param by the subject, or {@link #APPLICANT}
   * @param division where they act; empty for the applicant
   * @param note sealed
   */
  public record Signed(String by, Optional<Division> division, Buffer note, Instant at) {}

  /**
   * Takes an application in; empty where the person has one about that category which is open.
   *
   * @param due until when its community is to look at it
   */
  public static Optional<Long> apply(PartitionTransaction transaction, Form form, Instant due) {
    Tuple row =
        Tuple.of(
                form.person().value(),
                form.kind(),
                form.category(),
                form.ground(),
                form.applicant().column())
            .addString(form.employer().map(Division::code).orElse(null))
            .addString(form.community().code())
            .addBuffer(form.statement())
            .addOffsetDateTime(Micros.column(form.appliedAt()))
            .addOffsetDateTime(Micros.column(due));
    Iterator<Row> rows = transaction.ask(APPLY, row).iterator();
    return rows.hasNext() ? Optional.of(rows.next().getLong("id")) : Optional.empty();
  }

  /**
   * Takes the next step.
   *
   * @param to where it leads
   * @param due until when the step after it is to be taken
   */
  public static void step(
      PartitionTransaction transaction,
      Correction found,
      String step,
      boolean granted,
      Signed signed,
      CorrectionState to,
      Optional<Instant> due,
      Optional<Checked> checked) {
    Tuple row =
        Tuple.of(found.id(), found.standing().steps() + 1, step, granted, signed.by())
            .addString(signed.division().map(Division::code).orElse(null))
            .addBuffer(signed.note())
            .addOffsetDateTime(Micros.column(signed.at()))
            .addString(to.word())
            .addOffsetDateTime(due.map(Micros::column).orElse(null))
            .addBoolean(checked.map(Checked::name).orElse(null))
            .addBoolean(checked.map(Checked::phone).orElse(null))
            .addBoolean(checked.map(Checked::document).orElse(null));
    transaction.send(STEP, row);
  }

  /** Lodges the appeal; false where there was one. */
  public static boolean lodge(
      PartitionTransaction transaction, long id, Buffer statement, Instant at) {
    return transaction.ask(LODGE, Tuple.of(id, statement, Micros.column(at))).iterator().hasNext();
  }

  /** Keeps what a government decided; its step follows. */
  public static void rule(
      PartitionTransaction transaction, long id, boolean granted, String document, Signed signed) {
    transaction.send(
        RULE,
        Tuple.of(
            id,
            granted,
            signed.division().orElseThrow().code(),
            document,
            signed.by(),
            Micros.column(signed.at())));
  }
}
