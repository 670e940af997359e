package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the first form of a procedure to the scan at the door, in a running city. */
@Timeout(300)
class ProceduresAtTheDoorIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static ServedCity city;
  private static CityDesk desk;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    city = new ServedCity(folder);
    desk = new CityDesk(city);
  }

  @AfterAll
  static void stop() {
    desk.close();
    city.close();
  }

  private static JsonObject post(String account, String path, JsonObject form) {
    return desk.post(account, path, form);
  }

  private static HttpResponse<byte[]> scan(String key) {
    return desk.scan(key, desk.find("people", "colour", "GREEN").orElseThrow().getString("code"));
  }

  private static void awaitStatus(String key, int status) {
    Await.until("the door answers " + status, BOUND, () -> scan(key).statusCode() == status);
  }

  private static void awaitReason(String key, String reason) {
    Await.until("the door says " + reason, BOUND, () -> CityDesk.reason(scan(key)).equals(reason));
  }

  private static String opened(String id, String site) {
    var _ =
        post(
            "checkpoint-operator-1",
            "/checkpoints",
            new JsonObject()
                .put("id", id)
                .put("site", site)
                .put("kind", "venue")
                .put("division", "440305001001")
                .put("confined", true)
                .put("capacity", 80));
    var _ =
        post(
            "community-1",
            "/checkpoints/" + id + "/answer",
            new JsonObject().put("approved", true).put("note", "visit 7"));
    return post("checkpoint-operator-1", "/checkpoints/" + id + "/keys", new JsonObject())
        .getString("key");
  }

  @Test
  void aDoorOpensWithItsKeyAndClosesWithIt() {
    String key = opened("cinema-1", "cinema");
    awaitReason(key, "green");
    JsonObject again =
        post("checkpoint-operator-1", "/checkpoints/cinema-1/keys", new JsonObject());
    String other = again.getString("key");
    awaitReason(other, "green");
    var _ =
        post(
            "community-1",
            "/checkpoints/cinema-1/keys/" + again.getLong("number") + "/withdrawal",
            new JsonObject().put("reason", "lost"));
    awaitStatus(other, 401);
    awaitReason(key, "green");
    JsonObject next =
        post(
            "checkpoint-operator-1",
            "/checkpoints/cinema-1/keys/" + (again.getLong("number") - 1) + "/replacement",
            new JsonObject().put("overlapSeconds", 0));
    awaitReason(next.getString("key"), "green");
    awaitStatus(key, 401);
    var _ =
        post(
            "checkpoint-operator-1",
            "/checkpoints/cinema-1/end",
            new JsonObject().put("reason", "sold"));
    awaitStatus(next.getString("key"), 401);
  }

  @Test
  void aDistrictProposesACityClosesAndLiftsAndTheDoorsFollow() {
    String key = opened("market-1", "market");
    awaitReason(key, "green");
    JsonObject order =
        post(
            "government-1",
            "/orders",
            new JsonObject()
                .put("measure", "close")
                .put("scope", "site")
                .put("place", "market")
                .put("ground", "an outbreak")
                .put("document", "report 3"));
    JsonObject notice =
        new JsonObject().put("document", "notice 1").put("announcement", "The market is closed.");
    assertThat(CityDesk.reason(scan(key))).isEqualTo("green");
    String path = "/orders/" + order.getLong("number");
    var _ = post("government-2", path + "/decision", notice.copy().put("granted", true));
    awaitReason(key, "closed-by-order");
    String elsewhere = desk.find("checkpoints", "kind", "venue").orElseThrow().getString("key");
    assertThat(CityDesk.reason(scan(elsewhere))).isNotEqualTo("closed-by-order");
    var _ = post("government-2", path + "/lifting", notice);
    awaitReason(key, "green");
  }
}
