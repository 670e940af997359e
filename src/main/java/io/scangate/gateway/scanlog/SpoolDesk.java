package io.scangate.gateway.scanlog;

import static java.util.Objects.requireNonNull;

import io.scangate.ops.ScanLogMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool of one partition as an event loop may use it: the files are touched by worker threads,
 * one order after the other. Confined to its event loop.
 */
final class SpoolDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolDesk.class);

  /** The oldest block, and how many appends had been done when it was looked up. */
  private record Look(Optional<byte[]> oldest, long appends) {}

  private final Context context;
  private final Spool spool;
  private final ScanLogMeters meters;
  private boolean empty;
  private long appendsOrdered;
  // Only touched by the orders, which are carried out one after the other.
  private long appendsDone;

  SpoolDesk(Context context, Spool spool, ScanLogMeters meters, boolean empty) {
    this.context = context;
    this.spool = spool;
    this.meters = meters;
    this.empty = empty;
  }

  /** Takes over files that were left. */
  Future<Void> adopt(List<SpoolName> left) {
    return order(
            () -> {
              spool.adopt(left);
              return true;
            })
        .mapEmpty();
  }

  /** Whether nothing waits on disk, and nothing is on its way there. */
  boolean isEmpty() {
    return empty;
  }

  /** Keeps a block, or counts its records as dropped where that cannot be. */
  void append(byte[] block, int records) {
    empty = false;
    appendsOrdered++;
    order(
            () -> {
              appendsDone++;
              return spool.append(block);
            })
        .onComplete(
            kept -> {
              if (kept.succeeded() && kept.result()) {
                meters.spooled(records);
              } else {
                meters.dropped(records);
              }
            });
  }

  /** The oldest block. */
  Future<Optional<byte[]>> peek() {
    return order(() -> new Look(spool.peek(), appendsDone))
        .map(
            look -> {
              empty = look.oldest().isEmpty() && look.appends() == appendsOrdered;
              return look.oldest();
            });
  }

  /** The oldest block was delivered. */
  Future<Void> advance() {
    return order(
            () -> {
              spool.advance();
              return true;
            })
        .mapEmpty();
  }

  /** Leaves the files for the next start, after everything that was ordered. */
  Future<Void> close() {
    return order(
            () -> {
              spool.close();
              return true;
            })
        .mapEmpty();
  }

  private <T> Future<T> order(Callable<T> work) {
    return context
        .executeBlocking(work, true)
        .map(result -> requireNonNull(result))
        .onFailure(
            failure -> {
              if (failure instanceof IOException) {
                LOG.error("The scan spool cannot be used: {}", failure.getMessage());
              }
            });
  }
}
