package io.scangate.ledger;

import io.scangate.credential.LedgerRoot;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The signed roots of a ledger, one a minute, whichever engine is first. Shared. */
public final class RootShelf {
  /** One statement, so all heads are of one instant. */
  private static final String HEADS =
      "select partition, at, link, hash from head order by partition";

  private static final String KEEP =
      "insert into root (at, signed) values ($1, $2) on conflict do nothing";

  private static final String SINCE =
      "select at, signed from root where at > $1 order by at limit $2";

  private final Ledger ledger;

  /** A root as it is kept. Immutable. */
  public record Kept(Instant minute, Buffer signed) {}

  /** The roots of a ledger. */
  public RootShelf(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The minute that a root stands for. */
  static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  /**
   * Signs where the chains stand, unless the root of this minute is there.
   *
   * @return what was signed; empty where another engine was first
   */
  public Optional<LedgerRoot> sign(Instant now, Function<LedgerRoot, byte[]> signature) {
    Instant minute = minute(now);
    if (last().filter(held -> !held.isBefore(minute)).isPresent()) {
      return Optional.empty();
    }
    List<LedgerRoot.Head> heads = new ArrayList<>();
    for (Row row : ledger.ask(HEADS, Tuple.tuple())) {
      heads.add(
          new LedgerRoot.Head(
              row.getInteger("partition"),
              row.getLong("link"),
              Rows.instant(row, "at"),
              Rows.hex(row, "hash")));
    }
    LedgerRoot root = new LedgerRoot(Micros.floor(now), heads);
    Tuple kept = Tuple.of(Micros.column(minute), Buffer.buffer(signature.apply(root)));
    return ledger.ask(KEEP, kept).rowCount() == 1 ? Optional.of(root) : Optional.empty();
  }

  /** The minute of the last root. */
  public Optional<Instant> last() {
    Row row = ledger.ask("select max(at) as at from root", Tuple.tuple()).iterator().next();
    return Rows.optionalInstant(row, "at");
  }

  /** The last root; empty before the first. */
  public Optional<Buffer> latest() {
    for (Row row : ledger.ask("select signed from root order by at desc limit 1", Tuple.tuple())) {
      return Optional.of(row.getBuffer("signed"));
    }
    return Optional.empty();
  }

  /** The roots of the minutes after an instant, the oldest first. */
  public Future<List<Kept>> since(Instant since, int most) {
    return ledger
        .pool()
        .preparedQuery(SINCE)
        .execute(Tuple.of(Micros.column(since), most))
        .map(
            rows -> {
              List<Kept> kept = new ArrayList<>();
              for (Row row : rows) {
                kept.add(new Kept(Rows.instant(row, "at"), row.getBuffer("signed")));
              }
              return kept;
            });
  }
}
