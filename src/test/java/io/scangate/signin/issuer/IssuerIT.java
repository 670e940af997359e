package io.scangate.signin.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.config.ConfigFile;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.Loop;
import io.scangate.health.Division;
import io.scangate.ops.IssuerMeters.Result;
import io.scangate.signin.Caller;
import io.scangate.signin.CountedSignIns;
import io.scangate.signin.Fault;
import io.scangate.signin.KeyFollower;
import io.scangate.signin.KeyLocation;
import io.scangate.signin.KeySettings;
import io.scangate.signin.KeySource;
import io.scangate.signin.TokenRules;
import io.scangate.signin.Verifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens fetched over HTTP and verified with the keys that are published over HTTP. */
class IssuerIT {
  private static final Instant NOW = Instant.parse("2022-03-01T08:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ClientSecret LAB = ClientSecret.fresh(RANDOM);
  private static final ClientSecret CLERK = ClientSecret.fresh(RANDOM);

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final Map<Result, Integer> results = new ConcurrentHashMap<>(new EnumMap<>(Result.class));
  private final int port = FreePorts.next();
  private final URI url = URI.create("http://127.0.0.1:" + port);
  private Issuer issuer;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    issuer = open();
    Router router = Router.router(vertx);
    issuer.mountOn(router);
    server = Loop.join(vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    client.close();
    Loop.join(server.close());
    Loop.join(vertx.close());
  }

  private Path keys() {
    return directory.resolve("issuer.json");
  }

  private Issuer open() throws IOException {
    Account lab =
        new Account(
            "lab-1",
            SecretHash.of(LAB, RANDOM),
            Set.of("intake"),
            Set.of("facts:read", "facts:write"),
            Set.of("laboratory"),
            Optional.of(new Division("4403")));
    Account clerk =
        new Account(
            "clerk",
            SecretHash.of(CLERK, RANDOM),
            Set.of("casework", "intake"),
            Set.of(),
            Set.of("community"),
            Optional.of(new Division("440305001001")));
    // By way of the file, as an installation has them.
    Accounts accounts =
        Accounts.read(
            ConfigFile.parse("accounts.json", new Accounts(List.of(lab, clerk), RANDOM).text()),
            RANDOM);
    return Issuer.open(
        IssuerSettings.of(url),
        accounts,
        keys(),
        Optional.empty(),
        now::get,
        result -> results.merge(result, 1, Integer::sum));
  }

  private HttpResponse<String> post(String form) throws Exception {
    return post("application/x-www-form-urlencoded", form);
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(url.resolve(Issuer.TOKEN))
            .header("content-type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String form(String name, String secret) {
    return form(
        Map.of("grant_type", "client_credentials", "client_id", name, "client_secret", secret));
  }

  private String token() throws Exception {
    return new JsonObject(post(form("lab-1", LAB.reveal())).body()).getString("access_token");
  }

  private Verifier verifier(KeySource source) {
    return new Verifier(
        TokenRules.of(url.toString(), "intake"), source, now::get, new CountedSignIns(), 10);
  }

  private KeyFollower follower() {
    KeyFollower follower =
        new KeyFollower(
            vertx,
            KeySettings.of(new KeyLocation.AtAddress(url.resolve(Issuer.KEYS))),
            Optional.empty(),
            now::get,
            new CountedSignIns());
    Loop.join(follower.start());
    return follower;
  }

  @Test
  void aSourceSignsIn() throws Exception {
    HttpResponse<String> answer = post(form("lab-1", LAB.reveal()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    JsonObject body = new JsonObject(answer.body());
    assertThat(body.getString("token_type")).isEqualTo("Bearer");
    assertThat(body.getInteger("expires_in")).isEqualTo(3600);
    assertThat(body.getString("scope")).isEqualTo("facts:read facts:write");

    Caller caller = verifier(follower()).check("Bearer " + body.getString("access_token"));
    assertThat(caller)
        .isInstanceOfSatisfying(
            Caller.Genuine.class,
            genuine -> {
              assertThat(genuine.principal().subject()).isEqualTo("lab-1");
              assertThat(genuine.principal().client()).contains("lab-1");
              assertThat(genuine.principal().roles()).containsExactly("laboratory");
              assertThat(genuine.principal().division()).contains(new Division("4403"));
              assertThat(genuine.principal().scopes())
                  .containsExactlyInAnyOrder("facts:read", "facts:write");
              assertThat(genuine.principal().expires()).isEqualTo(NOW.plusSeconds(3600));
            });
    assertThat(results).containsEntry(Result.ISSUED, 1);
  }

  @Test
  void aRoleAccountSignsInWithoutScopes() throws Exception {
    JsonObject body = new JsonObject(post(form("clerk", CLERK.reveal())).body());
    assertThat(body.containsKey("scope")).isFalse();
    Caller caller = verifier(issuer).check("Bearer " + body.getString("access_token"));
    assertThat(caller)
        .isInstanceOfSatisfying(
            Caller.Genuine.class,
            genuine -> assertThat(genuine.principal().roles()).containsExactly("community"));
  }

  @Test
  void aTokenEnds() throws Exception {
    String token = token();
    Verifier verifier = verifier(follower());
    now.set(NOW.plusSeconds(3630));
    assertThat(verifier.check("Bearer " + token)).isEqualTo(new Caller.Refused(Fault.EXPIRED));
  }

  @Test
  void aClientMayAskForLess() throws Exception {
    String asked = form("lab-1", LAB.reveal()) + "&scope=facts%3Aread";
    assertThat(new JsonObject(post(asked).body()).getString("scope")).isEqualTo("facts:read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client_id=lab-1&client_secret=SECRET|invalid_request",
        "grant_type=password&client_id=lab-1&client_secret=SECRET|unsupported_grant_type",
        "grant_type=client_credentials&client_secret=SECRET|invalid_client",
        "grant_type=client_credentials&client_id=lab-1|invalid_client",
        "grant_type=client_credentials&client_id=lab-1&client_secret=|invalid_client",
        "grant_type=client_credentials&client_id=lab-1&client_secret=SECRETx|invalid_client",
        "grant_type=client_credentials&client_id=lab-2&client_secret=SECRET|invalid_client",
        "grant_type=client_credentials&client_id=clerk&client_secret=SECRET|invalid_client",
        "grant_type=client_credentials&client_id=lab-1&client_id=x&client_secret=SECRET|invalid_request",
        "grant_type=client_credentials&client_id=lab-1&client_secret=SECRET&scope=admin|invalid_scope",
        "%|invalid_request",
        "grant_type=%ZZ|invalid_request",
      })
  void aWrongRequestIsToldWhatRfc6749Says(String form, String error) throws Exception {
    HttpResponse<String> answer = post(form.replace("SECRET", LAB.reveal()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(LAB.reveal());
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(new JsonObject(answer.body()).getString("error")).isEqualTo(error);
  }

  @Test
  void parametersCountInTheBodyOnly() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(url.resolve(Issuer.TOKEN + "?" + form("lab-1", LAB.reveal())))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyThatIsNoFormIsRefused() throws Exception {
    HttpResponse<String> answer = post("application/json", "{}");
    assertThat(new JsonObject(answer.body()).getString("error")).isEqualTo("invalid_request");
  }

  @Test
  void aLargeBodyIsRefused() throws Exception {
    assertThat(post("grant_type=" + "x".repeat(1 << 20)).statusCode()).isEqualTo(413);
    assertThat(post(form("lab-1", LAB.reveal())).statusCode()).isEqualTo(200);
  }

  @Test
  void anAddressThatFailsOftenIsHeldUp() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertThat(post(form("nobody-" + i, "x")).statusCode()).isEqualTo(400);
    }
    HttpResponse<String> heldUp = post(form("lab-1", LAB.reveal()));
    assertThat(heldUp.statusCode()).isEqualTo(429);
    assertThat(heldUp.headers().firstValue("retry-after")).contains("3");
    now.set(NOW.plusSeconds(2));
    assertThat(post(form("lab-1", LAB.reveal())).statusCode()).isEqualTo(200);
    assertThat(results)
        .containsEntry(Result.WRONG_CLIENT, 30)
        .containsEntry(Result.HELD_UP, 1)
        .containsEntry(Result.ISSUED, 1);
  }

  @Test
  void aClientUnderWhoseNameManyFailIsHeldUpLikeOneThatIsNotKnown() throws Exception {
    for (String name : List.of("lab-1", "unknown")) {
      for (int i = 0; i < 10; i++) {
        assertThat(post(form(name, "x")).statusCode()).isEqualTo(400);
      }
      assertThat(post(form(name, LAB.reveal())).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void aStrangerCannotLockAClientOut() throws Exception {
    assertThat(post(form("lab-1", LAB.reveal())).statusCode()).isEqualTo(200);
    for (int i = 0; i < 15; i++) {
      assertThat(post(form("lab-1", "x")).statusCode()).isEqualTo(400);
    }
    assertThat(post(form("lab-1", LAB.reveal())).statusCode()).isEqualTo(200);
  }

  @Test
  void theConfigurationLeadsToTheRest() throws Exception {
    JsonObject configuration = new JsonObject(get(Issuer.CONFIGURATION).body());
    assertThat(configuration.getString("issuer")).isEqualTo(url.toString());
    assertThat(URI.create(configuration.getString("token_endpoint")).getPath())
        .isEqualTo(Issuer.TOKEN);
    JsonObject keySet =
        new JsonObject(get(URI.create(configuration.getString("jwks_uri")).getPath()).body());
    assertThat(keySet.getJsonArray("keys")).hasSize(1);
    assertThat(keySet.getJsonArray("keys").getJsonObject(0).fieldNames())
        .doesNotContain("d")
        .contains("x", "y", "kid");
  }

  @Test
  void aRotationKeepsWhatWasIssued() throws Exception {
    Verifier verifier = verifier(follower());
    String before = "Bearer " + token();
    assertThat(issuer.rotate()).isEqualTo(new Issuer.Rotation.Done());
    String after = "Bearer " + token();
    assertThat(Loop.join(verifier.checkAsking(after))).isInstanceOf(Caller.Genuine.class);
    assertThat(verifier.check(before)).isInstanceOf(Caller.Genuine.class);
    assertThat(new JsonObject(get(Issuer.KEYS).body()).getJsonArray("keys")).hasSize(2);

    assertThat(issuer.rotate()).isEqualTo(new Issuer.Rotation.TooSoon(NOW.plusSeconds(3600)));
    now.set(NOW.plusSeconds(3600));
    assertThat(issuer.rotate()).isEqualTo(new Issuer.Rotation.Done());
    assertThat(new JsonObject(get(Issuer.KEYS).body()).getJsonArray("keys")).hasSize(2);
  }

  @Test
  void theKeysAreFoundAgainInAPrivateFile() throws Exception {
    String token = token();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .isEqualTo("rw-------");
    var _ = issuer.rotate();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .isEqualTo("rw-------");
    assertThat(verifier(open()).check("Bearer " + token)).isInstanceOf(Caller.Genuine.class);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(keys());
    }
  }
}
