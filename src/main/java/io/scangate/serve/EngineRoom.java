package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.cache.RedisKeys;
import io.scangate.cache.link.LinkSettings;
import io.scangate.credential.SealingKey;
import io.scangate.engine.BulkRound;
import io.scangate.engine.ClockRound;
import io.scangate.engine.Commits;
import io.scangate.engine.Deciding;
import io.scangate.engine.Engine;
import io.scangate.engine.Publishing;
import io.scangate.engine.Recorded;
import io.scangate.engine.Rounds;
import io.scangate.engine.StuckYellow;
import io.scangate.engine.StuckYellowRound;
import io.scangate.engine.scans.ScanRecords;
import io.scangate.health.Colour;
import io.scangate.ledger.Code;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.ScanShelf;
import io.scangate.ops.BulkMeters;
import io.scangate.ops.Check;
import io.scangate.ops.ClockMeters;
import io.scangate.ops.ConversionMeters;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.ops.MicrometerPublishMeters;
import io.scangate.ops.RoundMeters;
import io.scangate.ops.RoundMeters.Work;
import io.scangate.ops.ScanRecordMeters;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The engine of this process, put together: deciding, the clock's work, publishing. Shared. */
final class EngineRoom {
  /** Of the publishers alone, so that no burst of facts keeps a heartbeat waiting. */
  private static final int PUBLISHERS_CONNECTIONS = 4;

  /** Of those who keep scan records: two write, and one looks. */
  private static final int SCANS_CONNECTIONS = 3;

  private static final Duration STUCK_YELLOW = Duration.ofMinutes(1);

  private final Settings settings;
  private final Vertx vertx;
  private final InstantSource clock;
  private final LinkSettings redis;
  private final MeterRegistry registry;
  private final LedgerAccess access;
  private final LedgerOpening.Opened opened;
  private final ClockMeters clockMeters;
  private final ConversionMeters conversions;
  private final AtomicReference<@Nullable Publishing> publishing = new AtomicReference<>();

  /**
   * @param opened the ledger, which the room does not close
   * @param redis as an engine may write it
   */
  EngineRoom(
      Settings settings,
      Vertx vertx,
      InstantSource clock,
      LinkSettings redis,
      MeterRegistry registry,
      LedgerAccess access,
      LedgerOpening.Opened opened) {
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
    this.redis = redis;
    this.registry = registry;
    this.access = access;
    this.opened = opened;
    this.clockMeters = new ClockMeters(registry);
    this.conversions = new ConversionMeters(registry);
  }

  /** Starts it, rung by rung. */
  Engine climb(Ladder ladder) throws Exception {
    Ledger read =
        ladder.step(
            "ledger for the publishers",
            () -> Ledger.open(vertx, access.application().with(PUBLISHERS_CONNECTIONS)),
            Ledger::close);
    int partitions = opened.installation().partitions();
    Publishing publisher =
        new Publishing(
            read,
            opened.installation(),
            redis,
            new MicrometerLinkMeters(registry, "publishing"),
            new MicrometerPublishMeters(registry, partitions),
            settings.engine().publishing(),
            clock);
    ladder.step(
        "publishing",
        () -> Door.await(vertx.deployVerticle(publisher, new DeploymentOptions())),
        id -> Door.await(vertx.undeploy(id)));
    publishing.set(publisher);
    Engine engine =
        ladder.step(
            "engine of " + partitions + " partitions",
            () -> new Engine(opened.ledger(), partitions, clock, commits(publisher)),
            Engine::close);
    Duration interval = settings.engine().clockWork();
    repeat(
        ladder,
        Work.CLOCK,
        interval,
        new ClockRound(opened.ledger(), engine.clockWork(), clock, interval, clockMeters));
    repeat(
        ladder,
        Work.BULK,
        interval,
        new BulkRound(engine.bulkWork(), clock, interval, new BulkMeters(registry)));
    repeat(
        ladder,
        Work.STUCK_YELLOW,
        STUCK_YELLOW,
        new StuckYellowRound(
            new StuckYellow(opened.ledger()),
            publisher::partitions,
            clock,
            STUCK_YELLOW,
            conversions));
    keepScans(ladder, partitions);
    return engine;
  }

  private void repeat(Ladder ladder, Work work, Duration rest, Rounds.Round round)
      throws Exception {
    ladder.step(
        "rounds of '" + work.text() + "'",
        () -> Rounds.start(new RoundMeters(registry, work), rest, round),
        Rounds::close);
  }

  private void keepScans(Ladder ladder, int partitions) throws Exception {
    Path keyFile = settings.engine().scanKey().orElseGet(() -> ScanKey.in(settings.data()));
    SealingKey seal = ScanKey.of(keyFile, !new ScanShelf(opened.ledger()).days().isEmpty());
    Ledger own =
        ladder.step(
            "ledger for scan records",
            () -> Ledger.open(vertx, access.application().with(SCANS_CONNECTIONS)),
            Ledger::close);
    ladder.step(
        "scan records",
        () ->
            Door.await(
                vertx.deployVerticle(
                    new ScanRecords(
                        own,
                        partitions,
                        settings.scanRedis().flatMap(RedisSettings::link).orElse(redis),
                        new MicrometerLinkMeters(registry, "scans"),
                        seal,
                        settings.engine().scans(),
                        clock,
                        new ScanRecordMeters(registry)))),
        id -> Door.await(vertx.undeploy(id)));
  }

  private Commits commits(Publishing publisher) {
    return new Commits() {
      @Override
      public void committed(int partition, Recorded recorded) {
        publisher.committed(partition, recorded);
        measure(recorded);
      }

      @Override
      public void converted(Colour to, Duration sinceArrival) {
        conversions.converted(to, sinceArrival);
      }
    };
  }

  /** Whether this engine publishes a partition now; any thread may ask. */
  boolean publishes(int partition) {
    Publishing publisher = publishing.get();
    return publisher != null && publisher.publishes(partition);
  }

  /** Whether this engine does now what one of several does: lists, and the line to others. */
  boolean publishesLists() {
    return publishes(RedisKeys.LISTS);
  }

  /** What an engine is ready by: facts can be kept, and codes can be published. */
  List<Check> checks() {
    Check ledger =
        new Check(
            "ledger",
            () -> {
              Publishing publisher = publishing.get();
              return Check.when(
                  publisher != null && publisher.isConnected(), "the ledger is not connected");
            });
    Check redis =
        new Check(
            "redis",
            () -> {
              Publishing publisher = publishing.get();
              return Check.when(
                  publisher != null && publisher.isRedisUp(), "Redis is not connected");
            });
    return List.of(ledger, redis);
  }

  /** What came without a fact, the clock has brought. */
  private void measure(Recorded recorded) {
    if (recorded.taken().fresh().isEmpty()) {
      for (Deciding deciding : recorded.decided()) {
        deciding
            .code()
            .before()
            .flatMap(Code::nextReview)
            // A new policy may have brought it before its time.
            .filter(due -> !due.isAfter(recorded.at()))
            .ifPresent(due -> clockMeters.decided(Duration.between(due, recorded.at())));
      }
    }
  }
}
