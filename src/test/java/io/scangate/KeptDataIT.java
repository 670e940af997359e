package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.health.Colour;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway on a Redis that was restarted with what it held, before any engine has come back. */
@Timeout(120)
class KeptDataIT {
  private static final long GREEN = 1_000;
  private static final long RED = 1_001;

  @TempDir private Path folder;

  @Test
  void itIsReadyAtOnceAndCallsNothingLiveUntilTheEngineHasPromised() throws Exception {
    try (SmallCity before = SmallCity.start(folder)) {
      var _ = before.commit(GREEN, Colour.GREEN);
      var _ = before.commit(RED, Colour.RED);
      var _ = before.publish("venue");
      try (RunningDoor door = RunningDoor.open(before, "before")) {
        Await.until("it is fresh", () -> door.health("fresh") == 200);
      }
    }
    try (SmallCity city = SmallCity.again(folder);
        RunningDoor door = RunningDoor.open(city, "after")) {
      assertThat(door.health("ready")).isEqualTo(200);
      assertThat(door.health("fresh")).isEqualTo(503);
      String green = city.paper(GREEN, Colour.GREEN);
      String red = city.paper(RED, Colour.GREEN);
      Await.until(
          "the buckets are read",
          () -> door.scan("venue", green).getString("basis").equals("stale"));
      JsonObject kept = door.scan("venue", green);
      assertThat(kept.getString("verdict")).isEqualTo("CHECK");
      assertThat(kept.getString("reason")).isEqualTo("unavailable");
      assertThat(kept.containsKey("asOf")).isFalse();
      assertThat(door.scan("venue", red).getString("reason")).isEqualTo("red");
      var _ = city.commit(GREEN, Colour.GREEN);
      var _ = city.commit(RED, Colour.RED);
      var _ = city.publish("venue");
      Await.until("it is fresh", () -> door.health("fresh") == 200);
      Await.until(
          "the door admits", () -> door.scan("venue", green).getString("verdict").equals("ADMIT"));
      assertThat(door.scan("venue", green).getString("basis")).isEqualTo("live");
      assertThat(door.scan("venue", red).getString("reason")).isEqualTo("red");
    }
  }
}
