package io.scangate.gateway.scanlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Await;
import io.scangate.embedded.FaultyProxy;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.verdict.ScanRecord;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan log with a Redis that is killed, restarted and slow. */
class ScanLogIT {
  private static final int PARTITIONS = 4;
  private static final byte[] CHECKPOINT = "V0017".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private FaultyProxy network;
  @AutoClose private final Loop loop = new Loop();
  private final CountedScans meters = new CountedScans();
  private RedisLink link;
  private ScanLog log;
  private long written;

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    network = FaultyProxy.before(redis.port());
    link =
        loop.call(
            () ->
                RedisLink.open(
                    loop.vertx(),
                    LinkSettings.of(RedisAddress.parse(network.url())),
                    new MicrometerLinkMeters(new SimpleMeterRegistry(), "scan-log")));
    Await.until("the link is up", () -> loop.call(() -> link.isUp("scans:{0}")));
    log = open(settings());
  }

  @Test
  void recordsArriveInBatchesAsTheyWereWritten() {
    write(1_000);
    Await.until("all are appended", () -> meters.appended.get() == 1_000);

    assertThat(arrived()).hasSize(1_000);
    assertThat(inOrder()).isTrue();
    assertThat(meters.blocks.get()).isLessThan(500);
    ScanRecord first = arrived().getFirst();
    assertThat(first.checkpoint()).isEqualTo("V0017");
    assertThat(first.verdict()).isEqualTo(1);
    assertThat(first.basis()).isEqualTo(2);
    assertThat(first.kind()).isEqualTo(1);
    assertThat(first.site()).isEqualTo(11);
    assertThat(first.cti()).isEqualTo(new UUID(7, first.scanId().getLeastSignificantBits()));
  }

  @Test
  void anOutageOfRedisLosesNothingAndKeepsTheOrder() {
    write(300);
    Await.until("these are appended", () -> meters.appended.get() == 300);
    redis.kill();
    for (int i = 0; i < 10; i++) {
      write(100);
      long spooledBefore = written;
      Await.until(
          "they are in Redis or on disk",
          () -> meters.appended.get() + meters.spooled.get() >= spooledBefore);
    }
    assertThat(meters.spoolBytes()).isPositive();
    redis.restart();
    write(200);

    Await.until(
        "all are delivered", () -> meters.appended.get() + meters.delivered.get() == written);
    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(allNumbers());
    assertThat(inOrder()).isTrue();
    Await.until("the spool is empty", () -> meters.spoolBytes() == 0);
    assertThat(meters.dropped.get()).isZero();

    long direct = meters.appended.get();
    write(100);
    Await.until("appends are direct again", () -> meters.appended.get() == direct + 100);
  }

  @Test
  void aRestartDeliversWhatWasLeftBeforeAnythingNew() {
    redis.kill();
    write(500);
    close();
    assertThat(meters.spooled.get()).isEqualTo(500);
    redis.restart();
    log = open(settings());
    write(500);

    Await.until("all have arrived", () -> numbers().size() == 1_000);
    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(allNumbers());
    assertThat(inOrder()).isTrue();
  }

  @Test
  void closingSendsWhatHasGathered() {
    write(50);
    close();

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(allNumbers());
  }

  @Test
  void aLostReplyMeansARecordTwiceAndNeverNone() {
    network.holdRepliesTo("xadd");
    write(100);
    Await.until("the appends were given up", () -> meters.spooled.get() == 100);
    network.release();

    Await.until("they are delivered", () -> meters.delivered.get() == 100);
    List<Long> all = numbers();
    assertThat(all).hasSizeGreaterThan(100);
    assertThat(all.stream().distinct().toList()).containsExactlyInAnyOrderElementsOf(allNumbers());
  }

  @Test
  void whatDoesNotFitOnDiskIsDroppedAndCounted() {
    close();
    ScanLogSettings small = settings();
    log =
        open(
            new ScanLogSettings(
                small.partitions(),
                small.window(),
                small.blockBytes(),
                small.streamCap(),
                small.deadline(),
                small.retry(),
                small.waitingBytes(),
                small.spool(),
                20_000));
    redis.kill();
    for (int i = 0; i < 20; i++) {
      write(100);
      long expected = written;
      Await.until(
          "they are kept or dropped",
          () -> meters.spooled.get() + meters.dropped.get() + meters.appended.get() >= expected);
    }

    assertThat(meters.dropped.get()).isPositive();
    assertThat(meters.spoolBytes()).isLessThan(25_000);
    redis.restart();
    Await.until("the kept ones arrive", () -> meters.delivered.get() == meters.spooled.get());
    assertThat(inOrder()).isTrue();
  }

  @Test
  void theStreamIsCapped() {
    for (int i = 0; i < 30; i++) {
      long before = meters.appended.get();
      write(40);
      Await.until("they are appended", () -> meters.appended.get() == before + 40);
    }
    close();
    log =
        open(
            new ScanLogSettings(
                PARTITIONS,
                Duration.ofMillis(5),
                1_024,
                1,
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                1_000_000,
                directory.resolve("spool"),
                1_000_000));
    long uncapped = length(0);
    write(40);
    close();

    // An approximate cap cuts whole nodes of the stream, here of 4 KiB, and not single entries.
    assertThat(uncapped).isEqualTo(30);
    assertThat(length(0)).isLessThan(12);
  }

  private ScanLogSettings settings() {
    return new ScanLogSettings(
        PARTITIONS,
        Duration.ofMillis(5),
        1_024,
        100_000,
        Duration.ofMillis(300),
        Duration.ofMillis(50),
        1_000_000,
        directory.resolve("spool"),
        10_000_000);
  }

  private ScanLog open(ScanLogSettings settings) {
    return loop.await(
        () ->
            ScanLog.open(
                loop.vertx(),
                link,
                settings,
                new SecretKeySpec(new byte[32], "AES"),
                0,
                1,
                meters));
  }

  private void close() {
    loop.await(() -> log.close().map(true));
  }

  private void write(int records) {
    loop.run(
        () -> {
          for (int i = 0; i < records; i++) {
            long number = written++;
            log.record(5, number, number, 3, number, 1, 2, 7, number, 1, 11, CHECKPOINT);
          }
        });
  }

  private List<ScanRecord> arrived() {
    List<ScanRecord> all = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      all.addAll(arrived(partition));
    }
    return all;
  }

  private List<ScanRecord> arrived(int partition) {
    String stream = "scans:{" + partition + "}";
    Response entries =
        Objects.requireNonNull(
            loop.await(
                () ->
                    link.sendAll(
                            stream,
                            List.of(Request.cmd(Command.XRANGE).arg(stream).arg("-").arg("+")),
                            Duration.ofSeconds(10))
                        .map(replies -> Objects.requireNonNull(replies.getFirst()))));
    List<ScanRecord> records = new ArrayList<>();
    for (Response entry : entries) {
      records.addAll(ScanRecord.read(entry.get(1).get(1).toBytes()));
    }
    return records;
  }

  private List<Long> numbers() {
    return arrived().stream().map(it -> it.scanId().getLeastSignificantBits()).toList();
  }

  private List<Long> allNumbers() {
    List<Long> all = new ArrayList<>();
    for (long number = 0; number < written; number++) {
      all.add(number);
    }
    return all;
  }

  private boolean inOrder() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<Long> numbers =
          arrived(partition).stream().map(it -> it.scanId().getLeastSignificantBits()).toList();
      if (!numbers.equals(numbers.stream().sorted().toList())) {
        return false;
      }
    }
    return true;
  }

  private long length(int partition) {
    return (Long) Objects.requireNonNull(redis.run("XLEN", "scans:{" + partition + "}"));
  }
}
