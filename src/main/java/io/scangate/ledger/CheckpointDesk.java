package io.scangate.ledger;

import io.scangate.ledger.CheckpointStep.Refusal;
import io.scangate.verdict.Checkpoint;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * Where checkpoints are registered, approved and given up. Every step is a row that stays. Shared;
 * waits.
 */
public final class CheckpointDesk {
  private static final String SITE =
      """
      select 1 from checkpoint c
      where site = $1 and (registered_by <> $2 or division <> $3)
        and not exists (select 1 from checkpoint_end e where e.checkpoint = c.id) limit 1\
      """;

  private static final String REGISTER =
      """
      insert into checkpoint (id, site, kind, division, confined, capacity, registered_by,
        registered_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing\
      """;

  private static final String ANSWER =
      """
      insert into checkpoint_answer (checkpoint, approved, note, answered_by, answered_at)
      values ($1, $2, $3, $4, $5)\
      """;

  private static final String END =
      """
      insert into checkpoint_end (checkpoint, reason, ended_by, ended_at)
      values ($1, $2, $3, $4)\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public CheckpointDesk(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Registers a checkpoint; it scans when it is approved and has a key. */
  public CheckpointStep register(
      Checkpoint checkpoint, boolean confined, int capacity, String operator, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Tuple site = Tuple.of(checkpoint.site(), operator, checkpoint.division().code());
          if (under.ask(SITE, site).size() > 0) {
            return CheckpointStep.refused(Refusal.SITE_TAKEN);
          }
          Tuple row =
              Tuple.of(
                  checkpoint.id(),
                  checkpoint.site(),
                  checkpoint.kind(),
                  checkpoint.division().code(),
                  confined,
                  capacity,
                  operator,
                  Micros.column(now));
          return under.ask(REGISTER, row).rowCount() == 1
              ? new CheckpointStep.Done()
              : CheckpointStep.refused(Refusal.NAME_TAKEN);
        });
  }

  /**
   * The community approves a checkpoint, or does not.
   *
   * @param note the document that the approval rests on, or why there is none
   */
  public CheckpointStep answer(String id, boolean approved, String note, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Optional<CheckpointState> found = CheckpointShelf.find(under::ask, id);
          if (found.isEmpty()) {
            return CheckpointStep.refused(Refusal.UNKNOWN);
          }
          switch (found.get().status()) {
            case REGISTERED -> {}
            case APPROVED, REFUSED -> {
              return CheckpointStep.refused(Refusal.ANSWERED);
            }
            case GIVEN_UP -> {
              return CheckpointStep.refused(Refusal.GIVEN_UP);
            }
          }
          if (Signatory.isSame(found.get().operator(), by)) {
            return CheckpointStep.refused(Refusal.SAME_PERSON);
          }
          var _ = under.ask(ANSWER, Tuple.of(id, approved, note, by, Micros.column(now)));
          return new CheckpointStep.Done();
        });
  }

  /** A checkpoint is given up, for ever; its keys count no more. */
  public CheckpointStep giveUp(String id, String reason, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Optional<CheckpointState> found = CheckpointShelf.find(under::ask, id);
          if (found.isEmpty()) {
            return CheckpointStep.refused(Refusal.UNKNOWN);
          }
          if (found.get().end().isPresent()) {
            return CheckpointStep.refused(Refusal.GIVEN_UP);
          }
          var _ = under.ask(END, Tuple.of(id, reason, by, Micros.column(now)));
          DeviceKeyDesk.endAll(under, id, reason, by, now);
          return new CheckpointStep.Done();
        });
  }

  /** Whether there is any checkpoint. */
  public boolean isEmpty() {
    Row row =
        ledger
            .ask("select exists (select 1 from checkpoint) as some", Tuple.tuple())
            .iterator()
            .next();
    return !row.getBoolean("some");
  }
}
