package io.scangate.ledger;

import io.scangate.ledger.CheckpointStep.Refusal;
import io.scangate.verdict.KeyHash;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where devices' keys are issued, replaced and withdrawn. It is given hashes: the key itself is
 * shown once, to whoever asked for it, and kept nowhere. Shared; waits.
 */
public final class DeviceKeyDesk {
  /** How many keys of a checkpoint count at a time. */
  public static final int MOST_KEYS = 32;

  private static final String CLOCK = "the clock";

  private static final String OPEN =
      """
      select count(*) as keys from device_key k
      where k.checkpoint = $1 and not exists (select 1 from device_key_end e where e.key = k.id)\
      """;

  private static final String ISSUE =
      """
      insert into device_key (checkpoint, hash, replaces, issued_by, issued_at, listed_in)
      values ($1, $2, $3, $4, $5, $6) returning id\
      """;

  private static final String KNOWN = "select 1 from device_key where hash = $1";

  private static final String FIND =
      """
      select k.checkpoint,
        exists (select 1 from device_key_end e where e.key = k.id) as over,
        exists (select 1 from device_key n where n.replaces = k.id) as replaced
      from device_key k where k.id = $1\
      """;

  private static final String DUE = "insert into device_key_due (key, due_at) values ($1, $2)";
  private static final String DUE_NO_MORE = "delete from device_key_due where key = $1";

  private static final String IS_ANY_DUE =
      "select exists (select 1 from device_key_due where due_at <= $1) as due";

  private static final String END =
      """
      insert into device_key_end (key, reason, ended_by, ended_at, unlisted_in)
      values ($1, $2, $3, $4, $5)\
      """;

  private static final String END_ALL =
      """
      insert into device_key_end (key, reason, ended_by, ended_at, unlisted_in)
      select k.id, $2, $3, $4, $5 from device_key k
      where k.checkpoint = $1 and not exists (select 1 from device_key_end e where e.key = k.id)\
      """;

  private static final String NONE_DUE =
      """
      delete from device_key_due d using device_key k where k.id = d.key and k.checkpoint = $1\
      """;

  private static final String END_DUE =
      """
      with due as (delete from device_key_due where due_at <= $1 returning key)
      insert into device_key_end (key, reason, ended_by, ended_at, unlisted_in)
      select key, 'replaced', $2, $1, $3 from due\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public DeviceKeyDesk(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Issues a key for one more device of a checkpoint. */
  public CheckpointStep issue(String checkpoint, KeyHash hash, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under ->
            refusal(under, checkpoint, hash)
                .map(CheckpointStep::refused)
                .orElseGet(() -> issued(under, checkpoint, hash, null, by, now)));
  }

  /**
   * Issues a key in the place of another one.
   *
   * @param overlap how long the other one counts yet, so that a scanner has no gap
   */
  public CheckpointStep replace(
      String checkpoint, long key, KeyHash hash, Duration overlap, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Optional<Refusal> refusal =
              refusal(under, checkpoint, key).or(() -> refusal(under, checkpoint, hash));
          if (refusal.isPresent()) {
            return CheckpointStep.refused(refusal.get());
          }
          var _ = under.ask(DUE, Tuple.of(key, Micros.column(now.plus(overlap))));
          return issued(under, checkpoint, hash, key, by, now);
        });
  }

  /** A key counts no more. */
  public CheckpointStep withdraw(
      String checkpoint, long key, String reason, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Optional<Refusal> refusal =
              refusal(under, checkpoint, key).filter(why -> why != Refusal.REPLACED);
          if (refusal.isPresent()) {
            return CheckpointStep.refused(refusal.get());
          }
          var _ = under.ask(DUE_NO_MORE, Tuple.of(key));
          var _ =
              under.ask(
                  END,
                  Tuple.of(key, reason, by, Micros.column(now), under.next(GateList.CHECKPOINTS)));
          return new CheckpointStep.Done();
        });
  }

  /**
   * Ends the keys that were replaced and whose time has come; to be called again and again.
   *
   * @return how many
   */
  public int endDue(Instant now) {
    Tuple when = Tuple.of(Micros.column(now));
    if (!ledger.ask(IS_ANY_DUE, when).iterator().next().getBoolean("due")) {
      return 0;
    }
    return ListTransaction.in(
        ledger,
        under ->
            under.ask(IS_ANY_DUE, when).iterator().next().getBoolean("due")
                ? under
                    .ask(
                        END_DUE,
                        Tuple.of(Micros.column(now), CLOCK, under.next(GateList.CHECKPOINTS)))
                    .rowCount()
                : 0);
  }

  /** With a checkpoint all its keys end. */
  static void endAll(
      ListTransaction under, String checkpoint, String reason, String by, Instant now) {
    if (open(under, checkpoint) > 0) {
      var _ = under.ask(NONE_DUE, Tuple.of(checkpoint));
      var _ =
          under.ask(
              END_ALL,
              Tuple.of(
                  checkpoint, reason, by, Micros.column(now), under.next(GateList.CHECKPOINTS)));
    }
  }

  private static long open(ListTransaction under, String checkpoint) {
    return under.ask(OPEN, Tuple.of(checkpoint)).iterator().next().getLong("keys");
  }

  private static CheckpointStep issued(
      ListTransaction under,
      String checkpoint,
      KeyHash hash,
      @Nullable Long replaces,
      String by,
      Instant now) {
    Tuple row =
        Tuple.of(checkpoint, Buffer.buffer(hash.bytes()))
            .addLong(replaces)
            .addString(by)
            .addOffsetDateTime(Micros.column(now))
            .addLong(under.next(GateList.CHECKPOINTS));
    return new CheckpointStep.Issued(under.ask(ISSUE, row).iterator().next().getLong("id"));
  }

  /** Why a checkpoint cannot have a further key. */
  private static Optional<Refusal> refusal(ListTransaction under, String checkpoint, KeyHash hash) {
    Optional<CheckpointState> found = CheckpointShelf.find(under::ask, checkpoint);
    if (found.isEmpty()) {
      return Optional.of(Refusal.UNKNOWN);
    }
    return switch (found.get().status()) {
      case REGISTERED, REFUSED -> Optional.of(Refusal.NOT_APPROVED);
      case GIVEN_UP -> Optional.of(Refusal.GIVEN_UP);
      case APPROVED -> {
        if (under.ask(KNOWN, Tuple.of(Buffer.buffer(hash.bytes()))).size() > 0) {
          yield Optional.of(Refusal.KEY_TAKEN);
        }
        yield open(under, checkpoint) < MOST_KEYS
            ? Optional.empty()
            : Optional.of(Refusal.TOO_MANY_KEYS);
      }
    };
  }

  /** Why nothing can be done with a key. */
  private static Optional<Refusal> refusal(ListTransaction under, String checkpoint, long key) {
    Iterator<Row> rows = under.ask(FIND, Tuple.of(key)).iterator();
    Row row = rows.hasNext() ? rows.next() : null;
    if (row == null || !row.getString("checkpoint").equals(checkpoint)) {
      return Optional.of(Refusal.UNKNOWN);
    }
    if (row.getBoolean("over")) {
      return Optional.of(Refusal.KEY_OVER);
    }
    return row.getBoolean("replaced") ? Optional.of(Refusal.REPLACED) : Optional.empty();
  }
}
