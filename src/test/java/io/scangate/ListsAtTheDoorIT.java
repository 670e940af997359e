package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.credential.CryptoSuite;
import io.scangate.embedded.Await;
import io.scangate.engine.lists.GateListLoop;
import io.scangate.engine.lists.GateLists;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.CheckpointDesk;
import io.scangate.ledger.CheckpointStep;
import io.scangate.ledger.DeviceKeyDesk;
import io.scangate.ledger.Founding;
import io.scangate.ledger.GateList;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Measure;
import io.scangate.ledger.MeasureDesk;
import io.scangate.ledger.MeasureDesk.Notice;
import io.scangate.ledger.MeasureDesk.Official;
import io.scangate.ledger.MeasureStep;
import io.scangate.ledger.People;
import io.scangate.ledger.SerialDesk;
import io.scangate.ledger.TestPostgres;
import io.scangate.ops.GateListMeters;
import io.scangate.policy.PolicyFile;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.ListSigning;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.Closure.Scope;
import io.scangate.verdict.KeyHash;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is decided in the ledger about doors and single codes, at a running gateway. */
@Timeout(120)
class ListsAtTheDoorIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final Division COMMUNITY = new Division("440305001001");
  private static final Division DISTRICT = new Division("440305");
  private static final Notice NOTICE = new Notice("notice 1", "As announced.");

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private SmallCity city;
  private Ledger ledger;
  private GateListLoop publishing;
  private RunningDoor door;
  private PersonRef resident;

  @BeforeEach
  void start() throws Exception {
    ledger = Ledger.open(vertx, TestPostgres.database());
    new Founding(
            new Division("4403"),
            SmallCity.PARTITIONS,
            "00".repeat(32),
            PolicyFile.read(Path.of("config/policy.yaml")),
            "one",
            "another")
        .in(ledger, Instant.now());
    Lookup lookup = new Lookup("01".repeat(32));
    resident =
        Objects.requireNonNull(
            new People(ledger, SmallCity.PARTITIONS, InstantSource.system(), () -> 1_000)
                .resolve(List.of(lookup))
                .get(lookup));
    city = SmallCity.start(folder);
    var _ = city.commit(resident.value(), Colour.GREEN);
    city.publish(lists -> lists.publishKeys());
    for (int partition = 0; partition < SmallCity.PARTITIONS; partition++) {
      city.resume(partition);
    }
    GateListMeters meters =
        new GateListMeters(
            new SimpleMeterRegistry(),
            Arrays.stream(GateList.values()).map(GateList::text).toList(),
            System::nanoTime);
    publishing =
        new GateListLoop(
            new GateLists(
                ledger,
                city.loop(),
                city.listWriter(),
                new ListSigning(
                    () -> KeyFiles.readEngine(city.engineKeys()),
                    CryptoSuite.choose(),
                    InstantSource.system()),
                meters),
            new DeviceKeyDesk(ledger),
            () -> true,
            InstantSource.system(),
            meters);
    door = RunningDoor.open(city, "door");
    Await.until("all is live", () -> door.health("fresh") == 200);
    open("cinema");
    awaitReason("cinema", city.paper(resident.value(), Colour.GREEN), "green");
  }

  @AfterEach
  void end() {
    door.close();
    publishing.close();
    city.close();
    ledger.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static KeyHash hash(String name) {
    return KeyHash.ofKey(Base64.getUrlDecoder().decode(SmallCity.deviceKey(name)));
  }

  /** A checkpoint with a key of its name. */
  private void open(String name) {
    CheckpointDesk desk = new CheckpointDesk(ledger);
    Checkpoint checkpoint = new Checkpoint(name, name, "venue", COMMUNITY);
    assertThat(desk.register(checkpoint, false, 80, "operator", Instant.now()))
        .isEqualTo(new CheckpointStep.Done());
    assertThat(desk.answer(name, true, "visit", "clerk", Instant.now()))
        .isEqualTo(new CheckpointStep.Done());
    assertThat(new DeviceKeyDesk(ledger).issue(name, hash(name), "operator", Instant.now()))
        .isInstanceOf(CheckpointStep.Issued.class);
  }

  private void awaitStatus(String device, int status) {
    Await.until(
        device + " is answered " + status,
        BOUND,
        () ->
            door.scanned(device, city.paper(resident.value(), Colour.GREEN)).statusCode()
                == status);
  }

  private void awaitReason(String device, String code, String reason) {
    Await.until(
        reason + " at " + device,
        BOUND,
        () -> {
          var scanned = door.scanned(device, code);
          return scanned.statusCode() == 200
              && scanned.body().contains("\"reason\":\"" + reason + "\"");
        });
  }

  @Test
  void aKeyOpensWhenItIsIssuedAndNoMoreWhenItIsWithdrawn() {
    assertThat(door.scanned("museum", city.paper(resident.value(), Colour.GREEN)).statusCode())
        .isEqualTo(401);
    open("museum");
    awaitStatus("museum", 200);
    assertThat(new CheckpointDesk(ledger).giveUp("museum", "sold", "operator", Instant.now()))
        .isEqualTo(new CheckpointStep.Done());
    awaitStatus("museum", 401);
    awaitStatus("cinema", 200);
  }

  @Test
  void aReplacedKeyCountsForItsTimeBesideTheNewOne() {
    DeviceKeyDesk keys = new DeviceKeyDesk(ledger);
    Duration overlap = Duration.ofSeconds(3);
    assertThat(keys.replace("cinema", 1, hash("next"), overlap, "operator", Instant.now()))
        .isInstanceOf(CheckpointStep.Issued.class);
    awaitStatus("next", 200);
    awaitStatus("cinema", 200);
    Await.until(
        "the old key is over",
        overlap.plus(BOUND),
        () ->
            door.scanned("cinema", city.paper(resident.value(), Colour.GREEN)).statusCode() == 401);
    awaitStatus("next", 200);
  }

  @Test
  void aClosureIsAtTheDoorUntilItIsLifted() {
    String paper = city.paper(resident.value(), Colour.GREEN);
    MeasureDesk desk = new MeasureDesk(ledger);
    Measure closure =
        new Measure(
            Measure.Kind.CLOSE,
            new Scope.WholeDivision(DISTRICT),
            DISTRICT,
            Optional.empty(),
            Optional.empty(),
            "an outbreak",
            "report 3",
            DISTRICT);
    long id = ((MeasureStep.Proposed) desk.propose(closure, "li", Instant.now())).id();
    Official city = new Official("wang", new Division("4403"));
    assertThat(desk.decide(id, true, NOTICE, city, Instant.now()))
        .isEqualTo(new MeasureStep.Done());
    awaitReason("cinema", paper, "closed-by-order");
    assertThat(desk.lift(id, NOTICE, city, Instant.now())).isEqualTo(new MeasureStep.Done());
    awaitReason("cinema", paper, "green");
  }

  @Test
  void aWithdrawnPaperIsRevokedAndARecognizedOneIsJudgedByItsHoldersStatus() {
    SerialDesk desk = new SerialDesk(ledger);
    Instant expires = Instant.now().plusSeconds(3_600);
    String lost = city.paper(resident.value(), Colour.GREEN);
    assertThat(desk.withdraw(city.serial(lost), expires, "lost", "clerk", Instant.now())).isTrue();
    awaitReason("cinema", lost, "revoked");
    String foreign = city.foreignPaper(Colour.GREEN);
    awaitReason("cinema", foreign, "unavailable");
    Division shanghai = new Division("3101");
    var code = new SerialDesk.Foreign(shanghai, city.serial(foreign), expires);
    assertThat(desk.recognize(code, resident, "form 1", "clerk", Instant.now())).isTrue();
    awaitReason("cinema", foreign, "green");
    assertThat(desk.endRecognition(shanghai, city.serial(foreign), "asked", "clerk", Instant.now()))
        .isTrue();
    awaitReason("cinema", foreign, "unavailable");
  }
}
