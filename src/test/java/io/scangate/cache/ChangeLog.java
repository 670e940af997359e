package io.scangate.cache;

import io.scangate.health.CodeStatus;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of one partition kept in memory, for a city without a ledger. Shared.
 *
 * <p>It keeps the last changes only, as a ledger's outbox does; who asks for earlier ones is told
 * to rebuild.
 */
public final class ChangeLog implements ChangeSource {
  private final int incarnation;
  private final int kept;
  private final Map<Long, CodeStatus> codes = new HashMap<>();
  private final List<Committed> log = new ArrayList<>();
  private long last;

  /**
   * An empty log.
   *
   * @param incarnation of this city, 0 to 255; a later start has a higher one, since it begins to
   *     count anew
   * @param kept how many changes it keeps at least
   */
  public ChangeLog(int incarnation, int kept) {
    this.incarnation = incarnation;
    this.kept = kept;
  }

  /**
   * Commits a change and gives it its number.
   *
   * @param committedAt in microseconds since 1970 by the clock of Redis
   */
  public synchronized Committed commit(CodeChange change, long committedAt) {
    Committed committed = new Committed(++last, committedAt, change);
    switch (change) {
      case CodeChange.Stored(var status) -> codes.put(status.person(), status);
      case CodeChange.Erased(long person, _) -> codes.remove(person);
    }
    log.add(committed);
    if (log.size() >= 2 * kept) {
      log.subList(0, log.size() - kept).clear();
    }
    return committed;
  }

  @Override
  public int incarnation() {
    return incarnation;
  }

  @Override
  public synchronized Future<Slice> after(long sequence, int most) {
    long first = last - log.size();
    if (sequence < first || sequence > last) {
      return Future.succeededFuture(new Slice.Unknown());
    }
    int from = (int) (sequence - first);
    int to = (int) Math.min(log.size(), (long) from + most);
    return Future.succeededFuture(
        new Slice.Changes(List.copyOf(log.subList(from, to)), to == log.size()));
  }

  @Override
  public synchronized Future<Long> size() {
    return Future.succeededFuture((long) codes.size());
  }

  @Override
  public synchronized Future<Snapshot> snapshot() {
    return Future.succeededFuture(new Snapshot(last, List.copyOf(codes.values())));
  }
}
