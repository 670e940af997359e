package io.scangate.engine;

import io.scangate.cache.ChangeSource;
import io.scangate.cache.CodeChange;
import io.scangate.cache.Committed;
import io.scangate.cache.RedisOffset;
import io.scangate.health.CodeStatus;
import io.scangate.ledger.Code;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.OutboxRow;
import io.scangate.ops.PublishMeters;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The committed changes of a partition, out of the outbox of the ledger. Shared.
 *
 * <p>An instant of commit was taken by the clock of the engine that committed; it is carried to the
 * clock of Redis by the offset of this host. Where the two are not the same host it is off by the
 * difference of their clocks, which {@code scangate_engine_redis_clock_ahead_seconds} of either
 * shows; freshness does not hang on it, only the histogram from commit to door does.
 */
public final class LedgerChanges implements ChangeSource {
  private final Outbox outbox;
  private final int partition;
  private final RedisOffset offset;
  private final Duration deadline;
  private final PublishMeters meters;
  private volatile int incarnation;

  /**
   * Of one outbox.
   *
   * @param incarnation of the ledger as it was read last; it is read again with every slice
   * @param deadline how long the ledger may take to answer
   */
  public LedgerChanges(
      Outbox outbox,
      int partition,
      int incarnation,
      RedisOffset offset,
      Duration deadline,
      PublishMeters meters) {
    this.outbox = outbox;
    this.partition = partition;
    this.incarnation = incarnation;
    this.offset = offset;
    this.deadline = deadline;
    this.meters = meters;
  }

  @Override
  public int incarnation() {
    return incarnation;
  }

  @Override
  public Future<Slice> after(long sequence, int most) {
    return read(sequence, most).map(slice -> slice(slice, sequence));
  }

  private Future<Outbox.Slice> read(long sequence, int most) {
    return outbox
        .after(sequence, most)
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .map(
            slice -> {
              incarnation = slice.incarnation();
              return slice;
            });
  }

  private Slice slice(Outbox.Slice slice, long sequence) {
    List<OutboxRow> rows = slice.rows();
    meters.backlog(partition, Math.max(0, slice.last() - sequence));
    if (rows.isEmpty()) {
      return sequence == slice.last() ? new Slice.Changes(List.of(), true) : new Slice.Unknown();
    } else if (rows.getFirst().sequence() != sequence + 1) {
      return new Slice.Unknown();
    }
    return new Slice.Changes(
        rows.stream().map(row -> committed(row, slice.incarnation())).toList(),
        rows.getLast().sequence() >= slice.last());
  }

  private Committed committed(OutboxRow row, int era) {
    Code code = row.code();
    CodeChange change =
        row.erased()
            ? new CodeChange.Erased(code.person().value(), code.version())
            : new CodeChange.Stored(code.status(era));
    return new Committed(
        row.sequence(),
        offset.carried(row.at()),
        row.reported().map(offset::carried).orElse(Committed.NOT_REPORTED),
        change);
  }

  @Override
  public Future<Long> size() {
    return outbox
        .head()
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .map(head -> head.codes());
  }

  /** The sequence is read before the codes, page by page: whatever comes later is in them too. */
  @Override
  public Future<Snapshot> snapshot() {
    return read(0, 0)
        .map(
            slice ->
                new Snapshot(
                    slice.last(),
                    () -> {
                      Iterator<Code> codes = outbox.codes().iterator();
                      return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                          return codes.hasNext();
                        }

                        @Override
                        public CodeStatus next() {
                          return codes.next().status(slice.incarnation());
                        }
                      };
                    }));
  }
}
