package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static io.scangate.gateway.GatewayFixture.until;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.health.Standing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway on a real socket: what it answers to good requests, bad ones and none. */
@Timeout(120)
class GatewayIT {
  private static final GatewaySettings SETTINGS =
      new GatewaySettings(
          "127.0.0.1",
          0,
          Duration.ofSeconds(2),
          8,
          2,
          1_024,
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

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fixture.gateway.port() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder by(String checkpoint, HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TestDoors.key(checkpoint));
  }

  private HttpResponse<String> scan(String checkpoint, String body) throws Exception {
    return scan(checkpoint, body, request -> request.header("Content-Type", "text/plain"));
  }

  private HttpResponse<String> scan(
      String checkpoint, String body, UnaryOperator<HttpRequest.Builder> headers) throws Exception {
    return send(
        headers.apply(by(checkpoint, to("/v1/scans"))).POST(BodyPublishers.ofString(body)).build());
  }

  private static void isProblem(HttpResponse<String> answer, int status, String name) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("type")).isEqualTo("urn:scangate:problem:" + name);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.fieldNames()).containsExactly("type", "title", "status", "detail");
  }

  private static void is(HttpResponse<String> answer, String verdict, String reason) {
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject json = new JsonObject(answer.body());
    assertThat(json.getString("verdict")).isEqualTo(verdict);
    assertThat(json.getString("reason")).isEqualTo(reason);
  }

  @Test
  void aGreenCodeIsAdmittedWithAllThatTheContractTells() throws Exception {
    HttpResponse<String> answer =
        scan(
            "north",
            fixture.code(TestCity.GREEN),
            request ->
                request.header("Content-Type", "text/plain").header("Accept-Language", "en-GB"));
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    JsonObject json = new JsonObject(answer.body());
    String scanId = (String) json.remove("scanId");
    assertThat(scanId).matches("[0-9a-f]{32}");
    assertThat(json)
        .isEqualTo(
            new JsonObject()
                .put("verdict", "ADMIT")
                .put("reason", "green")
                .put("colour", "GREEN")
                .put("basis", "live")
                .put("asOf", "2022-02-27T22:13:20.123456Z")
                .put("policy", "t1")
                .put("advice", "Please come in."));
    assertThat(fixture.city.records).hasSize(1);
  }

  @Test
  void aCodeMayComeAsTextOrJsonAndWithOneLineEnd() throws Exception {
    is(scan("north", fixture.code(TestCity.GREEN) + "\r\n"), "ADMIT", "green");
    is(scan("north", fixture.code(TestCity.GREEN) + "\n"), "ADMIT", "green");
    is(scan("north", fixture.code(TestCity.GREEN) + "\r"), "ADMIT", "green");
    is(scan("north", fixture.code(TestCity.GREEN) + "\n\n"), "REFUSE", "malformed");
    is(scan("north", fixture.code(TestCity.GREEN) + " "), "REFUSE", "malformed");
    String json = new JsonObject().put("code", fixture.code(TestCity.GREEN)).encode();
    is(
        scan("north", json, request -> request.header("Content-Type", "application/json")),
        "ADMIT",
        "green");
  }

  @Test
  void aRedCodeIsRefusedWhateverItCarries() throws Exception {
    is(
        scan("north", fixture.city.code(TestCity.RED, Colour.GREEN, Instant.now())),
        "REFUSE",
        "red");
  }

  @Test
  void aCodeUsedElsewhereIsChecked() throws Exception {
    String code = fixture.code(TestCity.GREEN);
    JsonObject first = new JsonObject(scan("north", code).body());
    JsonObject again = new JsonObject(scan("north", code).body());
    assertThat(again).isEqualTo(first);
    is(scan("south", code), "ADMIT", "green");
    is(scan("museum", code), "CHECK", "reused");
    assertThat(fixture.city.records).hasSize(3);
  }

  @Test
  void aFaultHasNoColourAndNobodyIsRecorded() throws Exception {
    HttpResponse<String> answer = scan("north", "hello");
    is(answer, "REFUSE", "not-a-code");
    assertThat(new JsonObject(answer.body()).fieldNames())
        .containsExactly("verdict", "reason", "policy", "scanId", "advice");
    assertThat(fixture.city.records).isEmpty();
  }

  @Test
  void aCodeThatIsOutOfItsTimeByLittleTellsTheSkew() throws Exception {
    String old = fixture.city.code(TestCity.GREEN, Colour.GREEN, Instant.now().minusSeconds(100));
    HttpResponse<String> answer = scan("north", old);
    is(answer, "REFUSE", "expired");
    assertThat(new JsonObject(answer.body()).getInteger("skewSeconds")).isBetween(39, 60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0\0\0\0\0\0", "SG1:", "SG1:0000", "SG1:::::::", "\u00e9", "  "})
  void rubbishIsAScanThatIsRefused(String rubbish) throws Exception {
    HttpResponse<String> answer = scan("north", rubbish);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getString("verdict")).isEqualTo("REFUSE");
  }

  @Test
  void randomBase45IsRefused() throws Exception {
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder("SG1:");
      random
          .ints(random.nextInt(1, 600), 0, 45)
          .forEach(digit -> text.append(digits.charAt(digit)));
      is(scan("north", text.toString()), "REFUSE", "malformed");
    }
  }

  @Test
  void everyBitOfACodeCounts() throws Exception {
    byte[] code = fixture.code(TestCity.GREEN).getBytes(US_ASCII);
    for (int bit = 0; bit < 7 * code.length; bit++) {
      byte[] flipped = code.clone();
      flipped[bit / 7] ^= (byte) (1 << bit % 7);
      HttpResponse<String> answer = scan("north", new String(flipped, US_ASCII));
      assertThat(answer.statusCode()).isIn(200);
      assertThat(new JsonObject(answer.body()).getString("verdict")).isEqualTo("REFUSE");
    }
  }

  @Test
  void whatIsNoScanIsAProblem() throws Exception {
    isProblem(scan("north", ""), 400, "empty-body");
    isProblem(scan("north", "\r\n"), 400, "empty-body");
    UnaryOperator<HttpRequest.Builder> json = r -> r.header("Content-Type", "application/json");
    isProblem(scan("north", "", json), 400, "empty-body");
    isProblem(scan("north", "{\"code\":\"\"}", json), 400, "empty-body");
    isProblem(scan("north", "{\"code\":1}", json), 400, "not-json");
    isProblem(scan("north", "{\"code\":\"a\"} x", json), 400, "not-json");
    isProblem(scan("north", "{\"code\":\"a\",\"b\":1}", json), 400, "not-json");
    isProblem(
        scan("north", "code=x", r -> r.header("Content-Type", "text/html")), 415, "wrong-type");
    isProblem(scan("north", "x", r -> r), 415, "wrong-type");
    isProblem(scan("nobody", fixture.code(TestCity.GREEN)), 401, "unknown-device");
    isProblem(send(to("/v1/scan").GET().build()), 404, "not-found");
    isProblem(send(to("/").GET().build()), 404, "not-found");
    HttpResponse<String> get = send(by("north", to("/v1/scans")).GET().build());
    isProblem(get, 405, "wrong-method");
    assertThat(get.headers().firstValue("allow")).contains("POST");
    HttpResponse<String> put = send(to("/v1/trust").PUT(BodyPublishers.noBody()).build());
    isProblem(put, 405, "wrong-method");
    assertThat(put.headers().firstValue("allow")).contains("GET");
    is(scan("north", fixture.code(TestCity.GREEN)), "ADMIT", "green");
  }

  @Test
  void gatesWithoutAConnectionAreGivenWhatWasPublished() throws Exception {
    HttpRequest ask = to("/v1/trust").GET().build();
    isProblem(send(ask), 503, "busy");
    fixture.shared.lists().takeOverTrust(TestDoors.trust());
    for (int round = 0; round < 2; round++) {
      HttpResponse<byte[]> answer = client.send(ask, BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).contains("application/cbor");
      assertThat(answer.body()).containsExactly(0xa0);
    }
  }

  @Test
  void aDeviceOverItsRateIsToldWhenToComeAgain() throws Exception {
    is(scan("slow", fixture.code(TestCity.GREEN)), "ADMIT", "green");
    HttpResponse<String> over = scan("slow", fixture.code(TestCity.GREEN));
    isProblem(over, 429, "over-rate");
    assertThat(over.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
    try (Socket socket = connect()) {
      write(socket, head("Content-Length: 10485760"));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ").contains("connection: close");
    }
    isProblem(scan("north", "x".repeat(4_097)), 413, "too-large");
    is(scan("north", "x".repeat(4_096)), "REFUSE", "malformed");
  }

  @Test
  void tenMegabytesAreThrownAwayAndTheAnswerIsRead() throws Exception {
    isProblem(scan("north", "x".repeat(10 << 20)), 413, "too-large");
    is(scan("north", fixture.code(TestCity.GREEN)), "ADMIT", "green");
  }

  @Test
  void aBodyWithoutLengthIsCutOffWhenItIsTooLarge() throws Exception {
    try (Socket socket = connect()) {
      write(socket, head("Transfer-Encoding: chunked") + ("1000\r\n" + "x".repeat(4096) + "\r\n"));
      write(socket, "1\r\nx\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOn() throws Exception {
    HttpResponse<String> answer =
        send(
            by("north", to("/v1/scans"))
                .expectContinue(true)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(fixture.code(TestCity.GREEN)))
                .build());
    is(answer, "ADMIT", "green");
  }

  @Test
  void headersOverTheLimitAreRefused() throws Exception {
    try (Socket socket = connect()) {
      write(socket, head("X: " + "x".repeat(9_000)));
      assertThat(readAll(socket)).startsWith("HTTP/1.").contains(" 431 ", "large-headers");
    }
    try (Socket socket = connect()) {
      write(socket, "GET /" + "x".repeat(2_000) + " HTTP/1.1\r\n\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.").contains(" 414 ", "long-address");
    }
    try (Socket socket = connect()) {
      write(socket, "\1\2\3 what is this\r\n\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.").contains(" 400 ", "bad-request");
    }
  }

  @Test
  void halfABodyThenSilenceIsTimedOut() throws Exception {
    try (Socket socket = connect()) {
      write(socket, head("Content-Length: 100") + "SG1:");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ").contains("slow-body");
    }
  }

  @Test
  void halfAHeadThenSilenceEndsWithTheConnection() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "POST /v1/scans HTTP/1.1\r\nHost: x\r\nX: ");
      assertThat(readAll(socket)).isEmpty();
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws Exception {
    try (Socket socket = connect()) {
      assertThat(readAll(socket)).isEmpty();
    }
    until(() -> fixture.registry.scrape().contains("scangate_connections 0.0"));
  }

  @Test
  void beyondTheBoundConnectionsAreToldToComeAgain() throws Exception {
    Socket[] held = new Socket[SETTINGS.mostConnections()];
    try {
      for (int i = 0; i < held.length; i++) {
        held[i] = connect();
      }
      until(() -> fixture.registry.scrape().contains("scangate_connections 8.0"));
      HttpResponse<String> answer = scan("north", fixture.code(TestCity.GREEN));
      isProblem(answer, 503, "busy");
      assertThat(answer.headers().firstValue("retry-after").orElseThrow()).matches("[1-3]");
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    until(() -> fixture.registry.scrape().contains("scangate_connections 0.0"));
    is(scan("north", fixture.code(TestCity.GREEN)), "ADMIT", "green");
  }

  @Test
  void aMissIsAnsweredWhenItIsFetchedAndShedWhenTooManyWait() throws Exception {
    CompletableFuture<HttpResponse<String>> first = far();
    CompletableFuture<HttpResponse<String>> second = far();
    until(() -> fixture.city.fetches.size() == SETTINGS.mostWaiting());
    isProblem(far().get(20, TimeUnit.SECONDS), 503, "busy");
    is(scan("north", fixture.code(TestCity.GREEN)), "ADMIT", "green");
    fixture.answerFetches(TestCity.known(TestCity.FAR, Colour.YELLOW));
    is(first.get(20, TimeUnit.SECONDS), "REFUSE", "yellow");
    is(second.get(20, TimeUnit.SECONDS), "REFUSE", "yellow");
  }

  @Test
  void aMissThatNobodyAnswersIsJudgedByTheCodeAlone() throws Exception {
    CompletableFuture<HttpResponse<String>> scan = far();
    until(() -> !fixture.city.fetches.isEmpty());
    fixture.answerFetches(Standing.Unanswered.INSTANCE);
    HttpResponse<String> answer = scan.get(20, TimeUnit.SECONDS);
    is(answer, "CHECK", "unavailable");
    assertThat(new JsonObject(answer.body()).getString("basis")).isEqualTo("code");
    assertThat(new JsonObject(answer.body()).containsKey("asOf")).isFalse();
  }

  @Test
  void onShutdownWhatIsUnderWayIsAnsweredAndThePeerIsTold() throws Exception {
    CompletableFuture<HttpResponse<String>> scan = far();
    until(() -> !fixture.city.fetches.isEmpty());
    Future<Void> undeployed = fixture.shutdown();
    until(() -> fixture.shared.drain().hasBegun());
    fixture.answerFetches(TestCity.known(TestCity.FAR, Colour.GREEN));
    HttpResponse<String> answer = scan.get(20, TimeUnit.SECONDS);
    is(answer, "ADMIT", "green");
    assertThat(answer.headers().firstValue("connection")).contains("close");
    await(undeployed);
  }

  private CompletableFuture<HttpResponse<String>> far() {
    String code = fixture.city.code(TestCity.FAR, Colour.GREEN, Instant.now());
    return client.sendAsync(
        by("north", to("/v1/scans"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(code))
            .build(),
        BodyHandlers.ofString());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.gateway.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String head(String header) {
    return "POST /v1/scans HTTP/1.1\r\n"
        + "Host: x\r\n"
        + "Content-Type: text/plain\r\n"
        + "Authorization: Bearer "
        + TestDoors.key("north")
        + "\r\n"
        + header
        + "\r\n\r\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  /** All that comes until the peer closes the connection. */
  private static String readAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), UTF_8);
  }
}
