package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.RunningDoor.Setup;
import io.scangate.embedded.Await;
import io.scangate.health.Colour;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway with two event loops: they share what is known of people, codes and devices, and each
 * has links and a log of its own. Connections go to the loops in turn, so that of several that are
 * open at once each loop has some.
 */
@Timeout(120)
class TwoLoopsIT {
  private static final int SCANNERS = 8;
  private static final long PERSON = 1_000;

  @TempDir private Path folder;
  @AutoClose private SmallCity city;

  @BeforeEach
  void start() throws Exception {
    city = SmallCity.start(folder);
    for (int person = 0; person < 1_000; person++) {
      var _ = city.commit(PERSON + person, Colour.GREEN);
    }
    var _ = city.publish("venue", "museum");
  }

  private RunningDoor open(Setup setup) throws Exception {
    return RunningDoor.open(city, "door", setup.on(2));
  }

  /** What many scanners are told that ask at once, each on a connection of its own. */
  private static <T> List<T> atOnce(Supplier<T> scan) {
    List<CompletableFuture<T>> scans =
        IntStream.range(0, SCANNERS)
            .mapToObj(
                scanner ->
                    CompletableFuture.supplyAsync(scan, task -> Thread.ofVirtual().start(task)))
            .toList();
    return scans.stream().map(CompletableFuture::join).toList();
  }

  private static Stream<String> reasons(RunningDoor door, String checkpoint, String code) {
    return atOnce(() -> door.scan(checkpoint, code)).stream()
        .map(verdict -> verdict.getString("reason"));
  }

  @Test
  void aChangeIsAnsweredByBoth() throws Exception {
    try (RunningDoor door = open(Setup.PLAIN)) {
      Await.until("it is fresh", () -> door.health("fresh") == 200);
      String paper = city.paper(PERSON, Colour.GREEN);
      assertThat(reasons(door, "venue", paper)).hasSize(SCANNERS).containsOnly("green");
      var _ = city.commit(PERSON, Colour.RED);
      Await.until("one scanner knows", () -> says(door, paper, "red"));
      assertThat(reasons(door, "venue", paper)).hasSize(SCANNERS).containsOnly("red");
    }
  }

  private static boolean says(RunningDoor door, String code, String reason) {
    return door.scan("venue", code).getString("reason").equals(reason);
  }

  @Test
  void aCodeThatOneHasSeenIsKnownToTheOther() throws Exception {
    try (RunningDoor door = open(Setup.PLAIN)) {
      Await.until("it is fresh", () -> door.health("fresh") == 200);
      String phone = city.phone(PERSON, Colour.GREEN);
      List<JsonObject> retries = atOnce(() -> door.scan("venue", phone));
      assertThat(retries).extracting(verdict -> verdict.getString("reason")).containsOnly("green");
      assertThat(retries.stream().map(verdict -> verdict.getString("scanId")).distinct())
          .hasSize(1);
      assertThat(reasons(door, "museum", phone)).containsOnly("reused");
    }
  }

  @Test
  void bothWaitForOneFetchOfABucketAndAreAnsweredByIt() throws Exception {
    city.network.holdRepliesTo("code:");
    try (RunningDoor door = open(Setup.PLAIN.within(Duration.ofSeconds(30)))) {
      String paper = city.paper(PERSON, Colour.GREEN);
      CompletableFuture<List<String>> scans =
          CompletableFuture.supplyAsync(() -> reasons(door, "venue", paper).toList());
      Await.until("all wait", () -> metric(door, "scangate_waiting_scans") == SCANNERS);
      assertThat(scans.isDone()).isFalse();
      city.network.release();
      assertThat(scans.join()).hasSize(SCANNERS).containsOnly("green");
    }
  }

  private static double metric(RunningDoor door, String name) {
    return door.metrics()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
