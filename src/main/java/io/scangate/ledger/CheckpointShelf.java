package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.ledger.CheckpointState.Answer;
import io.scangate.ledger.CheckpointState.Signed;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Reads checkpoints with their keys, of which it knows hashes only. Shared; waits. */
public final class CheckpointShelf {
  private static final String COLUMNS =
      """
      select c.id, c.site, c.kind, c.division, c.confined, c.capacity, c.registered_by,
        c.registered_at, a.approved, a.note, a.answered_by, a.answered_at, e.reason, e.ended_by,
        e.ended_at
      from checkpoint c
        left join checkpoint_answer a on a.checkpoint = c.id
        left join checkpoint_end e on e.checkpoint = c.id
      """;

  private static final String FIND = COLUMNS + "where c.id = $1";

  private static final String OF_SITE =
      COLUMNS + "where c.site = $1 order by e.ended_at desc nulls first limit 1";

  private static final String LIST =
      COLUMNS
          + """
          where c.division collate "C" >= $1 and c.division collate "C" < $1 || ':'
            and (c.division collate "C", c.id) > ($2, $3)
          order by c.division collate "C", c.id limit $4\
          """;

  private static final String KEYS =
      """
      select k.id, k.replaces, k.issued_by, k.issued_at, d.due_at, e.reason, e.ended_by, e.ended_at
      from device_key k
        left join device_key_due d on d.key = k.id
        left join device_key_end e on e.key = k.id
      where k.checkpoint = $1 order by k.id\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public CheckpointShelf(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A checkpoint. */
  public Optional<CheckpointState> find(String id) {
    return find(ledger::ask, id);
  }

  /** A checkpoint of a site; one that is not given up, where there is any. */
  public Optional<CheckpointState> ofSite(String site) {
    for (Row row : ledger.ask(OF_SITE, Tuple.of(site))) {
      return Optional.of(state(row));
    }
    return Optional.empty();
  }

  static Optional<CheckpointState> find(BiFunction<String, Tuple, RowSet<Row>> asking, String id) {
    for (Row row : asking.apply(FIND, Tuple.of(id))) {
      return Optional.of(state(row));
    }
    return Optional.empty();
  }

  /**
   * The checkpoints of a division, by division and name.
   *
   * @param after the last one of the page before
   */
  public List<CheckpointState> in(Division division, Optional<CheckpointState> after, int most) {
    List<CheckpointState> found = new ArrayList<>();
    Tuple values =
        Tuple.of(
            division.code(),
            after.map(it -> it.checkpoint().division().code()).orElse(""),
            after.map(it -> it.checkpoint().id()).orElse(""),
            most);
    for (Row row : ledger.ask(LIST, values)) {
      found.add(state(row));
    }
    return found;
  }

  private static CheckpointState state(Row row) {
    return new CheckpointState(
        KeptCheckpoints.checkpoint(row),
        row.getBoolean("confined"),
        row.getInteger("capacity"),
        new Signed(row.getString("registered_by"), Rows.instant(row, "registered_at"), ""),
        Optional.ofNullable(row.getBoolean("approved"))
            .map(approved -> new Answer(approved, signed(row, "answered", "note"))),
        Optional.ofNullable(row.getString("ended_by")).map(by -> signed(row, "ended", "reason")));
  }

  private static Signed signed(Row row, String step, String note) {
    return new Signed(
        row.getString(step + "_by"), Rows.instant(row, step + "_at"), row.getString(note));
  }

  /**
   * A device's key. Immutable.
   *
   * @param replaces the key in whose place it came
   * @param until when it ends, for one that was replaced and counts yet
   * @param end that it counts no more
   */
  public record Key(
      long id,
      OptionalLong replaces,
      Signed issued,
      Optional<Instant> until,
      Optional<Signed> end) {}

  /** The keys of a checkpoint, in the order in which they were issued. */
  public List<Key> keys(String checkpoint) {
    List<Key> keys = new ArrayList<>();
    for (Row row : ledger.ask(KEYS, Tuple.of(checkpoint))) {
      Long replaces = row.getLong("replaces");
      keys.add(
          new Key(
              row.getLong("id"),
              replaces == null ? OptionalLong.empty() : OptionalLong.of(replaces),
              new Signed(row.getString("issued_by"), Rows.instant(row, "issued_at"), ""),
              Rows.optionalInstant(row, "due_at"),
              Optional.ofNullable(row.getString("ended_by"))
                  .map(by -> signed(row, "ended", "reason"))));
    }
    return keys;
  }
}
