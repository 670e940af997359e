package io.scangate.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.embedded.Loop;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.ops.MicrometerPublishMeters;
import io.scangate.ops.PublishMeters.Difference;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** An engine that publishes a test's ledger to a test's Redis. Shared. */
final class PublishingEngine implements AutoCloseable {
  private static final int FAST = 1_000_000;

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Publishing publishing;
  private final Vertx vertx = Vertx.vertx();
  private final Ledger ledger;
  private final String id;

  /** Starts it on a plain Redis. */
  PublishingEngine(LedgerSettings server, String redis, InstantSource clock) {
    ledger = Ledger.open(vertx, server);
    publishing =
        new Publishing(
            ledger,
            ledger.installation().orElseThrow(),
            LinkSettings.of(RedisAddress.parse(redis)),
            new MicrometerLinkMeters(registry, "publishing"),
            new MicrometerPublishMeters(registry, TestLedger.PARTITIONS),
            PublishSettings.DEFAULT.sweeping(FAST),
            clock);
    id = Loop.join(vertx.deployVerticle(publishing));
  }

  /** How many partitions it publishes. */
  int held() {
    return (int) registry.get("scangate.partitions.held").gauge().value();
  }

  /** How often its sweep found this. */
  long found(Difference kind) {
    return (long)
        registry.get("scangate.sweep.differences").tag("kind", kind.tag()).counter().count();
  }

  /** How many partitions its sweep has compared. */
  long passes() {
    return registry.get("scangate.sweep.pass").timer().count();
  }

  /** The longest pass took so many seconds. */
  double longestPass() {
    return registry.get("scangate.sweep.pass").timer().max(TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    Loop.join(vertx.undeploy(id));
    ledger.close();
    Loop.join(vertx.close());
  }
}
