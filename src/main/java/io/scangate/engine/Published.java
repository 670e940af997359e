package io.scangate.engine;

import io.scangate.cache.CodeWriter;
import io.scangate.cache.Publisher;
import io.scangate.cache.RedisOffset;
import io.scangate.cache.StoredCodes;
import io.scangate.cache.link.RedisLink;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Outbox;
import io.scangate.ops.PublishMeters;
import io.vertx.core.Vertx;

/**
 * One partition that this process publishes: its outbox, its publisher, and what Redis holds of it.
 * Confined to its event loop.
 */
public final class Published {
  private final int partition;
  private final Outbox outbox;
  private final LedgerChanges changes;
  private final Publisher publisher;
  private final CodeWriter writer;
  private final StoredCodes stored;

  /**
   * Over a link of the same event loop; nothing is published yet.
   *
   * @param incarnation of the ledger as it was read last
   */
  public Published(
      Vertx vertx,
      RedisLink link,
      Ledger ledger,
      int partition,
      int incarnation,
      RedisOffset offset,
      PublishSettings settings,
      PublishMeters meters) {
    this.partition = partition;
    outbox = new Outbox(ledger, partition);
    changes =
        new LedgerChanges(outbox, partition, incarnation, offset, settings.patience(), meters);
    publisher = new Publisher(vertx, link, partition, changes, settings.writing(), meters);
    writer = new CodeWriter(link, partition, settings.writing());
    stored = new StoredCodes(link, partition);
  }

  /** Its number. */
  public int partition() {
    return partition;
  }

  /** Brings the outbox to Redis. */
  public Publisher publisher() {
    return publisher;
  }

  Outbox outbox() {
    return outbox;
  }

  LedgerChanges changes() {
    return changes;
  }

  CodeWriter writer() {
    return writer;
  }

  StoredCodes stored() {
    return stored;
  }
}
