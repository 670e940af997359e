package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.CacheSettings;
import io.scangate.cache.ListHeld;
import io.scangate.cache.ListWriter;
import io.scangate.cache.RedisKeys;
import io.scangate.cache.TestGateway;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.Serial;
import io.scangate.embedded.Await;
import io.scangate.embedded.RedisProcess;
import io.scangate.engine.lists.GateListLoop;
import io.scangate.engine.lists.GateLists;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.CheckpointDesk;
import io.scangate.ledger.CheckpointLoad;
import io.scangate.ledger.CheckpointStep;
import io.scangate.ledger.DeviceKeyDesk;
import io.scangate.ledger.GateList;
import io.scangate.ledger.SerialDesk;
import io.scangate.ops.GateListMeters;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointChange;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.KeyHash;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a list in a real PostgreSQL over a real Redis to what a gateway holds. */
@Timeout(120)
class GateListsIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final Division COMMUNITY = new Division("440305001001");

  /** Numbers of the first incarnation begin here. */
  private static final long BASE = 1L << 44;

  @TempDir private Path folder;
  private final io.scangate.embedded.Loop loop = new io.scangate.embedded.Loop();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong numbers = new AtomicLong();
  private final List<GateListLoop> engines = new ArrayList<>();
  private RedisProcess redis;
  private TestLedger test;
  private RedisLink link;
  private ListWriter writer;
  private GateListMeters meters;
  private TestGateway gateway;

  /** What the gateway holds of the checkpoints, as its owner of the list would. */
  private final AtomicReference<Map<KeyHash, Checkpoint>> atDoor = new AtomicReference<>(Map.of());

  private final AtomicInteger wholes = new AtomicInteger();
  private final AtomicLong number = new AtomicLong();

  @BeforeEach
  void start() {
    redis = RedisProcess.start(folder, List.of("save \"\"", "appendonly no"));
    test = new TestLedger(Instant.now());
    link =
        loop.call(
            () ->
                RedisLink.open(
                    loop.vertx(),
                    LinkSettings.of(RedisAddress.parse(redis.url())),
                    new MicrometerLinkMeters(registry, "lists")));
    writer = new ListWriter(link, BOUND);
    meters =
        new GateListMeters(
            registry,
            Arrays.stream(GateList.values()).map(GateList::text).toList(),
            System::nanoTime);
    gateway =
        new TestGateway(redis.url(), CacheSettings.DEFAULT.inPartitions(TestLedger.PARTITIONS))
            .start();
    gateway.follow(GateList.CHECKPOINTS.text(), new Door());
  }

  /** The owner of the list at the gateway. */
  private final class Door implements io.scangate.cache.ListListener {
    @Override
    public void whole(long listNumber, byte[] bytes) {
      wholes.incrementAndGet();
      atDoor.set(CheckpointList.of(bytes).devices());
      number.set(listNumber);
    }

    @Override
    public void change(long listNumber, byte[] bytes) {
      CheckpointChange change = CheckpointChange.of(bytes);
      Map<KeyHash, Checkpoint> next = new HashMap<>(atDoor.get());
      next.putAll(change.added());
      next.keySet().removeAll(change.removed());
      atDoor.set(next);
      number.set(listNumber);
    }
  }

  @AfterEach
  void end() {
    engines.forEach(GateListLoop::close);
    gateway.close();
    var _ = loop.await(link::close);
    loop.close();
    test.close();
    redis.close();
  }

  private GateListLoop publish() {
    Loop onLoop = loop.call(() -> new Loop(Objects.requireNonNull(Vertx.currentContext())));
    GateListLoop started =
        new GateListLoop(
            new GateLists(
                test.ledger, onLoop, writer, (name, listNumber, content) -> content, meters),
            new DeviceKeyDesk(test.ledger),
            () -> true,
            test,
            meters);
    engines.add(started);
    return started;
  }

  private KeyHash issue(String id) {
    KeyHash hash = new KeyHash(3, 3, 3, numbers.incrementAndGet());
    assertThat(new DeviceKeyDesk(test.ledger).issue(id, hash, "cinema", test.instant()))
        .isInstanceOf(CheckpointStep.Issued.class);
    return hash;
  }

  private long key(String id) {
    KeyHash hash = new KeyHash(3, 3, 3, numbers.incrementAndGet());
    CheckpointStep step = new DeviceKeyDesk(test.ledger).issue(id, hash, "cinema", test.instant());
    return ((CheckpointStep.Issued) step).key();
  }

  private Checkpoint approved(String id) {
    Checkpoint checkpoint = new Checkpoint(id, id, "venue", COMMUNITY);
    CheckpointDesk desk = new CheckpointDesk(test.ledger);
    assertThat(desk.register(checkpoint, false, 80, "cinema", test.instant()))
        .isEqualTo(new CheckpointStep.Done());
    assertThat(desk.answer(id, true, "visit", "clerk", test.instant()))
        .isEqualTo(new CheckpointStep.Done());
    return checkpoint;
  }

  private void awaitAtDoor(KeyHash hash, Checkpoint checkpoint) {
    Await.until("the door knows the key", () -> checkpoint.equals(atDoor.get().get(hash)));
  }

  private ListHeld held(GateList list) {
    return loop.await(() -> writer.held(List.of(list.text()))).getFirst();
  }

  private double behind(GateList list) {
    return registry.get("scangate.gate.list.behind").tag("list", list.text()).gauge().value();
  }

  private double published(String form) {
    return registry
        .get("scangate.gate.list.published")
        .tags("list", "checkpoints", "form", form)
        .counter()
        .count();
  }

  @Test
  void everyListIsThereAlsoWhereItIsEmpty() {
    var _ = publish();
    for (GateList list : GateList.values()) {
      Await.until(list.text() + " is there", () -> held(list).number() == BASE);
    }
    Await.until("the door has it", () -> number.get() == BASE);
  }

  @Test
  void aKeyIsAtTheDoorAsAChangeAndGoneAsAnother() {
    var _ = publish();
    Checkpoint checkpoint = approved("a");
    Await.until("the door has the list", () -> wholes.get() == 1);
    long begun = System.nanoTime();
    KeyHash hash = issue("a");
    awaitAtDoor(hash, checkpoint);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
    assertThat(new DeviceKeyDesk(test.ledger).withdraw("a", 1, "lost", "cinema", test.instant()))
        .isEqualTo(new CheckpointStep.Done());
    Await.until("it is gone", () -> atDoor.get().isEmpty());
    assertThat(wholes.get()).isEqualTo(1);
    assertThat(published("change")).isEqualTo(2);
    assertThat(number.get()).isEqualTo(BASE + 2);
    assertThat(behind(GateList.CHECKPOINTS)).isZero();
  }

  @Test
  void aReplacedKeyEndsAtTheDoorWhenItsTimeHasCome() {
    var _ = publish();
    Checkpoint checkpoint = approved("b");
    KeyHash old = issue("b");
    awaitAtDoor(old, checkpoint);
    KeyHash next = new KeyHash(9, 9, 9, 9);
    assertThat(
            new DeviceKeyDesk(test.ledger)
                .replace("b", 1, next, Duration.ofHours(1), "cinema", test.instant()))
        .isInstanceOf(CheckpointStep.Issued.class);
    awaitAtDoor(next, checkpoint);
    assertThat(atDoor.get()).containsKey(old);
    test.passes(Duration.ofHours(1));
    Await.until("the old one is gone", () -> !atDoor.get().containsKey(old));
    assertThat(atDoor.get()).containsKey(next);
  }

  @Test
  void aRedisThatComesBackEmptyGetsTheSameListUnderTheSameNumber() {
    var _ = publish();
    Checkpoint checkpoint = approved("c");
    KeyHash hash = issue("c");
    awaitAtDoor(hash, checkpoint);
    int read = wholes.get();
    redis.kill();
    redis.restartEmpty();
    Await.until("it is there again", () -> held(GateList.CHECKPOINTS).number() == BASE + 1);
    KeyHash next = issue("c");
    awaitAtDoor(next, checkpoint);
    // Who held it did not read it again.
    assertThat(wholes.get()).isEqualTo(read);
    try (TestGateway other =
        new TestGateway(redis.url(), CacheSettings.DEFAULT.inPartitions(TestLedger.PARTITIONS))
            .start()) {
      atDoor.set(Map.of());
      other.follow(GateList.CHECKPOINTS.text(), new Door());
      Await.until("a new door too", () -> atDoor.get().size() == 2);
    }
  }

  @Test
  void whatChangesWhileRedisIsAwayWaitsAndIsTold() {
    var _ = publish();
    Checkpoint checkpoint = approved("d");
    awaitAtDoor(issue("d"), checkpoint);
    Await.until("all is there", () -> held(GateList.RECOGNIZED).number() == BASE);
    redis.kill();
    KeyHash hash = issue("d");
    Await.until("it is told that it waits", () -> behind(GateList.CHECKPOINTS) > 0);
    assertThat(behind(GateList.ORDERS)).isZero();
    redis.restartEmpty();
    awaitAtDoor(hash, checkpoint);
    Await.until("nothing waits", () -> behind(GateList.CHECKPOINTS) == 0);
    assertThat(registry.get("scangate.gate.list.failures").counter().count()).isPositive();
  }

  @Test
  void manyChangesAtOnceTravelAsTheWholeAndManyOneByOneAreFolded() {
    var _ = approved("e");
    var _ = publish();
    Await.until("the door has the list", () -> wholes.get() == 1);
    engines.removeFirst().close();
    CheckpointLoad load = new CheckpointLoad(test.ledger);
    CheckpointLoad.Terms terms = new CheckpointLoad.Terms(false, 10, "metro", "clerk", "plan");
    for (int i = 0; i < 70; i++) {
      Checkpoint door = new Checkpoint("metro-" + i, "metro", "transit", COMMUNITY);
      assertThat(
              load.load(
                  List.of(
                      new CheckpointLoad.Arrival(
                          door, new KeyHash(5, 5, 5, numbers.incrementAndGet()))),
                  terms,
                  test.instant()))
          .isEqualTo(1);
    }
    var _ = publish();
    Await.until("the door has them", () -> atDoor.get().size() == 70);
    assertThat(wholes.get()).isEqualTo(2);
    assertThat(published("change")).isZero();
    // Few enough between two rounds to be told one by one.
    DeviceKeyDesk keys = new DeviceKeyDesk(test.ledger);
    Await.until(
        "the changes were folded",
        () -> {
          List<Long> issued = new ArrayList<>();
          for (int i = 0; i < 16; i++) {
            issued.add(key("e"));
          }
          Await.until("they are at the door", () -> atDoor.get().size() == 86);
          issued.forEach(
              key ->
                  assertThat(keys.withdraw("e", key, "x", "cinema", test.instant()))
                      .isEqualTo(new CheckpointStep.Done()));
          Await.until("all are gone", () -> atDoor.get().size() == 70);
          return published("folded") > 0;
        });
    // A fold is nothing new to a door that follows.
    assertThat(wholes.get()).isEqualTo(2);
    assertThat(held(GateList.CHECKPOINTS).changes()).isLessThan(256);
  }

  @Test
  void twoThatPublishAtOnceDoNoHarm() {
    var _ = publish();
    var _ = publish();
    Checkpoint checkpoint = approved("f");
    List<KeyHash> hashes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      hashes.add(issue("f"));
    }
    hashes.forEach(hash -> awaitAtDoor(hash, checkpoint));
    assertThat(number.get()).isEqualTo(BASE + 20);
    assertThat(registry.get("scangate.gate.list.failures").counter().count()).isZero();
  }

  @Test
  void aLedgerThatWasRestoredWinsWhenItIsToldSo() {
    var _ = publish();
    Checkpoint checkpoint = approved("g");
    KeyHash hash = issue("g");
    awaitAtDoor(hash, checkpoint);
    engines.removeFirst().close();
    // As if what the ledger has lost had been published.
    redis.run("DEL", RedisKeys.list("checkpoints"), RedisKeys.listChanges("checkpoints"));
    byte[] lost = CheckpointList.NONE.toBytes();
    var _ = loop.await(() -> writer.whole("checkpoints", BASE + 40, lost));
    Await.until("the door follows it", () -> atDoor.get().isEmpty());
    var _ = publish();
    Await.until("it is told", () -> behind(GateList.CHECKPOINTS) > 0);
    assertThat(test.ledger.raiseIncarnation()).isEqualTo(1);
    awaitAtDoor(hash, checkpoint);
    assertThat(number.get()).isEqualTo(2 * BASE + 1);
    Await.until("all is level", () -> behind(GateList.CHECKPOINTS) == 0);
  }

  @Test
  void singleCodesAreWithdrawnAndRecognizedByTheLedger() {
    var _ = publish();
    Await.until("the list is there", () -> held(GateList.WITHDRAWN).number() == BASE);
    SerialDesk desk = new SerialDesk(test.ledger);
    Instant expires = test.instant().plusSeconds(3_600);
    Serial serial = new Serial(1, 2);
    assertThat(desk.withdraw(serial, expires, "lost", "clerk", test.instant())).isTrue();
    assertThat(desk.withdraw(serial, expires, "lost", "clerk", test.instant())).isFalse();
    PersonRef person = test.somebody();
    Division shanghai = new Division("3101");
    SerialDesk.Foreign code = new SerialDesk.Foreign(shanghai, serial, expires);
    assertThat(desk.recognize(code, person, "form 1", "clerk", test.instant())).isTrue();
    assertThat(desk.recognize(code, person, "form 1", "clerk", test.instant())).isFalse();
    assertThat(desk.endRecognition(shanghai, serial, "asked", "clerk", test.instant())).isTrue();
    assertThat(desk.endRecognition(shanghai, serial, "asked", "clerk", test.instant())).isFalse();
    Await.until(
        "both are there",
        () ->
            held(GateList.WITHDRAWN).number() == BASE + 1
                && held(GateList.RECOGNIZED).number() == BASE + 2);
  }
}
