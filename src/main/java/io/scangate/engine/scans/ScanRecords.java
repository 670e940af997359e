package io.scangate.engine.scans;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.SealingKey;
import io.scangate.engine.Loop;
import io.scangate.engine.Rounds;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.ScanShelf;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.ScanRecordMeters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the scan records of all partitions, together with the other engines: Redis gives each block
 * of records to one of them. Confined to its event loop, where only Redis is spoken with; what
 * waits, waits on virtual threads.
 */
public final class ScanRecords extends VerticleBase {
  private final Ledger ledger;
  private final int partitions;
  private final LinkSettings redis;
  private final LinkMeters linkMeters;
  private final SealingKey seal;
  private final ScanSettings settings;
  private final InstantSource clock;
  private final ScanRecordMeters meters;
  private final List<Rounds> working = new ArrayList<>();
  private @Nullable RedisLink link;

  /**
   * @param ledger of these readers only, so that nobody who decides waits for a connection
   * @param redis where scan records go, as an engine may read and delete them
   * @param seal under which the keys of days are stored, the same for every engine
   */
  public ScanRecords(
      Ledger ledger,
      int partitions,
      LinkSettings redis,
      LinkMeters linkMeters,
      SealingKey seal,
      ScanSettings settings,
      InstantSource clock,
      ScanRecordMeters meters) {
    this.ledger = ledger;
    this.partitions = partitions;
    this.redis = redis;
    this.linkMeters = linkMeters;
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    RedisLink opened = RedisLink.open(vertx, redis, linkMeters);
    link = opened;
    Loop loop = new Loop(context);
    ScanShelf shelf = new ScanShelf(ledger);
    ScanDays days = new ScanDays(shelf, seal);
    Filing filing = new Filing(shelf, days, settings.horizon(), clock, meters);
    String member = UUID.randomUUID().toString();
    List<ScanStream> watched = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      ScanStream stream = new ScanStream(loop, opened, partition, member, settings);
      working.add(ScanReader.start(partition, stream, filing, settings, meters));
      watched.add(stream);
    }
    working.add(ScanWatch.start(watched, shelf, days, settings, clock, meters));
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return Future.join(working.stream().map(Rounds::stop).toList())
        .eventually(() -> link == null ? Future.succeededFuture() : link.close());
  }
}
