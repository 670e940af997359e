package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.engine.intake.SourceIssuer;
import io.scangate.gateway.OpenApi;
import io.scangate.health.PersonRef;
import io.scangate.ops.IntakeMeters;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the document of the intake says and what the server answers are the same. */
class IntakeContractIT {
  private static final String PATH = "/v1/facts";

  @TempDir Path directory;
  private TestLedger test;
  private TestIntake intake;
  private OpenApi document;

  @BeforeEach
  void open() throws IOException {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    intake =
        new TestIntake(
            test,
            directory,
            new FactsSettings(
                10, 4_096, 1_024, 5, Duration.ofMillis(50), Duration.ofMillis(300), 2, 1));
    document = OpenApi.read(test.vertx, Path.of("src/docs/openapi/intake.yaml"));
  }

  @AfterEach
  void close() {
    intake.close();
    test.close();
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        intake.client.send(
            request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    document.holds("POST", PATH, answer);
    return answer;
  }

  private static String batch(JsonObject row) {
    return "{\"facts\":[" + row.encode() + "]}";
  }

  @Test
  void everyAnswerIsAsItIsDescribed() throws Exception {
    PersonRef person = test.somebody();
    String token = intake.token("laboratory");
    String json = "application/json";
    JsonObject good = intake.negative("t1", person);
    JsonObject other = intake.negative("t1", test.somebody());
    JsonObject foreign = intake.contact("c1", person);
    var _ = send(intake.request(token, json, batch(good), ""), 202);
    var _ =
        send(
            intake.request(
                token, "application/x-ndjson", good.encode() + "\n" + foreign.encode(), ""),
            202);
    var _ = send(intake.request(token, json, batch(other), ""), 409);
    var _ = send(intake.request(token, json, batch(foreign), ""), 403);
    var _ = send(intake.request(token, json, "{", ""), 400);
    var _ = send(intake.request(token, json, " ".repeat(5_000), ""), 413);
    var _ = send(intake.request(token, "text/plain", "x", ""), 415);
    var _ = send(intake.request("x.y.z", json, batch(good), ""), 401);
    var _ =
        send(
            HttpRequest.newBuilder(intake.url.resolve(PATH))
                .header("authorization", "Bearer " + token)
                .PUT(BodyPublishers.noBody()),
            405);
    assertThat(document.statuses("POST", PATH)).containsAll(document.seenStatuses("POST", PATH));
  }

  @Test
  void theDocumentKnowsTheWordsOfTheProgram() {
    assertThat(document.words("Result", "reason"))
        .containsExactlyElementsOf(
            Arrays.stream(IntakeMeters.Reason.values()).map(IntakeMeters.Reason::tag).toList());
    assertThat(document.words("Result", "outcome"))
        .containsExactlyElementsOf(
            Arrays.stream(IntakeMeters.Outcome.values()).map(IntakeMeters.Outcome::tag).toList());
  }

  @Test
  void nobodyIsAdmittedWithoutAGenuineTokenThatIsInForceAndForFacts() throws Exception {
    JsonObject row = intake.negative("t1", test.somebody());
    String token = intake.token("laboratory");
    HttpResponse<byte[]> without =
        send(
            HttpRequest.newBuilder(intake.url.resolve(PATH))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(batch(row))),
            401);
    assertThat(without.headers().firstValue("www-authenticate"))
        .contains("Bearer realm=\"scangate facts\"");
    JWSObject forged =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(JWSObject.parse(token).getHeader().getKeyID())
                .build(),
            new Payload(JWSObject.parse(token).getPayload().toString()));
    forged.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
    var _ = send(intake.request(forged.serialize(), "application/json", batch(row), ""), 401);
    test.passes(Duration.ofHours(1).plusSeconds(31));
    HttpResponse<byte[]> expired =
        send(intake.request(token, "application/json", batch(row), ""), 401);
    assertThat(expired.headers().firstValue("www-authenticate").orElseThrow()).contains("expired");
    assertThat(intake.codes()).isEmpty();
    assertThat(intake.problems(401)).isEqualTo(3);
  }

  /** A token of the issuer itself, as if it had been asked for something else. */
  private String signed(String client, String scope) throws Exception {
    ECKey key = (ECKey) JWKSet.load(directory.resolve("issuer.json").toFile()).getKeys().getFirst();
    JsonObject claims =
        new JsonObject()
            .put("iss", intake.url.toString())
            .put("aud", SourceIssuer.AUDIENCE)
            .put("sub", client)
            .put("client_id", client)
            .put("scope", scope)
            .put("exp", test.instant().plusSeconds(60).getEpochSecond());
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new Payload(claims.encode()));
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  @Test
  void aTokenForSomethingElseAndAClientThatIsNoSourceAreRefused() throws Exception {
    String row = batch(intake.negative("t1", test.somebody()));
    String json = "application/json";
    HttpResponse<byte[]> scope =
        send(intake.request(signed("laboratory", "roots"), json, row, ""), 403);
    assertThat(scope.headers().firstValue("www-authenticate").orElseThrow())
        .contains("insufficient_scope");
    HttpResponse<byte[]> stranger =
        send(intake.request(signed("stranger", "facts"), json, row, ""), 403);
    assertThat(new String(stranger.body(), StandardCharsets.UTF_8)).contains("unknown-source");
    assertThat(intake.codes()).isEmpty();
    var _ = send(intake.request(signed("laboratory", "roots facts"), json, row, ""), 202);
  }

  @Test
  void aSilentSenderIsToldAndOneWithTooManyRequestsComesAgain() throws Exception {
    String token = intake.token("laboratory");
    String head =
        "POST /v1/facts HTTP/1.1\r\nhost: intake\r\nauthorization: Bearer "
            + token
            + "\r\ncontent-type: application/json\r\ncontent-length: 100\r\n"
            + "expect: 100-continue\r\n\r\n";
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), intake.port)) {
      silent.setSoTimeout(30_000);
      silent.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(silent.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      HttpResponse<byte[]> second =
          send(
              intake.request(
                  token, "application/json", batch(intake.negative("t1", test.somebody())), ""),
              429);
      assertThat(second.headers().firstValue("retry-after")).contains("1");
      assertThat(in.readLine()).isEmpty();
      assertThat(in.readLine()).isEqualTo("HTTP/1.1 408 Request Timeout");
    }
  }
}
