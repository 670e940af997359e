package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.CacheSettings;
import io.scangate.cache.RedisKeys;
import io.scangate.cache.SilentPublishMeters;
import io.scangate.cache.TestGateway;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.health.Standing;
import io.scangate.ledger.Installation;
import io.scangate.ledger.Report;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.transition.Fact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis is rebuilt from the ledger while a gateway is asked. */
@Timeout(120)
class RepublishingIT {
  private static final int PEOPLE = 1_000;

  @TempDir private Path folder;
  private RedisProcess redis;
  private TestLedger test;
  private TestGateway gateway;
  private final List<PersonRef> people = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start(folder);
    test = new TestLedger(Instant.now());
    gateway =
        new TestGateway(redis.url(), CacheSettings.DEFAULT.inPartitions(TestLedger.PARTITIONS))
            .start();
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      PersonRef person = test.somebody();
      people.add(person);
      reports.add(test.report(person, new Fact.Registered(test.instant(), test.instant())));
    }
    try (Engine engine =
        new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {})) {
      assertThat(engine.record(reports).get()).containsOnly(PartitionWriter.Outcome.STORED);
    }
  }

  @AfterEach
  void end() {
    gateway.close();
    test.close();
    redis.close();
  }

  private List<Integer> republish() throws Exception {
    List<Integer> told = new ArrayList<>();
    Installation installation = test.ledger.installation().orElseThrow();
    try (Loop loop = new Loop()) {
      var _ =
          loop.await(
              () ->
                  new Republishing(
                          loop.vertx(),
                          test.ledger,
                          installation,
                          LinkSettings.of(RedisAddress.parse(redis.url())),
                          new MicrometerLinkMeters(new SimpleMeterRegistry(), "command"),
                          PublishSettings.DEFAULT,
                          new SilentPublishMeters(),
                          test)
                      .all(told::add));
    }
    return told;
  }

  private List<Object> layouts() {
    List<Object> layouts = new ArrayList<>();
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      // As a digest: the bytes of two layouts can read as the same text.
      layouts.add(
          String.valueOf(
              redis.run(
                  "EVAL",
                  "return redis.sha1hex(redis.call('GET', KEYS[1]))",
                  "1",
                  RedisKeys.layout(partition))));
    }
    return layouts;
  }

  private boolean isGreen(PersonRef person) {
    return gateway.ask(person.value()) instanceof Standing.Known(var status, _)
        && status.colour() == Colour.GREEN;
  }

  @Test
  void aRunningInstallationIsRebuiltWithoutAWrongAnswer() throws Exception {
    try (PublishingEngine engine = new PublishingEngine(test.settings, redis.url(), test)) {
      Await.until("all are green", () -> people.stream().allMatch(this::isGreen));
      List<Object> before = layouts();
      AtomicBoolean over = new AtomicBoolean();
      List<String> wrong = new ArrayList<>();
      Thread scanner =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; !over.get(); i++) {
                      PersonRef person = people.get(i % PEOPLE);
                      if (!isGreen(person)) {
                        wrong.add(gateway.ask(person.value()).toString());
                      }
                    }
                  });
      assertThat(republish()).containsExactly(0, 1);
      over.set(true);
      scanner.join();
      assertThat(wrong).isEmpty();
      assertThat(gateway.isFresh()).isTrue();
      List<Object> after = layouts();
      for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
        assertThat(after.get(partition)).isNotEqualTo(before.get(partition));
      }
      Await.until(
          "the engine has its partitions again",
          () -> engine.held() == TestLedger.PARTITIONS && gateway.isFresh());
    }
  }

  @Test
  void anEmptyRedisIsBuiltWithoutAnyEngine() throws Exception {
    assertThat(republish()).containsExactly(0, 1);
    Await.until("all are green", () -> people.stream().allMatch(this::isGreen));
  }

  @Test
  void aRestoredLedgerWinsOverWhatItHadPublished() throws Exception {
    assertThat(republish()).containsExactly(0, 1);
    Await.until("all are green", () -> people.stream().allMatch(this::isGreen));
    assertThat(test.ledger.raiseIncarnation()).isEqualTo(1);
    assertThat(republish()).containsExactly(0, 1);
    Await.until(
        "all are of the new incarnation",
        () ->
            people.stream()
                .allMatch(
                    person ->
                        gateway.ask(person.value()) instanceof Standing.Known(var status, _)
                            && status.version() >>> 56 == 1));
  }
}
