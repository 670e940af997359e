package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the gateways of a partition are yet to be told, and what they should know by now. Shared.
 */
public final class Outbox {
  private static final int PAGE = 10_000;
  private static final long PAGE_SECONDS = 60;

  /**
   * Some entries in their order.
   *
   * @param last the last entry that there was before these were read; above what was asked for,
   *     with no rows, it says that they are no longer kept
   * @param incarnation of the ledger, as it was then
   */
  public record Slice(List<OutboxRow> rows, long last, int incarnation) {}

  private final Ledger ledger;
  private final int partition;

  /** The outbox of a partition. */
  public Outbox(Ledger ledger, int partition) {
    this.ledger = ledger;
    this.partition = partition;
  }

  /**
   * The entries after a sequence. The head is read first: what is committed between the two shows
   * as a row more, never as a row that seems to be lost.
   */
  public Future<Slice> after(long sequence, int most) {
    return ledger
        .pool()
        .withConnection(
            connection -> {
              Future<RowSet<Row>> head =
                  connection
                      .preparedQuery(
                          "select sequence, incarnation from head, installation"
                              + " where partition = $1")
                      .execute(Tuple.of(partition));
              Future<RowSet<Row>> rows =
                  connection
                      .preparedQuery(Statements.OUTBOX_AFTER)
                      .execute(Tuple.of(partition, sequence, most));
              return Future.all(head, rows)
                  .map(both -> slice(head.result().iterator().next(), rows.result()));
            });
  }

  private static Slice slice(Row head, RowSet<Row> rows) {
    return new Slice(entries(rows), head.getLong("sequence"), head.getInteger("incarnation"));
  }

  private static List<OutboxRow> entries(RowSet<Row> rows) {
    List<OutboxRow> entries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      entries.add(
          new OutboxRow(
              row.getLong("sequence"),
              Rows.instant(row, "at"),
              Rows.code(row),
              row.getBoolean("erased"),
              Rows.optionalInstant(row, "reported_at")));
    }
    return entries;
  }

  /** Where the partition stands. */
  public Future<Head> head() {
    return ledger
        .pool()
        .preparedQuery(Statements.HEAD)
        .execute(Tuple.of(partition))
        .map(rows -> Ledger.head(partition, rows.iterator().next()));
  }

  /**
   * All codes, page by page, each as it is when its page is read. Read once, on a thread that may
   * wait and is not an event loop.
   */
  public Iterable<Code> codes() {
    return Pages::new;
  }

  private final class Pages implements Iterator<Code> {
    private final Deque<Code> page = new ArrayDeque<>();
    private long after = Long.MIN_VALUE;
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (page.isEmpty() && !ended) {
        page.addAll(read(after));
        ended = page.size() < PAGE;
      }
      return !page.isEmpty();
    }

    @Override
    public Code next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Code code = page.remove();
      after = code.person().value();
      return code;
    }
  }

  private List<Code> read(long after) {
    try {
      return codesAfter(after, PAGE)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PAGE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while the codes were read", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new LedgerException("the codes of partition " + partition + " cannot be read", e);
    }
  }

  /** The first codes after a person in the order of references, as they are now. */
  public Future<List<Code>> codesAfter(long person, int most) {
    return codes(Statements.CODES_AFTER, Tuple.of(partition, person, most));
  }

  /** The codes of these people, as they are now; whoever has none is left out. */
  public Future<List<Code>> codesOf(List<PersonRef> people) {
    return codes(
        Statements.CODES_OF, Tuple.tuple().addInteger(partition).addArrayOfLong(Rows.refs(people)));
  }

  private Future<List<Code>> codes(String statement, Tuple values) {
    return ledger
        .pool()
        .preparedQuery(statement)
        .execute(values)
        .map(
            rows -> {
              List<Code> codes = new ArrayList<>(rows.size());
              rows.forEach(row -> codes.add(Rows.code(row)));
              return codes;
            });
  }

  /**
   * Deletes what was published and is older than that.
   *
   * @param published the last sequence that Redis holds
   */
  public Future<Integer> trim(long published, Instant before) {
    return ledger
        .pool()
        .preparedQuery("delete from outbox where partition = $1 and sequence <= $2 and at < $3")
        .execute(Tuple.of(partition, published, Micros.column(before)))
        .map(RowSet::rowCount);
  }
}
