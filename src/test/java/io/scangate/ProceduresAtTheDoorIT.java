package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
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
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ServedCity city;
  private static JsonObject demo;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    city = new ServedCity(folder);
    demo = new JsonObject(Files.readString(city.data.resolve("demo.json")));
  }

  @AfterAll
  static void stop() {
    city.close();
  }

  private static String token(String account) throws Exception {
    String client = "staff/" + account;
    JsonArray staff = demo.getJsonArray("staff");
    for (int i = 0; i < staff.size(); i++) {
      JsonObject clerk = staff.getJsonObject(i);
      if (clerk.getString("client").equals(client)) {
        HttpResponse<String> answer =
            CLIENT.send(
                HttpRequest.newBuilder(URI.create(demo.getString("token")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "grant_type=client_credentials&client_id="
                                + client
                                + "&client_secret="
                                + clerk.getString("secret")))
                    .build(),
                BodyHandlers.ofString());
        return new JsonObject(answer.body()).getString("access_token");
      }
    }
    throw new AssertionError("nobody is " + client);
  }

  private static JsonObject post(String account, String path, JsonObject form) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(demo.getString("casework") + path))
                .header("Authorization", "Bearer " + token(account))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(form.encode()))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 204);
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  private static HttpResponse<String> scan(String key) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(demo.getString("gateway") + "/v1/scans"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(green()))
            .build(),
        BodyHandlers.ofString());
  }

  private static String green() {
    return of("people", "colour", "GREEN").getString("code");
  }

  private static JsonObject of(String list, String field, String value) {
    return demo.getJsonArray(list).stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString(field).equals(value))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitStatus(String key, int status) {
    Await.until("the door answers " + status, BOUND, () -> scan(key).statusCode() == status);
  }

  private static void awaitReason(String key, String reason) {
    Await.until(
        "the door says " + reason,
        BOUND,
        () -> {
          HttpResponse<String> answer = scan(key);
          return answer.statusCode() == 200
              && new JsonObject(answer.body()).getString("reason").equals(reason);
        });
  }

  private static String opened(String id, String site) throws Exception {
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
  void aDoorOpensWithItsKeyAndClosesWithIt() throws Exception {
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
  void aDistrictProposesACityClosesAndLiftsAndTheDoorsFollow() throws Exception {
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
    assertThat(scan(key).body()).contains("\"reason\":\"green\"");
    String path = "/orders/" + order.getLong("number");
    var _ = post("government-2", path + "/decision", notice.copy().put("granted", true));
    awaitReason(key, "closed-by-order");
    String elsewhere = of("checkpoints", "kind", "venue").getString("key");
    assertThat(scan(elsewhere).body()).doesNotContain("closed-by-order");
    var _ = post("government-2", path + "/lifting", notice);
    awaitReason(key, "green");
  }
}
