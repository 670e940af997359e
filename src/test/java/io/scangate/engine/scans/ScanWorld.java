package io.scangate.engine.scans;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.SealingKey;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.ScanShelf;
import io.scangate.ledger.TestPostgres;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.ops.ScanRecordMeters;
import io.scangate.verdict.ScanLane;
import io.scangate.verdict.ScanRecord;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A ledger, the streams of a Redis, and engines between them. Confined to the test's thread. */
final class ScanWorld implements AutoCloseable {
  static final int PARTITIONS = 2;

  static final ScanSettings QUICK =
      new ScanSettings(
          21,
          Duration.ofMillis(10),
          16,
          Duration.ofMillis(200),
          Duration.ofMillis(20),
          Duration.ofSeconds(2));

  final LedgerSettings database = database();
  final Loop loop = new Loop();
  final Ledger ledger = Ledger.open(loop.vertx(), database);
  final ScanShelf shelf = new ScanShelf(ledger);
  final SealingKey seal = SealingKey.generate(new SecureRandom());
  final RedisLink link;
  private final LinkSettings redis;
  private final List<Running> engines = new ArrayList<>();

  /** An engine that keeps scan records, and what it counts. */
  record Running(String deployment, MeterRegistry registry) {
    double count(String name) {
      return registry.get("scangate.scans." + name).counter().count();
    }

    double gauge(String name) {
      return registry.get("scangate.scans." + name).gauge().value();
    }

    double reused(String verdict) {
      return registry.get("scangate.scans.reused").tag("verdict", verdict).counter().count();
    }
  }

  ScanWorld(String url) {
    this(LinkSettings.of(RedisAddress.parse(url)));
  }

  ScanWorld(LinkSettings redis) {
    this.redis = redis;
    link = loop.call(() -> RedisLink.open(loop.vertx(), redis, linkMeters()));
    awaitRedis();
  }

  private static LedgerSettings database() {
    try {
      return TestPostgres.database();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MicrometerLinkMeters linkMeters() {
    return new MicrometerLinkMeters(new SimpleMeterRegistry(), "test");
  }

  void awaitRedis() {
    Await.until("the link is up", () -> loop.call(() -> link.isUp("scans:{0}")));
  }

  Running engine() {
    return engine(QUICK, redis, seal);
  }

  Running engine(ScanSettings settings, LinkSettings as, SealingKey under) {
    MeterRegistry registry = new SimpleMeterRegistry();
    ScanRecords records =
        new ScanRecords(
            ledger,
            PARTITIONS,
            as,
            linkMeters(),
            under,
            settings,
            InstantSource.system(),
            new ScanRecordMeters(registry));
    String id = Loop.join(loop.vertx().deployVerticle(records));
    Running running = new Running(id, registry);
    engines.add(running);
    return running;
  }

  void end(Running engine) {
    engines.remove(engine);
    var _ = Loop.join(loop.vertx().undeploy(engine.deployment()));
  }

  /** A scan of a phone's code that was not shown before. */
  static ScanRecord scan(long person, Instant at, String checkpoint) {
    return scan(person, at, checkpoint, UUID.randomUUID(), 1, 1);
  }

  static ScanRecord scan(
      long person, Instant at, String checkpoint, UUID cti, int kind, int verdict) {
    return new ScanRecord(
        UUID.randomUUID(),
        new PersonRef(person),
        3,
        at,
        verdict,
        1,
        cti,
        kind,
        checkpoint.hashCode(),
        checkpoint);
  }

  static byte[] block(List<ScanRecord> records) {
    ByteBuffer buffer = ByteBuffer.allocate(records.size() * ScanRecord.MAX_BYTES);
    for (ScanRecord record : records) {
      ScanRecord.write(
          buffer,
          record.scanId().getMostSignificantBits(),
          record.scanId().getLeastSignificantBits(),
          record.person().value(),
          record.statusVersion(),
          ChronoUnit.MICROS.between(Instant.EPOCH, record.at()),
          record.verdict(),
          record.basis(),
          record.cti().getMostSignificantBits(),
          record.cti().getLeastSignificantBits(),
          record.kind(),
          record.site(),
          record.checkpoint().getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** The stream of a partition, as a member reads it that does nothing by itself. */
  ScanStream stream(int partition) {
    Context context = loop.vertx().getOrCreateContext();
    return new ScanStream(new io.scangate.engine.Loop(context), link, partition, "idle", QUICK);
  }

  void append(int partition, ScanRecord... records) {
    append(partition, block(List.of(records)), new ScanLane(UUID.randomUUID(), 0));
  }

  void append(int partition, byte[] block, ScanLane lane) {
    String stream = "scans:{" + partition + "}";
    var _ =
        loop.await(
            () ->
                link.sendAll(
                    stream,
                    List.of(
                        Request.cmd(Command.XADD)
                            .arg(stream)
                            .arg("*")
                            .arg(ScanLane.RECORDS)
                            .arg(Buffer.buffer(block))
                            .arg(ScanLane.PLACE)
                            .arg(Buffer.buffer(lane.toBytes()))),
                    Duration.ofSeconds(5)));
  }

  /** How many entries wait in both streams. */
  long waiting() {
    long entries = 0;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String stream = "scans:{" + partition + "}";
      String length =
          loop.await(
              () ->
                  link.sendAll(
                          stream,
                          List.of(Request.cmd(Command.XLEN).arg(stream)),
                          Duration.ofSeconds(5))
                      .map(replies -> String.valueOf(replies.getFirst())));
      entries += Long.parseLong(length);
    }
    return entries;
  }

  /** The scans of a person on a day, which the keys of the ledger must open. */
  List<ScanShelf.Found> found(long person, LocalDate day) {
    return new ScanSearch(ledger, seal).of(new PersonRef(person), day).orElse(List.of());
  }

  /** How many tables have that name. */
  long tables(String name) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + database.database(),
                database.user(),
                database.password());
        PreparedStatement query =
            connection.prepareStatement("select count(*) from pg_class where relname = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getLong(1) : -1;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    List.copyOf(engines).forEach(this::end);
    ledger.close();
    loop.close();
  }
}
