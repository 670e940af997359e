package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Optional;

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

  /** A token of one of the staff, or of a source. */
  String token(String id) {
    JsonObject account = of("staff", id).orElseGet(() -> of("sources", id).orElseThrow());
    String form =
        "grant_type=client_credentials&client_id="
            + id
            + "&client_secret="
            + account.getString("secret");
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(URI.create(demo.getString("token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return json(answer).getString("access_token");
  }

  private Optional<JsonObject> of(String list, String client) {
    return demo.getJsonArray(list).stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("client").equals(client))
        .findFirst();
  }

  /** Sends a form as somebody, and fails where it is not taken. */
  HttpResponse<byte[]> post(String client, String path, JsonObject form) {
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(URI.create(casework() + path))
                .header("Authorization", "Bearer " + token(client))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(form.encode())));
    assertThat(answer.statusCode())
        .as(path + " " + new String(answer.body(), StandardCharsets.UTF_8))
        .isBetween(200, 204);
    return answer;
  }

  /** Reads something as somebody. */
  JsonObject get(String client, String path) {
    return json(
        send(
            HttpRequest.newBuilder(URI.create(casework() + path))
                .header("Authorization", "Bearer " + token(client))));
  }

  /** The reason of the verdict on a code at the first checkpoint. */
  String reason(String code) {
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(URI.create(demo.getString("gateway") + "/v1/scans"))
                .header(
                    "Authorization",
                    "Bearer " + demo.getJsonArray("checkpoints").getJsonObject(0).getString("key"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(code)));
    return json(answer).getString("reason");
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
