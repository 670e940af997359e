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
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the form of an isolation point or a community to the scan at the door, in a running city.
 */
@Timeout(300)
class ReleasesAtTheDoorIT {
  private static final Duration BOUND = Duration.ofSeconds(2);

  /** Until the work on a list looks, and what a round of it takes. */
  private static final Duration WORK = Duration.ofSeconds(8);

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

  private static String token(String list, String client) throws Exception {
    JsonArray clients = demo.getJsonArray(list);
    for (int i = 0; i < clients.size(); i++) {
      JsonObject one = clients.getJsonObject(i);
      if (one.getString("client").equals(client)) {
        HttpResponse<String> answer =
            CLIENT.send(
                HttpRequest.newBuilder(URI.create(demo.getString("token")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "grant_type=client_credentials&client_id="
                                + client
                                + "&client_secret="
                                + one.getString("secret")))
                    .build(),
                BodyHandlers.ofString());
        return new JsonObject(answer.body()).getString("access_token");
      }
    }
    throw new AssertionError("nobody is " + client);
  }

  private static JsonObject send(String token, String path, String type, String body)
      throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(demo.getString("casework") + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 204);
    return new JsonObject(answer.body());
  }

  private static JsonObject post(String client, String path, JsonObject form) throws Exception {
    return send(token("staff", client), path, "application/json", form.encode());
  }

  private static JsonObject person(String name, String passport) {
    return new JsonObject()
        .put("name", name)
        .put("document", new JsonObject().put("type", "passport").put("number", passport))
        .put("community", "440305001001")
        .put(
            "declaration", new JsonObject().put("status", "none").put("symptoms", new JsonArray()));
  }

  private static void learn(String source, String passport, JsonObject fact, Instant happened)
      throws Exception {
    JsonObject row =
        new JsonObject()
            .put("key", source + passport)
            .put(
                "person",
                new JsonObject()
                    .put(
                        "document",
                        new JsonObject().put("type", "passport").put("number", passport)))
            .put("division", "440305")
            .put("fact", fact)
            .put("happenedAt", happened.toString())
            .put("place", "a market")
            .put("document", "tracing 7");
    JsonObject answer =
        send(
            token("sources", source),
            "/facts",
            "application/json",
            new JsonObject().put("facts", JsonArray.of(row)).encode());
    assertThat(answer.encode()).contains("stored");
  }

  private static void isolated(String passport, String kind, int days) throws Exception {
    Instant now = Instant.now();
    Instant then = now.minus(Duration.ofDays(days));
    JsonObject contact = new JsonObject().put("fact", "contact").put("kind", kind);
    if (kind.equals("spatiotemporal")) {
      contact.put("confined", false);
    }
    learn("contact-tracing", passport, contact, then);
    Instant sampled = now.minus(Duration.ofDays(1));
    learn(
        "laboratory",
        passport,
        new JsonObject()
            .put("fact", "test")
            .put("result", "negative")
            .put("sampledAt", sampled.toString()),
        sampled);
  }

  private static long file(String client, String path, String name, String passport)
      throws Exception {
    String today = Instant.now().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate().toString();
    String csv =
        "name,documentType,documentNumber,isolatedOn,releasedOn\r\n"
            + String.join(",", name, "passport", passport, "2022-03-05", today)
            + "\r\n";
    String part =
        "--limit\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n%s\r\n";
    String body =
        part.formatted("form", "form.csv", csv)
            + part.formatted("scan", "scan.pdf", "%PDF-1.4\nstamped\n%%EOF\n")
            + "--limit--\r\n";
    return send(token("staff", client), path, "multipart/form-data; boundary=limit", body)
        .getLong("number");
  }

  private static String reason(String session, int member) throws Exception {
    HttpResponse<String> code =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create(demo.getString("gateway") + "/v1/code?member=" + member))
                .header("Authorization", "Bearer " + session)
                .build(),
            BodyHandlers.ofString());
    if (code.statusCode() != 200) {
      return code.body();
    }
    HttpResponse<String> scan =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(demo.getString("gateway") + "/v1/scans"))
                .header(
                    "Authorization",
                    "Bearer " + demo.getJsonArray("checkpoints").getJsonObject(0).getString("key"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(code.body()))
                .build(),
            BodyHandlers.ofString());
    return new JsonObject(scan.body()).getString("reason", scan.body());
  }

  private static void awaitReason(String session, int member, String reason, Duration within) {
    Await.until("the door says " + reason, within, () -> reason(session, member).equals(reason));
  }

  @Test
  void theDoorsSayWhatTheFormsOfIsolationPointAndCommunityPromise() throws Exception {
    String holder = token("staff", "staff/holder-1");
    var _ = send(holder, "/registrations", "application/json", person("方", "E70000001").encode());
    var _ = send(holder, "/family", "application/json", person("李", "E70000002").encode());
    String session = send(holder, "/session", "application/json", "").getString("token");
    isolated("E70000001", "spatiotemporal", 8);
    isolated("E70000002", "close", 15);
    awaitReason(session, 0, "yellow", BOUND);
    awaitReason(session, 1, "red", BOUND);
    var _ =
        file(
            "staff/isolation-point-1",
            "/centralized-releases?division=440305&document=form-1",
            "李",
            "E70000002");
    awaitReason(session, 1, "yellow", WORK);
    long list =
        file(
            "staff/community-1",
            "/home-releases?division=440305001001&document=form-1",
            "方",
            "E70000001");
    String path = "/releases/" + list;
    JsonObject yes = new JsonObject().put("granted", true).put("note", "meeting 3");
    Await.until("the rows are read", WORK, () -> state(path).equals("town-review"));
    var _ = post("staff/town-command-1", path + "/town-review", yes);
    assertThat(reason(session, 0)).isEqualTo("yellow");
    var _ = post("staff/district-command-1", path + "/district-review", yes);
    awaitReason(session, 0, "green", WORK);
    Await.until("it is done", WORK, () -> state(path).equals("done"));
  }

  private static String state(String path) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(demo.getString("casework") + path))
                .header("Authorization", "Bearer " + token("staff", "staff/town-command-1"))
                .build(),
            BodyHandlers.ofString());
    return new JsonObject(answer.body()).getString("state");
  }
}
