package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * People, staff, sources and a door of a running demo city, asked as their programs ask. Shared.
 */
final class CityDesk {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final JsonObject demo;

  CityDesk(Path data) throws Exception {
    demo = new JsonObject(Files.readString(data.resolve("demo.json")));
  }

  /** A token of a client of a list of the demo file. */
  private String token(String list, String client) throws Exception {
    JsonArray clients = demo.getJsonArray(list);
    for (int i = 0; i < clients.size(); i++) {
      JsonObject one = clients.getJsonObject(i);
      if (one.getString("client").equals(client)) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(demo.getString("token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id="
                            + client
                            + "&client_secret="
                            + URLEncoder.encode(one.getString("secret"), StandardCharsets.UTF_8)))
                .build();
        return new JsonObject(CLIENT.send(request, BodyHandlers.ofString()).body())
            .getString("access_token");
      }
    }
    throw new AssertionError("nobody is " + client);
  }

  /** A request of somebody of the staff, or of the holder. */
  private HttpRequest.Builder asks(String client, String path) throws Exception {
    return HttpRequest.newBuilder(URI.create(demo.getString("casework") + path))
        .header("Authorization", "Bearer " + token("staff", "staff/" + client));
  }

  JsonObject post(String client, String path, JsonObject form) throws Exception {
    return sound(
        asks(client, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(form.encode())));
  }

  JsonObject post(String client, String path, String type, byte[] bytes) throws Exception {
    return sound(
        asks(client, path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(bytes)));
  }

  JsonObject get(String client, String path) throws Exception {
    return sound(asks(client, path).GET());
  }

  private static JsonObject sound(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isBetween(200, 204);
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  /** A source reports what happened to the holder of a document. */
  void reports(String source, JsonObject document, JsonObject fact) throws Exception {
    JsonObject row =
        new JsonObject()
            .put("key", UUID.randomUUID().toString())
            .put("person", new JsonObject().put("document", document))
            .put("division", "440305")
            .put("fact", fact)
            .put("happenedAt", Instant.now().toString())
            .put("place", "somewhere")
            .put("document", "record 1");
    JsonObject answer =
        sound(
            HttpRequest.newBuilder(URI.create(demo.getString("intake")))
                .header("Authorization", "Bearer " + token("sources", source))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        new JsonObject().put("facts", JsonArray.of(row)).encode())));
    assertThat(answer.getInteger("stored")).as(answer.encode()).isEqualTo(1);
  }

  /** A fresh code of the holder, scanned at a venue. */
  JsonObject scan(String session) throws Exception {
    HttpRequest show =
        HttpRequest.newBuilder(URI.create(demo.getString("gateway") + "/v1/code"))
            .header("Authorization", "Bearer " + session)
            .build();
    String code = CLIENT.send(show, BodyHandlers.ofString()).body();
    HttpRequest scan =
        HttpRequest.newBuilder(URI.create(demo.getString("gateway") + "/v1/scans"))
            .header("Authorization", "Bearer " + door())
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(code))
            .build();
    return new JsonObject(CLIENT.send(scan, BodyHandlers.ofString()).body());
  }

  private String door() {
    return demo.getJsonArray("checkpoints").stream()
        .map(JsonObject.class::cast)
        .filter(door -> door.getString("kind").equals("venue"))
        .findFirst()
        .orElseThrow()
        .getString("key");
  }

  /** Within the bound the door says so of the holder's code. */
  void awaitReason(String session, String reason) {
    Await.until(
        "the door says " + reason, BOUND, () -> reason.equals(scan(session).getString("reason")));
  }
}
