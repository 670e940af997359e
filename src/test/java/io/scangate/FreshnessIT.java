package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.RunningDoor.Setup;
import io.scangate.embedded.Await;
import io.scangate.health.Colour;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fresh whole gateways say that they are, asked over HTTP: one with the right time and two
 * whose wall clocks are three seconds off either way. Redis runs on this machine, so its clock is
 * that of the test, and each verdict can be held against the instant that it names.
 */
@Timeout(180)
class FreshnessIT {
  /** The bound B, as it is unless set otherwise. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  /** What the issue allows for noticing. */
  private static final Duration SLACK = Duration.ofMillis(250);

  private static final Duration OFF = Duration.ofSeconds(3);
  private static final long EVEN = 1_000;
  private static final long ODD = 1_001;

  @TempDir private Path folder;
  @AutoClose private SmallCity city;
  private final List<RunningDoor> doors = new ArrayList<>();
  private String even;
  private String odd;

  @BeforeEach
  void start() throws Exception {
    city = SmallCity.start(folder);
    var _ = city.commit(EVEN, Colour.GREEN);
    var _ = city.commit(ODD, Colour.GREEN);
    var _ = city.publish("venue");
    even = city.paper(EVEN, Colour.GREEN);
    odd = city.paper(ODD, Colour.GREEN);
    doors.add(RunningDoor.open(city, "right"));
    doors.add(RunningDoor.open(city, "ahead", Setup.PLAIN.ahead(OFF)));
    doors.add(RunningDoor.open(city, "behind", Setup.PLAIN.ahead(OFF.negated())));
    awaitFresh();
  }

  @AfterEach
  void stop() {
    doors.forEach(RunningDoor::close);
  }

  private void awaitFresh() {
    for (RunningDoor door : doors) {
      Await.until(
          "all is live",
          () ->
              door.health("fresh") == 200
                  && basis(door, even).equals("live")
                  && basis(door, odd).equals("live"));
    }
  }

  /**
   * Asks for a verdict, and holds its basis against what it names as the instant up to which all is
   * known. Gateways take the time of the round trip in which they asked Redis for its clock as age,
   * so that they may say stale a little early, and never late.
   */
  private static String basis(RunningDoor door, String code) {
    Instant before = Instant.now();
    JsonObject verdict = door.scan("venue", code);
    Instant after = Instant.now();
    String basis = verdict.getString("basis");
    Instant asOf = verdict.getInstant("asOf");
    if (basis.equals("live")) {
      assertThat(Duration.between(asOf, before)).isLessThanOrEqualTo(BOUND.plus(SLACK));
    } else {
      assertThat(basis).isEqualTo("stale");
      assertThat(Duration.between(asOf, after)).isGreaterThan(BOUND.minus(SLACK));
    }
    assertThat(verdict.getString("verdict")).isEqualTo("ADMIT");
    return basis;
  }

  /** Scans at every door until each says stale, which none may do too late. */
  private void awaitStale(String code, Instant since) {
    List<RunningDoor> live = new ArrayList<>(doors);
    while (!live.isEmpty()) {
      live.removeIf(
          door -> {
            boolean late = Instant.now().isAfter(since.plus(BOUND).plus(SLACK));
            boolean stale = basis(door, code).equals("stale");
            assertThat(late && !stale).as("still live after the bound").isFalse();
            return stale;
          });
    }
  }

  @Test
  void withTheFeedCutEverythingIsStaleWithinTheBoundAndRecovers() {
    city.network.refuse();
    Instant cut = Instant.now();
    awaitStale(even, cut);
    awaitStale(odd, cut);
    for (RunningDoor door : doors) {
      assertThat(door.health("fresh")).isEqualTo(503);
      assertThat(door.health("ready")).isEqualTo(200);
      assertThat(door.health("live")).isEqualTo(200);
    }
    var _ = city.commit(EVEN, Colour.RED);
    city.network.heal();
    for (RunningDoor door : doors) {
      Await.until(
          "the door knows",
          () ->
              door.scan("venue", even).getString("reason").equals("red")
                  && basis(door, odd).equals("live")
                  && isFresh(door));
    }
  }

  private static boolean isFresh(RunningDoor door) {
    return door.health("fresh") == 200;
  }

  @Test
  void withOnePublisherBehindItsPartitionAloneIsStale() {
    city.halt(0);
    Instant halted = Instant.now();
    awaitStale(even, halted);
    for (RunningDoor door : doors) {
      Await.until("the other is live", () -> basis(door, odd).equals("live"));
      assertThat(basis(door, even)).isEqualTo("stale");
      assertThat(door.health("fresh")).isEqualTo(503);
      assertThat(door.health("ready")).isEqualTo(200);
    }
    city.resume(0);
    awaitFresh();
  }

  @Test
  void aWallClockThatIsOffMakesNothingStaleAndIsAMetric() {
    for (RunningDoor door : doors) {
      for (int times = 0; times < 50; times++) {
        Await.until(
            "all is live",
            () -> basis(door, even).equals("live") && basis(door, odd).equals("live"));
      }
    }
    for (int door = 0; door < doors.size(); door++) {
      double told =
          doors
              .get(door)
              .metrics()
              .lines()
              .filter(line -> line.startsWith("scangate_clock_offset_seconds"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
              .findFirst()
              .orElseThrow();
      double off = List.of(0.0, 3.0, -3.0).get(door);
      assertThat(told).isBetween(off - 0.5, off + 0.5);
    }
  }
}
