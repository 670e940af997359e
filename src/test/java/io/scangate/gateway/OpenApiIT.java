package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.cache.Codes;
import io.scangate.credential.CodeReader;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.HolderTokens;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.health.Colour;
import io.scangate.health.Standing;
import io.scangate.ops.PrometheusScanMeters;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Outcome;
import io.scangate.verdict.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The gateway answers as its OpenAPI description says, and the description says nothing else: every
 * address, method, status, header and field.
 */
@Timeout(120)
class OpenApiIT {
  private static final String SCANS = "/v1/scans";
  private static final String TRUST = "/v1/trust";

  /** Whoever is asked for makes the cache fail, as only a fault of this program could. */
  private static final long BROKEN = 99;

  private static final GatewaySettings SETTINGS =
      new GatewaySettings(
          "127.0.0.1",
          0,
          Duration.ofSeconds(2),
          100,
          1,
          1_024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final TestCity city = new TestCity(Instant.now());
  private OpenApi description;
  private SharedParts shared;
  private GatewayVerticle gateway;

  @BeforeEach
  void start() throws Exception {
    description = OpenApi.read(vertx, OpenApi.GATEWAY);
    Lists lists = new Lists(TestDoors.RULES, System::nanoTime);
    lists.takeOver(TestDoors.checkpoints());
    shared =
        SharedParts.of(
            SETTINGS,
            Duration.ofSeconds(30),
            lists,
            PrometheusScanMeters.in(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
            InstantSource.system(),
            System::nanoTime);
    gateway = new GatewayVerticle(shared, opening -> city.open(opening).map(Breaking::new));
    var _ = Loop.join(vertx.deployVerticle(gateway));
  }

  @AfterEach
  void stop() {
    client.close();
    Loop.join(vertx.close());
  }

  private record Breaking(LoopParts parts) implements LoopParts {
    @Override
    public CodeReader reader() {
      return parts.reader();
    }

    @Override
    public HolderTokens holders() {
      return parts.holders();
    }

    @Override
    public DynamicIssuer issuer() {
      return parts.issuer();
    }

    @Override
    public Codes codes() {
      Codes codes = parts.codes();
      return new Codes() {
        @Override
        public @Nullable Standing near(long person) {
          if (person == BROKEN) {
            throw new IllegalStateException("a fault that the test asked for");
          }
          return codes.near(person);
        }

        @Override
        public Future<Standing> fetch(long person) {
          return codes.fetch(person);
        }
      };
    }

    @Override
    public ScanSink scans() {
      return parts.scans();
    }

    @Override
    public Future<Void> close() {
      return parts.close();
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  private HttpRequest scanOf(String checkpoint, String type, String body) {
    return to(SCANS)
        .header("Authorization", "Bearer " + TestDoors.key(checkpoint))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private int scan(String checkpoint, String type, String body) throws Exception {
    return asDescribed("POST", SCANS, scanOf(checkpoint, type, body));
  }

  private int scan(String body) throws Exception {
    return scan("north", "text/plain", body);
  }

  /** Sends a request, holds the answer against the description, and tells its status. */
  private int asDescribed(String method, String path, HttpRequest request) throws Exception {
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    description.holds(method, path, answer);
    return answer.statusCode();
  }

  /** The same of bytes that no client would send. */
  private void asDescribed(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      description.holdsRaw(
          "POST", SCANS, new String(socket.getInputStream().readAllBytes(), UTF_8));
    }
  }

  private String code(long person) {
    return city.code(person, Colour.GREEN, Instant.now());
  }

  @Test
  void everyStatusOfAScanIsDescribedAndSeen() throws Exception {
    assertThat(scan(code(TestCity.GREEN))).isEqualTo(200);
    assertThat(scan("north", "application/json", "{\"code\":\"" + code(TestCity.RED) + "\"}"))
        .isEqualTo(200);
    assertThat(scan("no code at all")).isEqualTo(200);
    assertThat(scan(city.code(TestCity.GREEN, Colour.GREEN, Instant.now().minusSeconds(100))))
        .isEqualTo(200);
    assertThat(scan("")).isEqualTo(400);
    assertThat(scan("north", "application/json", "{")).isEqualTo(400);
    assertThat(scan("nobody", "text/plain", "x")).isEqualTo(401);
    assertThat(scan("x".repeat(5_000))).isEqualTo(413);
    assertThat(scan("north", "text/html", "x")).isEqualTo(415);
    assertThat(scan("slow", "text/plain", "x")).isEqualTo(200);
    assertThat(scan("slow", "text/plain", "x")).isEqualTo(429);
    assertThat(scan(code(BROKEN))).isEqualTo(500);
    String head = "POST /v1/scans HTTP/1.1\r\nHost: x\r\n";
    asDescribed(head + "X: " + "x".repeat(9_000) + "\r\n\r\n");
    asDescribed("POST /v1/scans?" + "x".repeat(2_000) + " HTTP/1.1\r\n\r\n");
    asDescribed(
        head
            + "Content-Type: text/plain\r\nAuthorization: Bearer "
            + TestDoors.key("north")
            + "\r\nContent-Length: 100\r\n\r\nSG1:");
    shed();
    withoutCertificate();
    wrongMethod(SCANS, "POST");
    assertThat(description.seenStatuses("POST", SCANS))
        .isEqualTo(description.statuses("POST", SCANS));
    assertThat(description.seenFields("POST", SCANS, 200)).isEqualTo(description.fields("Verdict"));
  }

  /** One miss waits, which is the bound here; the next one is shed. */
  private void shed() throws Exception {
    CompletableFuture<HttpResponse<byte[]>> waiting =
        client.sendAsync(
            scanOf("north", "text/plain", code(TestCity.FAR)), BodyHandlers.ofByteArray());
    Await.until("one waits", () -> city.fetches.size() == 1);
    assertThat(scan(code(TestCity.FAR))).isEqualTo(503);
    vertx.runOnContext(v -> city.fetches.remove().complete(Standing.Unanswered.INSTANCE));
    description.holds("POST", SCANS, waiting.get());
  }

  /** A gateway that wants a certificate of each scanner. */
  private void withoutCertificate() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    Path pem = Path.of(certificate.certificatePath());
    TlsSettings files =
        new TlsSettings(pem, Path.of(certificate.privateKeyPath()), Optional.of(pem));
    GatewayVerticle secured =
        new GatewayVerticle(shared.securedBy(ServerCertificate.read(files)), city::open);
    var _ = Loop.join(vertx.deployVerticle(secured));
    HttpClientOptions trusting =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(false)
            .setTrustOptions(new PemTrustOptions().addCertPath(certificate.certificatePath()));
    // A client that nothing refers to is closed by the garbage collector.
    io.vertx.core.http.HttpClient scanner = vertx.createHttpClient(trusting);
    var told = Loop.join(GatewayFixture.scan(scanner, secured.port(), code(TestCity.GREEN)));
    var _ = Loop.join(scanner.close());
    certificate.delete();
    description.holdsRaw(
        "POST",
        SCANS,
        "HTTP/1.1 "
            + told.status()
            + " \r\ncontent-type: application/problem+json\r\n\r\n"
            + told.body());
    assertThat(told.status()).isEqualTo(403);
  }

  /** The description has it with the method that is right. */
  private void wrongMethod(String path, String right) throws Exception {
    HttpRequest request = to(path).method("PATCH", BodyPublishers.noBody()).build();
    assertThat(asDescribed(right, path, request)).isEqualTo(405);
  }

  @Test
  void everyStatusOfTheTrustListIsDescribedAndSeen() throws Exception {
    HttpRequest ask = to(TRUST).GET().build();
    assertThat(asDescribed("GET", TRUST, ask)).isEqualTo(503);
    shared.lists().takeOverTrust(TestDoors.trust());
    assertThat(asDescribed("GET", TRUST, ask)).isEqualTo(200);
    wrongMethod(TRUST, "GET");
    assertThat(description.seenStatuses("GET", TRUST))
        .isEqualTo(description.statuses("GET", TRUST));
  }

  @Test
  void everyAddressTakesTheMethodsThatAreDescribedAndNoOther() throws Exception {
    assertThat(description.paths()).contains(SCANS, TRUST);
    for (String path : description.paths()) {
      Set<String> methods = description.methods(path);
      for (String method : Set.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
        HttpRequest request = to(path).method(method, BodyPublishers.noBody()).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (methods.contains(method)) {
          assertThat(answer.statusCode()).as(method + " " + path).isNotIn(404, 405);
        } else {
          assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(405);
          assertThat(answer.headers().firstValue("allow").orElse("").split(", *"))
              .containsExactlyInAnyOrderElementsOf(methods);
        }
      }
    }
  }

  @Test
  void theWordsAreThoseOfTheCode() {
    assertThat(description.words("Verdict", "verdict"))
        .containsExactlyInAnyOrderElementsOf(names(Outcome.values()));
    assertThat(description.words("Verdict", "colour"))
        .containsExactlyInAnyOrderElementsOf(names(Colour.values()));
    assertThat(description.words("Verdict", "reason"))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Reason.values()).map(Reason::text).toList());
    assertThat(description.words("Verdict", "basis"))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Basis.values()).map(Basis::text).toList());
  }

  private static Iterable<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toList();
  }
}
