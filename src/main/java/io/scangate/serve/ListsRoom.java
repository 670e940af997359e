package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.credential.CryptoSuite;
import io.scangate.engine.lists.GateListLoop;
import io.scangate.engine.lists.GateLists;
import io.scangate.ledger.DeviceKeyDesk;
import io.scangate.ledger.GateList;
import io.scangate.ledger.Ledger;
import io.scangate.ops.GateListMeters;
import io.scangate.ops.MicrometerLinkMeters;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The lists that an engine publishes, put together: those of keys, which every engine has from its
 * file, and those that follow from the ledger, which the engine publishes that has the partition on
 * whose feed they are announced. Confined to the thread that starts the process.
 */
final class ListsRoom {
  private final Vertx vertx;
  private final InstantSource clock;
  private final CryptoSuite crypto;
  private final LinkSettings redis;
  private final MeterRegistry registry;

  /**
   * @param redis as an engine may write it
   */
  ListsRoom(
      Vertx vertx,
      InstantSource clock,
      CryptoSuite crypto,
      LinkSettings redis,
      MeterRegistry registry) {
    this.vertx = vertx;
    this.clock = clock;
    this.crypto = crypto;
    this.redis = redis;
    this.registry = registry;
  }

  /**
   * Starts it, rung by rung.
   *
   * @param keyFile of the engine, read for each list, so that a withdrawn key stays away
   */
  void climb(Ladder ladder, Path keyFile, Ledger ledger, EngineRoom room) throws Exception {
    Supplier<EngineKeys> keys = () -> KeyFiles.readEngine(keyFile);
    ListsVerticle lists =
        new ListsVerticle(keys, crypto, redis, new MicrometerLinkMeters(registry, "lists"), clock);
    ladder.step(
        "lists of keys",
        () -> Door.await(vertx.deployVerticle(lists)),
        id -> Door.await(vertx.undeploy(id)));
    GateListMeters meters =
        new GateListMeters(
            registry,
            Arrays.stream(GateList.values()).map(GateList::text).toList(),
            System::nanoTime);
    ListsVerticle.Writing writing = lists.writing();
    GateLists gateLists =
        new GateLists(
            ledger, writing.loop(), writing.writer(), new ListSigning(keys, crypto, clock), meters);
    ladder.step(
        "lists of the ledger",
        () ->
            new GateListLoop(
                gateLists, new DeviceKeyDesk(ledger), room::publishesLists, clock, meters),
        GateListLoop::close);
  }
}
