package io.scangate.gateway.scanlog;

import io.scangate.cache.link.RedisLink;
import io.scangate.health.PersonRef;
import io.scangate.ops.ScanLogMeters;
import io.scangate.verdict.ScanRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * The log of scans of one event loop. Confined to it.
 *
 * <p>{@link #record} writes into memory and nothing else; within the window (50 ms at most) the
 * records go to Redis, a block for each partition. What a killed process held of the present
 * window, and of an append that was not answered yet, is lost. While Redis is away records wait on
 * disk; they are delivered before newer ones of the same loop and partition, also after a restart.
 * A record is delivered twice when the answer to its first append was lost; its {@code scanId}
 * makes it one.
 */
public final class ScanLog {
  private final Vertx vertx;
  private final List<Lane> lanes;
  private final long window;
  private final long retry;

  private ScanLog(Vertx vertx, ScanLogSettings settings, List<Lane> lanes) {
    this.vertx = vertx;
    this.lanes = lanes;
    this.window =
        vertx.setPeriodic(settings.window().toMillis(), tick -> lanes.forEach(Lane::flush));
    this.retry = vertx.setPeriodic(settings.retry().toMillis(), tick -> lanes.forEach(Lane::retry));
  }

  /**
   * Opens the log on the current event loop; records that an earlier process left on disk are
   * delivered first.
   *
   * @param link to the Redis that holds the streams, on the same event loop
   * @param key AES-256, for the spool
   * @param loop number of this event loop, from 0
   * @param loops how many event loops keep a log in this process
   */
  public static Future<ScanLog> open(
      Vertx vertx,
      RedisLink link,
      ScanLogSettings settings,
      SecretKey key,
      int loop,
      int loops,
      ScanLogMeters meters) {
    Context context = vertx.getOrCreateContext();
    SpoolBudget budget = new SpoolBudget(settings.spoolBytes());
    meters.watchSpool(budget::taken);
    SpoolDirectory directory = new SpoolDirectory(settings.spool());
    return context
        .executeBlocking(() -> directory.leftFor(loop, loops))
        .compose(
            left -> {
              List<Future<Lane>> opening = new ArrayList<>();
              for (int partition = 0; partition < settings.partitions(); partition++) {
                Spool spool = new Spool(settings.spool(), partition, loop, key, budget);
                opening.add(lane(context, partition, link, settings, spool, left, meters));
              }
              return Future.all(opening);
            })
        .map(lanes -> new ScanLog(vertx, settings, lanes.list()));
  }

  /**
   * Logs one scan. Costs a few stores into memory.
   *
   * @param reference the person's
   * @param statusVersion of the status that was judged, 0 where none was known
   * @param atMicros microseconds since 1970
   * @param verdict wire number of the verdict
   * @param basis wire number of the basis
   * @param kind wire number of what the code was made for
   * @param site number of the checkpoint's site
   * @param checkpoint the checkpoint's id in UTF-8, at most {@link ScanRecord#MAX_CHECKPOINT} bytes
   */
  public void record(
      long scanIdHigh,
      long scanIdLow,
      long reference,
      long statusVersion,
      long atMicros,
      int verdict,
      int basis,
      long ctiHigh,
      long ctiLow,
      int kind,
      long site,
      byte[] checkpoint) {
    if (checkpoint.length > ScanRecord.MAX_CHECKPOINT) {
      throw new IllegalArgumentException(
          "a checkpoint's id has at most " + ScanRecord.MAX_CHECKPOINT + " bytes");
    }
    ScanRecord.write(
        lanes.get(PersonRef.partition(reference, lanes.size())).room(),
        scanIdHigh,
        scanIdLow,
        reference,
        statusVersion,
        atMicros,
        verdict,
        basis,
        ctiHigh,
        ctiLow,
        kind,
        site,
        checkpoint);
  }

  /** Sends or spools what was logged; completes when all of it is in Redis or on disk. */
  public Future<Void> close() {
    vertx.cancelTimer(window);
    vertx.cancelTimer(retry);
    return Future.join(lanes.stream().map(Lane::close).toList()).mapEmpty();
  }

  private static Future<Lane> lane(
      Context context,
      int partition,
      RedisLink link,
      ScanLogSettings settings,
      Spool spool,
      Map<Integer, List<SpoolName>> left,
      ScanLogMeters meters) {
    List<SpoolName> mine = left.getOrDefault(partition, List.of());
    SpoolDesk desk = new SpoolDesk(context, spool, meters, mine.isEmpty());
    Lane lane = new Lane(partition, link, settings, meters, desk);
    return mine.isEmpty() ? Future.succeededFuture(lane) : desk.adopt(mine).map(lane);
  }
}
