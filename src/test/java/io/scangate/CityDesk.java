package io.scangate;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The counters and a door of a running city, as staff and scanners use them. Shared. */
final class CityDesk implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonObject demo;

  CityDesk(ServedCity city) throws IOException {
    demo = new JsonObject(Files.readString(city.data.resolve("demo.json")));
  }

  /** Where procedures are served. */
  String casework() {
    return demo.getString("casework");
  }

  /** A token of one of the staff, by role and number, or of a source. */
  String token(String id) {
    JsonObject account =
        find("staff", "client", "staff/" + id)
            .orElseGet(() -> find("sources", "client", id).orElseThrow());
    String form =
        "grant_type=client_credentials&client_id="
            + account.getString("client")
            + "&client_secret="
            + account.getString("secret");
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(URI.create(demo.getString("token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return json(answer).getString("access_token");
  }

  /** The first of a list of {@code demo.json} that has a value in a field. */
  Optional<JsonObject> find(String list, String field, String value) {
    return demo.getJsonArray(list).stream()
        .map(JsonObject.class::cast)
        .filter(one -> value.equals(one.getString(field)))
        .findFirst();
  }

  /** Sends a form as somebody, and fails where it is not taken. */
  JsonObject post(String client, String path, JsonObject form) {
    return sound(path, send(client, path, form.encode()));
  }

  /** Sends a file as somebody, and fails where it is not taken. */
  JsonObject post(String client, String path, String type, byte[] file) {
    return sound(path, send(as(client, path).header("Content-Type", type).POST(ofByteArray(file))));
  }

  /** Sends a form for which a file comes back. */
  byte[] file(String client, String path, JsonObject form) {
    HttpResponse<byte[]> answer = send(client, path, form.encode());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static JsonObject sound(String path, HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode())
        .as(path + " " + new String(answer.body(), StandardCharsets.UTF_8))
        .isBetween(200, 204);
    return answer.body().length == 0 ? new JsonObject() : json(answer);
  }

  private HttpRequest.Builder as(String client, String path) {
    return HttpRequest.newBuilder(URI.create(casework() + path))
        .header("Authorization", "Bearer " + token(client));
  }

  /** Sends whatever it is as somebody. */
  HttpResponse<byte[]> send(String client, String path, String body) {
    return send(
        as(client, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Reads something as somebody. */
  JsonObject get(String client, String path) {
    return sound(path, send(as(client, path)));
  }

  /** A source reports what happened now to the holder of a document. */
  void reports(String source, JsonObject document, JsonObject fact) {
    JsonObject row =
        new JsonObject()
            .put("key", UUID.randomUUID().toString())
            .put("person", new JsonObject().put("document", document))
            .put("division", "440305")
            .put("fact", fact)
            .put("happenedAt", Instant.now().toString())
            .put("place", "somewhere")
            .put("document", "record 1");
    JsonObject answer = post(source, "/facts", new JsonObject().put("facts", JsonArray.of(row)));
    assertThat(answer.getInteger("stored")).as(answer.encode()).isEqualTo(1);
  }

  /** The reason of the verdict on a fresh code of whoever has a session. */
  String reasonOfShown(String session) {
    HttpResponse<byte[]> shown =
        send(
            HttpRequest.newBuilder(URI.create(demo.getString("gateway") + "/v1/code"))
                .header("Authorization", "Bearer " + session));
    return reason(new String(shown.body(), StandardCharsets.UTF_8));
  }

  /** The reason of the verdict on a code at the first checkpoint. */
  String reason(String code) {
    return reason(scan(demo.getJsonArray("checkpoints").getJsonObject(0).getString("key"), code));
  }

  /** Scans a code with the key of a device. */
  HttpResponse<byte[]> scan(String key, String code) {
    return send(
        HttpRequest.newBuilder(URI.create(demo.getString("gateway") + "/v1/scans"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(code)));
  }

  /** The reason of a verdict; empty where there is none. */
  static String reason(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 200 ? json(answer).getString("reason") : "";
  }

  /** What is counted now. */
  String metrics() {
    HttpResponse<byte[]> page =
        send(HttpRequest.newBuilder(URI.create(demo.getString("management") + "/metrics")));
    return new String(page.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonObject json(HttpResponse<byte[]> answer) {
    return new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    client.close();
  }
}
