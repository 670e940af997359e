package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static io.scangate.gateway.GatewayFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.health.Standing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches on a real socket: the order of their answers, and what is no batch. */
@Timeout(120)
class BatchIT {
  private static final GatewaySettings SETTINGS =
      new GatewaySettings(
          "127.0.0.1",
          0,
          Duration.ofSeconds(2),
          64,
          2,
          1 << 14,
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture(SETTINGS);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    fixture.stop();
  }

  private HttpRequest request(String checkpoint, String type, String body) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + fixture.gateway.port() + "/v1/scans/batch"))
        .header("Authorization", "Bearer " + TestDoors.key(checkpoint))
        .header("Content-Type", type)
        .header("Accept-Language", "en")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> post(String checkpoint, String type, String body) throws Exception {
    return client.send(request(checkpoint, type, body), BodyHandlers.ofString());
  }

  private static JsonArray answers(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    return new JsonObject(response.body()).getJsonArray("answers");
  }

  private static List<String> reasons(JsonArray answers) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      JsonObject answer = answers.getJsonObject(i);
      reasons.add(
          answer.containsKey("problem")
              ? answer.getJsonObject("problem").getString("type").substring(21)
              : answer.getString("reason"));
    }
    return reasons;
  }

  private static void isProblem(HttpResponse<String> answer, int status, String name) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(new JsonObject(answer.body()).getString("type"))
        .isEqualTo("urn:scangate:problem:" + name);
  }

  @Test
  void codesAreAnsweredInTheirOrderWhateverEachOfThemIs() throws Exception {
    String green = fixture.code(TestCity.GREEN);
    String red = fixture.code(TestCity.RED);
    String lines = green + "\n" + red + "\r\nhello\n\n" + fixture.code(TestCity.GREEN);
    JsonArray answers = answers(post("north", "text/plain", lines));
    assertThat(reasons(answers))
        .containsExactly("green", "red", "not-a-code", "empty-body", "green");
    assertThat(answers.getJsonObject(0).getString("advice")).isEqualTo("Please come in.");
    String json = new JsonObject().put("codes", new JsonArray().add(green).add(red)).encode();
    JsonArray again = answers(post("north", "application/json", json));
    assertThat(reasons(again)).containsExactly("green", "red");
    assertThat(again.getJsonObject(0).getString("scanId"))
        .isEqualTo(answers.getJsonObject(0).getString("scanId"));
  }

  @Test
  void aThousandAreTakenAndOneMoreIsTooMany() throws Exception {
    List<String> codes =
        IntStream.range(0, BatchHandler.MOST_CODES)
            .mapToObj(i -> fixture.code(TestCity.GREEN))
            .toList();
    String lines = String.join("\n", codes) + "\n";
    assertThat(reasons(answers(post("north", "text/plain", lines))))
        .hasSize(1_000)
        .containsOnly("green");
    isProblem(post("north", "text/plain", lines + "x"), 413, "too-many");
    JsonArray many = new JsonArray();
    codes.forEach(many::add);
    many.add("x");
    isProblem(
        post("north", "application/json", new JsonObject().put("codes", many).encode()),
        413,
        "too-many");
    assertThat(reasons(answers(post("north", "text/plain", "hello"))))
        .containsExactly("not-a-code");
  }

  @Test
  void aBodyUpToItsBoundIsTakenAndOneByteMoreIsNot() throws Exception {
    String body = "x".repeat(BatchHandler.MOST_BYTES);
    assertThat(reasons(answers(post("north", "text/plain", body)))).containsExactly("malformed");
    isProblem(post("north", "text/plain", body + "x"), 413, "too-many");
    try (Socket socket = connect()) {
      write(socket, "Transfer-Encoding: chunked\r\n\r\na0001\r\n" + body + "x\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void whatIsNoBatchIsAProblem() throws Exception {
    isProblem(post("north", "text/plain", ""), 400, "empty-body");
    isProblem(post("north", "application/json", "{\"codes\":[]}"), 400, "empty-body");
    isProblem(post("north", "application/json", "{\"codes\":[1]}"), 400, "not-json");
    isProblem(post("north", "application/json", "{\"codes\":[\"a\"],\"b\":1}"), 400, "not-json");
    isProblem(post("north", "application/json", "{\"codes\":[\"a\""), 400, "not-json");
    isProblem(post("north", "text/html", "x"), 415, "wrong-type");
    isProblem(post("nobody", "text/plain", "x"), 401, "unknown-device");
    try (Socket socket = connect()) {
      write(socket, "Content-Length: 100\r\n\r\nSG1:");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void everyCodeCountsAgainstTheRateOfTheDevice() throws Exception {
    String two = fixture.code(TestCity.GREEN) + "\n" + fixture.code(TestCity.GREEN);
    assertThat(reasons(answers(post("slow", "text/plain", two))))
        .containsExactly("green", "over-rate");
    isProblem(post("slow", "text/plain", two), 429, "over-rate");
  }

  @Test
  void whatIsShedOfABatchIsToldAndTheRestIsAnswered() throws Exception {
    String far = fixture.code(TestCity.FAR);
    String lines = far + "\n" + far + "\n" + far + "\n" + fixture.code(TestCity.GREEN);
    CompletableFuture<HttpResponse<String>> batch =
        client.sendAsync(request("north", "text/plain", lines), BodyHandlers.ofString());
    until(() -> fixture.city.fetches.size() == 2);
    fixture.answerFetches(TestCity.known(TestCity.FAR, Colour.YELLOW));
    assertThat(reasons(answers(batch.get(20, TimeUnit.SECONDS))))
        .containsExactly("yellow", "yellow", "busy", "green");
  }

  @Test
  void batchesBeyondTheBoundAreShedAndThoseGivenUpMakeRoom() throws Exception {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < BatchHandler.MOST_UNDER_WAY; i++) {
        Socket socket = connect();
        held.add(socket);
        write(socket, "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      isProblem(post("north", "text/plain", "x"), 503, "busy");
      assertThat(fixture.registry.scrape()).contains("{reason=\"batches\"} 1.0");
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    until(() -> fixture.registry.scrape().contains("scangate_connections 1.0"));
    assertThat(reasons(answers(post("north", "text/plain", "x")))).containsExactly("not-a-code");
  }

  @Test
  void onShutdownABatchUnderWayIsAnswered() throws Exception {
    CompletableFuture<HttpResponse<String>> batch =
        client.sendAsync(
            request("north", "text/plain", fixture.code(TestCity.FAR)), BodyHandlers.ofString());
    until(() -> !fixture.city.fetches.isEmpty());
    Future<Void> closed = fixture.shutdown();
    fixture.vertx.runOnContext(
        v -> fixture.city.fetches.remove().complete(Standing.Unanswered.INSTANCE));
    HttpResponse<String> answer = batch.get(20, TimeUnit.SECONDS);
    assertThat(reasons(answers(answer))).containsExactly("unavailable");
    await(closed);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.gateway.port());
    socket.setSoTimeout(20_000);
    write(
        socket,
        "POST /v1/scans/batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
            + "Authorization: Bearer "
            + TestDoors.key("north")
            + "\r\n");
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
