package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.credential.RecognizedCodes;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.embedded.Await;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.serve.ListName;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Codes of other cities and codes that were withdrawn, at a whole gateway over HTTP. */
@Timeout(120)
class UnusualCodesIT {
  private static final long RESIDENT = 1_000;
  private static final long GUEST = 1_001;

  @TempDir private Path folder;
  @AutoClose private SmallCity city;
  @AutoClose private RunningDoor door;

  @BeforeEach
  void start() throws Exception {
    city = SmallCity.start(folder);
    var _ = city.commit(RESIDENT, Colour.GREEN);
    var _ = city.commit(GUEST, Colour.RED);
    var _ = city.publish("venue", "museum");
    door = RunningDoor.open(city, "door");
    Await.until("all is live", () -> door.health("fresh") == 200);
  }

  private void is(String code, String verdict, String reason, String basis) {
    JsonObject told = door.scan("venue", code);
    assertThat(told.getString("verdict")).as(told.encode()).isEqualTo(verdict);
    assertThat(told.getString("reason")).isEqualTo(reason);
    assertThat(told.getString("basis")).isEqualTo(basis);
  }

  @Test
  void aForeignCodeIsJudgedByItsOwnWordUntilItIsRecognized() {
    String green = city.foreignPaper(Colour.GREEN);
    is(green, "CHECK", "unavailable", "code");
    is(city.foreignPaper(Colour.RED), "REFUSE", "red", "code");
    RecognizedCodes recognized =
        RecognizedCodes.of(Map.of(new Division("3101"), Map.of(city.serial(green), GUEST)));
    city.publish(lists -> lists.publish(ListName.RECOGNIZED, recognized.write()));
    Await.until(
        "the guest's own status counts",
        () -> door.scan("venue", green).getString("reason").equals("red"));
    is(green, "REFUSE", "red", "live");
    is(city.foreignPaper(Colour.GREEN), "CHECK", "unavailable", "code");
  }

  @Test
  void aCodeOfACityThatNobodyTrustsIsAFault() {
    JsonObject told = door.scan("venue", city.strangePaper());
    assertThat(told.getString("verdict")).isEqualTo("REFUSE");
    assertThat(told.getString("reason")).isEqualTo("unknown-issuer");
    assertThat(told.containsKey("basis") || told.containsKey("colour")).isFalse();
  }

  @Test
  void aWithdrawnPaperIsRefusedAndTheNextOneOfThePersonIsNot() {
    String lost = city.paper(RESIDENT, Colour.GREEN);
    String next = city.paper(RESIDENT, Colour.GREEN);
    is(lost, "ADMIT", "green", "live");
    city.publish(
        lists ->
            lists.publish(
                ListName.WITHDRAWN, WithdrawnCodes.of(List.of(city.serial(lost))).write()));
    Await.until(
        "it is withdrawn", () -> door.scan("venue", lost).getString("reason").equals("revoked"));
    is(lost, "REFUSE", "revoked", "live");
    is(next, "ADMIT", "green", "live");
  }
}
