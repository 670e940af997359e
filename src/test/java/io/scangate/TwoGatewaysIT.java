package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.credential.KeyUse;
import io.scangate.embedded.Await;
import io.scangate.health.Colour;
import io.scangate.serve.KeyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with {@code role: gateway} on one Redis, started by {@code serve --config}. */
@Timeout(180)
class TwoGatewaysIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final long PERSON = 1_000;

  @TempDir private Path folder;
  @AutoClose private SmallCity city;
  private final List<RunningDoor> doors = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    city = SmallCity.start(folder);
    var _ = city.commit(PERSON, Colour.GREEN);
    var _ = city.publish("venue", "museum");
    doors.add(RunningDoor.launch(city, "north"));
    doors.add(RunningDoor.launch(city, "south"));
    for (RunningDoor door : doors) {
      Await.until("it is fresh", () -> door.health("fresh") == 200);
      assertThat(door.health("ready")).isEqualTo(200);
    }
  }

  @AfterEach
  void stop() {
    doors.forEach(RunningDoor::close);
  }

  private static boolean says(RunningDoor door, String code, String reason) {
    return door.scan("venue", code).getString("reason").equals(reason);
  }

  @Test
  void bothAnswerByTheSameCodesAndTheOtherGoesOnWhenOneEnds() throws Exception {
    String paper = city.paper(PERSON, Colour.GREEN);
    for (RunningDoor door : doors) {
      assertThat(says(door, paper, "green")).isTrue();
    }
    var _ = city.commit(PERSON, Colour.YELLOW);
    for (RunningDoor door : doors) {
      Await.until("the door knows", () -> says(door, paper, "yellow"));
    }
    doors.removeFirst().close();
    RunningDoor left = doors.getFirst();
    assertThat(says(left, paper, "yellow")).isTrue();
    var _ = city.commit(PERSON, Colour.GREEN);
    Await.until("the other knows", () -> says(left, paper, "green"));
    String log = Files.readString(folder.resolve("north.log"));
    assertThat(log).contains("gateway on 127.0.0.1", "stopped").doesNotContain(" ERROR ");
    assertThat(log).doesNotContain(SmallCity.deviceKey("venue"));
    assertThat(Files.readString(folder.resolve("north.out"))).contains("Gateway on http://");
  }

  @Test
  void aWithdrawnKeyEndsAtBothWithinTheBound() {
    String paper = city.paper(PERSON, Colour.GREEN);
    String kid =
        KeyFiles.readEngine(city.engineKeys())
            .signing(KeyUse.STATIC, Instant.now())
            .orElseThrow()
            .trusted()
            .kidText();
    List<CompletableFuture<Instant>> refusals =
        doors.stream()
            .map(door -> CompletableFuture.supplyAsync(() -> refusedAt(door, paper)))
            .toList();
    Instant begun = Instant.now();
    assertThat(withdraw(kid)).isZero();
    Instant done = Instant.now();
    for (CompletableFuture<Instant> refusal : refusals) {
      Instant at = refusal.join();
      assertThat(Duration.between(done, at)).isLessThan(BOUND);
      System.getLogger(TwoGatewaysIT.class.getName())
          .log(
              System.Logger.Level.INFO,
              "refused {0} ms after the command began, {1} ms after it ended",
              Duration.between(begun, at).toMillis(),
              Duration.between(done, at).toMillis());
    }
  }

  /** Scans until the code is refused for its key, and tells when that was. */
  private static Instant refusedAt(RunningDoor door, String code) {
    Instant end = Instant.now().plusSeconds(60);
    while (Instant.now().isBefore(end)) {
      if (says(door, code, "unknown-key")) {
        return Instant.now();
      }
    }
    throw new AssertionError("the withdrawn key was never refused");
  }

  private int withdraw(String kid) {
    return Run.of(
            "code",
            "keys",
            "withdraw",
            "--keys",
            city.engineKeys().toString(),
            "--kid",
            kid,
            "--redis",
            city.redis.url(),
            "--user",
            "engine",
            "--password-file",
            folder.resolve("redis/engine.password").toString())
        .code();
  }
}
