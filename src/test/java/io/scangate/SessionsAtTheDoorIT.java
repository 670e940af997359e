package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import io.scangate.serve.Ladder;
import io.scangate.serve.Serve;
import io.scangate.serve.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A token that the engine gave, at a gateway of its own, which shows codes by it alone. */
@Timeout(300)
class SessionsAtTheDoorIT {
  private static final String HOLDER = "staff/holder-1";
  private static final String MOTHER = "11010519491231002X";
  private static final String CHILD = "440524188001010014";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Ladder ladder = new Ladder(System::nanoTime);
  private final int port = FreePorts.next();
  private ServedCity city;
  private JsonObject demo;

  @BeforeEach
  void start() throws Exception {
    city = new ServedCity(folder);
    demo = new JsonObject(Files.readString(city.data.resolve("demo.json")));
    Path redis = city.data.resolve("redis");
    String redisPort =
        Files.readAllLines(redis.resolve("redis.conf")).stream()
            .filter(line -> line.startsWith("port "))
            .map(line -> line.substring("port ".length()))
            .findFirst()
            .orElseThrow();
    Path settings = folder.resolve("gateway.yaml");
    Files.writeString(
        settings,
        """
        role: gateway
        data: %1$s/gateway
        keys: {gateway: %2$s/keys/gateway.json}
        redis: {url: "redis://127.0.0.1:%3$s", user: gateway, password-file: %4$s/gateway.password}
        scan-redis: {url: "redis://127.0.0.1:%3$s", user: scan-log, password-file: %4$s/scan-log.password}
        gateway: {port: %5$d, event-loops: 1}
        management: {port: %6$d}
        """
            .formatted(folder, city.data, redisPort, redis, port, FreePorts.next()));
    new Serve(
            Settings.read(settings, 1),
            ladder,
            new PrintWriter(new StringWriter()),
            InstantSource.system())
        .start();
  }

  @AfterEach
  void stop() {
    ladder.close();
    city.close();
    client.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Signs the holder in at the identity provider. */
  private String signedIn() throws Exception {
    JsonArray staff = demo.getJsonArray("staff");
    String secret =
        staff.stream()
            .map(JsonObject.class::cast)
            .filter(account -> account.getString("client").equals(HOLDER))
            .map(account -> account.getString("secret"))
            .findFirst()
            .orElseThrow();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(demo.getString("token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id="
                            + HOLDER
                            + "&client_secret="
                            + secret)));
    return new JsonObject(answer.body()).getString("access_token");
  }

  private JsonObject post(String token, String path, String body) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(demo.getString("casework") + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 201);
    return new JsonObject(answer.body());
  }

  private static String form(String name, String number) {
    return new JsonObject()
        .put("name", name)
        .put(
            "document",
            new JsonObject().put("type", "resident-identity-card").put("number", number))
        .put("community", "440305001001")
        .put("declaration", new JsonObject().put("status", "none").put("symptoms", new JsonArray()))
        .encode();
  }

  private HttpResponse<String> shown(String token, String query) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/code" + query))
            .header("Authorization", "Bearer " + token));
  }

  private JsonObject scan(String code) throws Exception {
    String key = demo.getJsonArray("checkpoints").getJsonObject(0).getString("key");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/scans"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(code)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private void showsBoth(String session) throws Exception {
    for (String query : new String[] {"", "?member=1"}) {
      HttpResponse<String> code = shown(session, query);
      assertThat(code.statusCode()).as(query + " " + code.body()).isEqualTo(200);
      assertThat(code.body()).startsWith("SG1:");
      assertThat(scan(code.body()).getString("colour")).isEqualTo("GREEN");
    }
    assertThat(shown(session, "?member=2").statusCode()).isEqualTo(404);
  }

  @Test
  void aTokenOfTheEngineShowsTheFamilyAtAGatewayAlsoWhenTheEngineIsGone() throws Exception {
    String signedIn = signedIn();
    var _ = post(signedIn, "/registrations", form("王芳", MOTHER));
    var _ = post(signedIn, "/family", form("李", CHILD));
    JsonObject answer = post(signedIn, "/session", "");
    assertThat(answer.getInteger("members")).isEqualTo(1);
    String session = answer.getString("token");
    assertThat(shown(signedIn, "").statusCode()).isEqualTo(401);
    Await.until(
        "the gateway knows the family",
        () ->
            shown(session, "").statusCode() == 200
                && shown(session, "?member=1").statusCode() == 200);
    showsBoth(session);

    // With it go PostgreSQL and Redis, which are its own.
    city.close();
    showsBoth(session);
  }
}
