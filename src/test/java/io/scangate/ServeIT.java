package io.scangate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user starts it: a process of its own, its demo city, a scanner, its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static int gatewayPort;
  private static int managementPort;
  private static Process process;

  @BeforeAll
  static void start() throws IOException {
    gatewayPort = FreePorts.next();
    managementPort = FreePorts.next();
    Files.writeString(
        folder.resolve("settings.yaml"),
        """
        data: %s
        gateway: {port: %d}
        management: {port: %d}
        engine: {port: %d}
        demo: {changes-per-second: 50}
        """
            .formatted(folder.resolve("data"), gatewayPort, managementPort, FreePorts.next()));
    process = launch("out");
    awaitShown("out");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static Process launch(String output) throws IOException {
    return ScangateProcess.of("serve", "--config", folder.resolve("settings.yaml").toString())
        .redirectOutput(folder.resolve(output).toFile())
        .redirectError(folder.resolve(output + ".log").toFile())
        .start();
  }

  /** On an idle machine it takes a quarter of that; how long exactly is measured elsewhere. */
  private static void awaitShown(String output) {
    Await.until(
        "the demo city is shown",
        Duration.ofMinutes(2),
        () -> read(folder.resolve(output)).contains("Ctrl-C stops") || !process.isAlive());
    assertThat(process.isAlive()).as(read(folder.resolve(output + ".log"))).isTrue();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode demo() throws IOException {
    return JSON.readTree(folder.resolve("data/demo.json").toFile());
  }

  private static String code(String colour) throws IOException {
    return of(colour, "code");
  }

  private static String of(String colour, String field) throws IOException {
    for (JsonNode person : demo().get("people")) {
      if (person.get("colour").asText().equals(colour)) {
        return person.get(field).asText();
      }
    }
    throw new AssertionError("nobody is " + colour);
  }

  private static HttpResponse<String> scan(byte[] code) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + "/v1/scans"))
            .header("Authorization", "Bearer " + demo().at("/checkpoints/0/key").asText())
            .header("Content-Type", "text/plain")
            .header("Accept-Language", "en")
            .POST(BodyPublishers.ofByteArray(code))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode verdict(String code) throws Exception {
    HttpResponse<String> response = scan(code.getBytes(US_ASCII));
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> manage(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)).build(),
        BodyHandlers.ofString());
  }

  @Test
  @Order(1)
  void admitsGreenAndRefusesYellowAndRedWithTheirReasons() throws Exception {
    JsonNode green = verdict(code("GREEN"));
    assertThat(green.get("verdict").asText()).isEqualTo("ADMIT");
    assertThat(green.get("basis").asText()).isEqualTo("live");
    JsonNode yellow = verdict(code("YELLOW"));
    assertThat(yellow.get("verdict").asText()).isEqualTo("REFUSE");
    assertThat(yellow.get("reason").asText()).isEqualTo("yellow");
    JsonNode red = verdict(code("RED"));
    assertThat(red.get("verdict").asText()).isEqualTo("REFUSE");
    assertThat(red.get("reason").asText()).isEqualTo("red");
  }

  /** A token of a source or a clerk, fetched with the secret of the file. */
  private static String token(String among, String client) throws Exception {
    String secret = "";
    for (JsonNode each : demo().get(among)) {
      if (each.get("client").asText().equals(client)) {
        secret = each.get("secret").asText();
      }
    }
    String form = "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret;
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(demo().get("token").asText()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).get("access_token").asText();
  }

  @Test
  @Order(2)
  void aFactThatASourceSendsIsAtTheDoorAMomentLater() throws Exception {
    JsonNode person = null;
    for (JsonNode each : demo().get("people")) {
      person = each.get("colour").asText().equals("GREEN") ? each : person;
    }
    String code = requireNonNull(person).get("code").asText();
    assertThat(verdict(code).get("colour").asText()).isEqualTo("GREEN");
    String facts =
        """
        {"facts": [{"key": "first", "person": {"reference": "%s"}, "division": "440305",
          "fact": {"fact": "contact", "kind": "close"}, "happenedAt": "%s",
          "place": "a market", "document": "tracing 1"}]}
        """
            .formatted(person.get("person").asText(), Instant.now());
    HttpResponse<String> taken =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(demo().get("intake").asText()))
                .header("Authorization", "Bearer " + token("sources", "contact-tracing"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(facts))
                .build(),
            BodyHandlers.ofString());
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    assertThat(taken.body()).contains("stored");
    Await.until("the door knows it", () -> verdict(code).get("colour").asText().equals("RED"));
  }

  @Test
  @Order(2)
  void everyRoleHasAnAccountWhoseTokenSaysWhatItMay() throws Exception {
    assertThat(demo().get("staff").findValuesAsText("role")).contains("community", "auditor");
    for (JsonNode clerk : demo().get("staff")) {
      HttpResponse<String> answer =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(demo().get("casework").asText() + "/permissions"))
                  .header("Authorization", "Bearer " + token("staff", clerk.get("client").asText()))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode told = JSON.readTree(answer.body());
      assertThat(told.get("roles").get(0)).isEqualTo(clerk.get("role"));
      assertThat(told.get("division")).isEqualTo(clerk.get("division"));
    }
  }

  @Test
  @Order(3)
  void showsTheCurlLineThatScansAndPeopleOfEachColour() throws Exception {
    String shown = read(folder.resolve("out"));
    assertThat(shown).contains("curl -s http://127.0.0.1:" + gatewayPort + "/v1/scans");
    assertThat(shown).contains(code("GREEN")).contains("█");
    JsonNode demo = demo();
    assertThat(demo.get("gateway").asText()).isEqualTo("http://127.0.0.1:" + gatewayPort);
    for (String colour : List.of("GREEN", "YELLOW", "RED")) {
      int count = 0;
      for (JsonNode person : demo.get("people")) {
        count += person.get("colour").asText().equals(colour) ? 1 : 0;
      }
      assertThat(count).as(colour).isGreaterThanOrEqualTo(20);
    }
    assertThat(demo.get("checkpoints")).hasSizeGreaterThan(300);
  }

  @Test
  @Order(4)
  void refusesACodeWithAnySingleBitFlipped() throws Exception {
    byte[] code = code("GREEN").getBytes(US_ASCII);
    for (int bit = 0; bit < code.length * 8; bit++) {
      byte[] flipped = code.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      HttpResponse<String> response = scan(flipped);
      assertThat(response.statusCode()).as("bit %d", bit).isEqualTo(200);
      JsonNode verdict = JSON.readTree(response.body());
      assertThat(verdict.get("verdict").asText()).as("bit %d", bit).isEqualTo("REFUSE");
      assertThat(verdict.has("colour")).as("bit %d", bit).isFalse();
    }
  }

  @Test
  @Order(5)
  void tellsOperatorsThatItIsWellAndWhatItDid() throws Exception {
    for (String path : List.of("/health/live", "/health/ready", "/health/fresh")) {
      assertThat(manage(path).statusCode()).as(path).isEqualTo(200);
    }
    String metrics = manage("/metrics").body();
    assertThat(metrics)
        .contains("scangate_verdicts_total{")
        .contains("scangate_runs_on_info{")
        .contains("scangate_feed_commit_to_door_seconds_bucket");
    assertThat(metrics).doesNotContain(demo().at("/checkpoints/0/key").asText());
  }

  @Test
  @Order(6)
  void showsOperatorsItsEssentialsInATerminal() throws Exception {
    CompletableFuture<Run> top =
        CompletableFuture.supplyAsync(
            () ->
                Run.of(
                    "ops",
                    "top",
                    "--url",
                    "http://127.0.0.1:" + managementPort,
                    "--interval",
                    "2",
                    "--times",
                    "1"));
    while (!top.isDone()) {
      var _ = verdict(code("GREEN"));
    }
    Run run = top.get();
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .containsPattern("scans +[1-9][0-9.,]*/s   p50 [0-9.]+ (us|ms)   p99 [0-9.]+ (us|ms)")
        .contains("verdicts    ADMIT 100.0 %")
        .containsPattern("live [0-9.]+ %")
        .containsPattern("near cache +hits [0-9.]+ %   codes [1-9]")
        .containsPattern("freshness +oldest [0-9.]+ (us|ms)   commit to door p99 [0-9.]+ (us|ms)")
        .containsPattern("redis p99 .*publishing [0-9.]+ (us|ms)")
        .containsPattern("redis +deadlines missed [0-9.]+/s")
        .containsPattern("expiry .*epoch-keys [0-9]+ (h|d)")
        .containsPattern("queues +outbox [0-9,]+   clock due [0-9,]+   behind .*root age [0-9.]+");
  }

  @Test
  @Order(6)
  void saysThatNobodyAnswersAndWhatAnAddressIsLike() throws Exception {
    Run nobody = Run.of("ops", "top", "--url", "http://127.0.0.1:" + FreePorts.next());
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("is away");
    Run wrong = Run.of("ops", "top", "--url", "localhost");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--url is like http://127.0.0.1:9464");
    assertThat(Run.of("ops", "top", "--interval", "0").code()).isEqualTo(2);
  }

  @Test
  @Order(6)
  void showsPhonesFreshCodesWhichALineOfTurnstilesAdmits() throws Exception {
    HttpResponse<String> shown =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + "/v1/code"))
                .header("Authorization", "Bearer " + of("GREEN", "holder"))
                .build(),
            BodyHandlers.ofString());
    assertThat(shown.statusCode()).isEqualTo(200);
    CompletableFuture<String> answer = new CompletableFuture<>();
    StringBuilder whole = new StringBuilder();
    WebSocket line =
        CLIENT
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + demo().at("/checkpoints/0/key").asText())
            .buildAsync(
                URI.create("ws://127.0.0.1:" + gatewayPort + "/v1/gate"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket socket, CharSequence text, boolean last) {
                    whole.append(text);
                    if (last) {
                      answer.complete(whole.toString());
                    }
                    return WebSocket.Listener.super.onText(socket, text, last);
                  }
                })
            .get(20, TimeUnit.SECONDS);
    var _ = line.sendText(shown.body(), true).get(20, TimeUnit.SECONDS);
    JsonNode verdict = JSON.readTree(answer.get(20, TimeUnit.SECONDS));
    line.abort();
    assertThat(verdict.get("seq").asInt()).isEqualTo(1);
    assertThat(verdict.get("verdict").asText()).isEqualTo("ADMIT");
    assertThat(verdict.get("basis").asText()).isEqualTo("live");
  }

  @Test
  @Order(7)
  void givesGatesWithoutAConnectionItsTrustList() throws Exception {
    HttpResponse<byte[]> trust =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + "/v1/trust"))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(trust.statusCode()).isEqualTo(200);
    assertThat(trust.headers().firstValue("Content-Type")).contains("application/cbor");
    assertThat(trust.body()[0]).isEqualTo((byte) 0xa3);
  }

  @Test
  @Order(8)
  void keepsItsSecretsToItself() throws IOException {
    try (var files = Files.walk(folder.resolve("data/keys"))) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    String log = read(folder.resolve("out.log"));
    assertThat(log).doesNotContain(demo().at("/checkpoints/1/key").asText());
    assertThat(log).doesNotContain(" ERROR ");
  }

  @Test
  @Order(9)
  void asecondProcessInTheSameFolderIsRefused() throws Exception {
    Process second = launch("second");
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(read(folder.resolve("second.log"))).contains("another Scangate is running in");
  }

  @Test
  @Order(10)
  void stopsGracefullyAndFindsItsDataAgain() throws Exception {
    String before = code("GREEN");
    String key = demo().at("/checkpoints/0/key").asText();
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(read(folder.resolve("out.log"))).contains("embedded Redis stopped");
    process = launch("again");
    awaitShown("again");
    assertThat(demo().at("/checkpoints/0/key").asText()).isEqualTo(key);
    assertThat(verdict(before).get("verdict").asText()).isEqualTo("ADMIT");
  }
}
