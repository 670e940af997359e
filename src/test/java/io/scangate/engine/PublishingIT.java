package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.cache.CacheSettings;
import io.scangate.cache.RedisKeys;
import io.scangate.cache.SpoiltRedis;
import io.scangate.cache.TestGateway;
import io.scangate.embedded.Await;
import io.scangate.embedded.FaultyProxy;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.health.Standing;
import io.scangate.ledger.Code;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.Report;
import io.scangate.ops.PublishMeters.Difference;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a fact in a real PostgreSQL over a real Redis to what a gateway answers by. */
@Timeout(120)
class PublishingIT {
  private static final Duration BOUND = Duration.ofSeconds(2);

  @TempDir private Path folder;
  private RedisProcess redis;
  private TestLedger test;
  private TestGateway gateway;
  private Engine engine;
  private final List<PublishingEngine> publishing = new ArrayList<>();
  private final List<FaultyProxy> networks = new ArrayList<>();

  @BeforeEach
  void start() {
    // It keeps what was saved by SAVE, and nothing else, over a restart.
    redis = RedisProcess.start(folder, List.of("save \"\"", "appendonly no"));
    test = new TestLedger(Instant.now());
    gateway = gateway();
    engine =
        new Engine(
            test.ledger,
            TestLedger.PARTITIONS,
            test,
            (partition, recorded) ->
                publishing.forEach(each -> each.publishing.committed(partition, recorded)));
  }

  private TestGateway gateway() {
    return new TestGateway(redis.url(), CacheSettings.DEFAULT.inPartitions(TestLedger.PARTITIONS))
        .start();
  }

  @AfterEach
  void end() {
    networks.forEach(FaultyProxy::close);
    publishing.forEach(PublishingEngine::close);
    engine.close();
    gateway.close();
    test.close();
    redis.close();
  }

  private PublishingEngine publish() {
    PublishingEngine started = new PublishingEngine(test.settings, redis.url(), test);
    publishing.add(started);
    return started;
  }

  private void record(Report... reports) throws Exception {
    assertThat(engine.record(List.of(reports)).get()).containsOnly(PartitionWriter.Outcome.STORED);
  }

  private PersonRef green() throws Exception {
    PersonRef person = test.somebody();
    record(test.report(person, new Fact.Registered(test.instant(), test.instant())));
    return person;
  }

  private void contact(PersonRef person) throws Exception {
    test.passes(Duration.ofMillis(1));
    record(
        test.report(person, new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE)));
  }

  private CodeStatus truth(PersonRef person) {
    for (Code code : new Outbox(test.ledger, person.partition(TestLedger.PARTITIONS)).codes()) {
      if (code.person().equals(person)) {
        return code.status(test.ledger.installation().orElseThrow().incarnation());
      }
    }
    throw new AssertionError("no code");
  }

  private void awaitAtDoor(PersonRef person, Colour colour) {
    Await.until(
        "the gateway answers " + colour,
        () -> truth(person).colour() == colour && gateway.answersBy(truth(person)));
  }

  private void awaitFresh() {
    Await.until("every partition is fresh", gateway::isFresh);
  }

  @Test
  void aFactIsAtTheDoor() throws Exception {
    PersonRef person = green();
    var _ = publish();
    awaitAtDoor(person, Colour.GREEN);
    contact(person);
    awaitAtDoor(person, Colour.RED);
    Await.until("it is timed from its report", () -> gateway.reportsTimed() > 0);
    awaitFresh();
  }

  @Test
  void whatAnotherProcessCommitsIsSeenAtTheNextBeat() throws Exception {
    PersonRef person = green();
    // It hears of no commit.
    try (PublishingEngine _ = new PublishingEngine(test.settings, redis.url(), test)) {
      awaitAtDoor(person, Colour.GREEN);
      contact(person);
      awaitAtDoor(person, Colour.RED);
    }
  }

  @Test
  void enginesShareAndTakeOverWhatOneLeaves() throws Exception {
    PublishingEngine first = publish();
    Await.until("one has all", () -> first.held() == TestLedger.PARTITIONS);
    PersonRef person = green();
    awaitAtDoor(person, Colour.GREEN);
    awaitFresh();
    PublishingEngine second = publish();
    Await.until("each has one", () -> first.held() == 1 && second.held() == 1);
    publishing.remove(second);
    second.close();
    Await.until("the first has all again", () -> first.held() == TestLedger.PARTITIONS);
    assertThat(gateway.isFresh()).isTrue();
    contact(person);
    awaitAtDoor(person, Colour.RED);
  }

  @Test
  void anEngineThatIsCutOffLosesItsShareAndNoPartitionIsStale() throws Exception {
    FaultyProxy toLedger = network(test.settings.port());
    FaultyProxy toRedis = network(redis.port());
    PublishingEngine first =
        new PublishingEngine(through(toLedger), "redis://127.0.0.1:" + toRedis.port(), test);
    publishing.add(first);
    PublishingEngine second = publish();
    Await.until("each has one", () -> first.held() == 1 && second.held() == 1);
    PersonRef person = green();
    awaitAtDoor(person, Colour.GREEN);
    awaitFresh();
    toLedger.refuse();
    toRedis.refuse();
    long cut = System.nanoTime();
    Await.until("the second has all", () -> second.held() == TestLedger.PARTITIONS);
    contact(person);
    awaitAtDoor(person, Colour.RED);
    assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(BOUND);
    assertThat(gateway.isFresh()).isTrue();
    assertThat(first.held()).isZero();
    toLedger.heal();
    toRedis.heal();
    Await.until("each has one again", () -> first.held() == 1 && second.held() == 1);
    awaitFresh();
  }

  private FaultyProxy network(int port) {
    FaultyProxy network = FaultyProxy.before(port);
    networks.add(network);
    return network;
  }

  private LedgerSettings through(FaultyProxy network) {
    LedgerSettings plain = test.settings;
    return new LedgerSettings(
        plain.host(),
        network.port(),
        plain.database(),
        plain.user(),
        plain.password(),
        plain.trust(),
        plain.connections());
  }

  @Test
  void aRedisThatComesBackEmptyIsBuiltAgain() throws Exception {
    var _ = publish();
    PersonRef person = green();
    awaitAtDoor(person, Colour.GREEN);
    redis.kill();
    contact(person);
    redis.restartEmpty();
    awaitAtDoor(person, Colour.RED);
    awaitFresh();
    try (TestGateway other = gateway()) {
      Await.until("a new gateway too", () -> other.answersBy(truth(person)) && other.isFresh());
    }
  }

  @Test
  void afterAFailoverThatLostWritesItGoesOnFromWhatRedisHolds() throws Exception {
    var _ = publish();
    PersonRef person = green();
    awaitAtDoor(person, Colour.GREEN);
    int partition = person.partition(TestLedger.PARTITIONS);
    var _ = redis.run("SAVE");
    Object before = redis.run("GET", RedisKeys.sequence(partition));
    contact(person);
    awaitAtDoor(person, Colour.RED);
    assertThat(redis.run("GET", RedisKeys.sequence(partition))).isNotEqualTo(before);
    redis.kill();
    redis.restart();
    Object layout = redis.run("GET", RedisKeys.layout(partition));
    Await.until(
        "Redis holds it again",
        () -> {
          try (TestGateway other = gateway()) {
            return other.answersBy(truth(person));
          }
        });
    assertThat(redis.run("GET", RedisKeys.layout(partition))).isEqualTo(layout);
    awaitAtDoor(person, Colour.RED);
    awaitFresh();
  }

  @Test
  void anotherIncarnationOfTheLedgerIsBuiltAgain() throws Exception {
    var _ = publish();
    PersonRef person = green();
    awaitAtDoor(person, Colour.GREEN);
    assertThat(test.ledger.raiseIncarnation()).isEqualTo(1);
    awaitAtDoor(person, Colour.GREEN);
    assertThat(gateway.ask(person.value()))
        .isInstanceOfSatisfying(
            Standing.Known.class,
            known -> assertThat(known.status().version() >>> 56).isEqualTo(1));
  }

  @Test
  void anOutboxThatIsTrimmedSinceMakesTheRedisThatLacksItBuiltAgain() throws Exception {
    PersonRef person = green();
    try (PublishingEngine _ = new PublishingEngine(test.settings, redis.url(), test)) {
      awaitAtDoor(person, Colour.GREEN);
    }
    contact(person);
    int partition = person.partition(TestLedger.PARTITIONS);
    Outbox outbox = new Outbox(test.ledger, partition);
    assertThat(Loop.join(outbox.trim(100, test.instant().plusSeconds(1)))).isEqualTo(2);
    var _ = publish();
    awaitAtDoor(person, Colour.RED);
  }

  @Test
  void theSweepFindsCountsAndMendsWhatIsWrong() throws Exception {
    PublishingEngine sweeping = publish();
    List<PersonRef> people = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      people.add(green());
      contact(people.get(i));
    }
    people.forEach(person -> awaitAtDoor(person, Colour.RED));
    Await.until("it was compared and is the same", () -> sweeping.passes() > 1);
    for (Difference kind : Difference.values()) {
      assertThat(sweeping.found(kind)).as(kind.tag()).isZero();
    }
    SpoiltRedis spoilt = new SpoiltRedis(redis, TestLedger.PARTITIONS);
    CodeStatus older = truth(people.get(0));
    spoilt.put(with(older, 1, Colour.GREEN));
    CodeStatus other = truth(people.get(1));
    spoilt.put(with(other, other.version(), Colour.GREEN));
    spoilt.remove(people.get(2).value());
    CodeStatus newer = truth(people.get(3));
    spoilt.put(with(newer, newer.version() + 40, Colour.GREEN));
    spoilt.scribble(people.get(4).value());
    PersonRef stranger = new PersonRef(people.get(5).value() ^ 0x5555_0000L);
    spoilt.put(new CodeStatus(stranger.value(), 7, Colour.GREEN, 1, 1, true, false));
    try (TestGateway late = gateway()) {
      Await.until(
          "it is mended",
          () ->
              people.stream().allMatch(person -> late.answersBy(truth(person)))
                  && late.ask(stranger.value()) instanceof Standing.Absent);
    }
    people.forEach(person -> awaitAtDoor(person, Colour.RED));
    assertThat(sweeping.found(Difference.OLDER)).isEqualTo(1);
    assertThat(sweeping.found(Difference.OTHER)).isEqualTo(2);
    assertThat(sweeping.found(Difference.MISSING)).isEqualTo(1);
    assertThat(sweeping.found(Difference.NEWER)).isEqualTo(1);
    assertThat(sweeping.found(Difference.EXTRA)).isEqualTo(1);
    long passes = sweeping.passes();
    Await.until("it was compared again", () -> sweeping.passes() > passes + 4);
    assertThat(sweeping.found(Difference.OLDER)).isEqualTo(1);
    assertThat(sweeping.found(Difference.EXTRA)).isEqualTo(1);
  }

  private static CodeStatus with(CodeStatus status, long version, Colour colour) {
    return new CodeStatus(
        status.person(),
        version,
        colour,
        status.decidedAt(),
        status.lastNegative(),
        status.registered(),
        status.withdrawn());
  }
}
