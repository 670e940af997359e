package io.scangate.casework;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.casework.certificates.CertificateRules;
import io.scangate.casework.identity.DossierKeys;
import io.scangate.casework.identity.IdentityKeys;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.casework.recognition.PeerLine;
import io.scangate.casework.recognition.PeerParts;
import io.scangate.casework.recognition.PeerRoutes;
import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.transfer.TransferSettings;
import io.scangate.casework.who.Action;
import io.scangate.casework.who.Role;
import io.scangate.casework.who.StaffAccounts;
import io.scangate.casework.who.Warrants;
import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.SealingKey;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.Loop;
import io.scangate.engine.Answers;
import io.scangate.engine.Drain;
import io.scangate.engine.Engine;
import io.scangate.engine.EngineServer;
import io.scangate.engine.ServerSettings;
import io.scangate.engine.TestLedger;
import io.scangate.engine.intake.Pepper;
import io.scangate.gateway.OpenApi;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.PeerKeyDesk;
import io.scangate.ops.CaseworkMeters.Result;
import io.scangate.ops.MicrometerCaseworkMeters;
import io.scangate.ops.MicrometerSignInMeters;
import io.scangate.ops.Names;
import io.scangate.ops.ProblemMeters;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.SignedCodes;
import io.scangate.serve.SignedStatements;
import io.scangate.signin.TokenRules;
import io.scangate.signin.Verifier;
import io.scangate.signin.issuer.Accounts;
import io.scangate.signin.issuer.Issuer;
import io.scangate.signin.issuer.IssuerSettings;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The procedures on a socket, over a ledger of their own, with what people and staff need to sign
 * in. Every answer is held to the OpenAPI document. Shared.
 */
public final class TestCasework implements AutoCloseable {
  /** Where the staff of the tests act; each role as many digits of it as belong to it. */
  static final String COMMUNITY = "440305001001";

  final TestLedger test;
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final HttpClient client = HttpClient.newHttpClient();
  final int port;
  final URI url;
  final StaffAccounts staff = new StaffAccounts(new Division("4403"), new SecureRandom());
  final CaseworkRoutes routes;
  final OpenApi document;
  final SealingKey sealing = SealingKey.generate(new SecureRandom());
  final IdentityKeys identityKeys;
  final Pepper pepper;
  final Engine engine;
  final EngineKeys keys;
  final CaseworkParts parts;
  private final PeerLine line;
  private final EngineServer server;
  private final ECKey key;

  /** An answer, read. */
  public record Answer(int status, JsonObject json, HttpResponse<byte[]> raw) {
    /** The last word of the type of a problem. */
    String problem() {
      String type = json.getString("type", "");
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }

  TestCasework(TestLedger test, Path directory) throws Exception {
    this(test, directory, new Division("4403"), FreePorts.next(), PeerSettings.NONE);
  }

  /** Likewise of a city that has mutual recognition with others. */
  TestCasework(TestLedger test, Path directory, Division city, int port, PeerSettings recognition)
      throws Exception {
    this.port = port;
    this.url = URI.create("http://127.0.0.1:" + port);
    this.test = test;
    Issuer issuer =
        Issuer.open(
            IssuerSettings.of(url),
            new Accounts(staff.accounts(), new SecureRandom()),
            directory.resolve("issuer.json"),
            Optional.empty(),
            test,
            result -> {});
    key = (ECKey) JWKSet.load(directory.resolve("issuer.json").toFile()).getKeys().getFirst();
    Verifier verifier =
        new Verifier(
            TokenRules.of(url.toString(), StaffAccounts.AUDIENCE),
            issuer,
            test,
            new MicrometerSignInMeters(registry, "staff"),
            100);
    engine = new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    identityKeys = IdentityKeys.open(directory.resolve("identities.key"));
    pepper = Pepper.open(directory.resolve("pepper"));
    keys =
        EngineKeys.generate(
            city, Algorithm.EDDSA, test.instant().minus(Duration.ofDays(1)), Duration.ofDays(400));
    SignedStatements signing = new SignedStatements(() -> keys, CryptoSuite.choose());
    PeerKeyDesk peerKeys = new PeerKeyDesk(test.ledger);
    line = new PeerLine(city, recognition, signing, peerKeys, CryptoSuite.choose(), test);
    PeerParts peers = new PeerParts(recognition, signing, line, CryptoSuite.choose());
    parts =
        new CaseworkParts(
            test.ledger,
            engine,
            test.people,
            pepper,
            new IdentitySeal(identityKeys),
            new DossierKeys(identityKeys),
            TransferSettings.DEFAULT,
            sealing,
            new SignedCodes(() -> keys, CryptoSuite.choose()),
            CertificateRules.DEFAULT,
            peers,
            city,
            Deadlines.DEFAULT,
            test);
    Answers answers = new Answers(new ProblemMeters(registry));
    routes =
        new CaseworkRoutes(
            Casework.endpoints(parts),
            Loop.join(Operations.load(test.vertx)),
            new Warrants(verifier, new MicrometerCaseworkMeters(registry, Warrants.actions())),
            answers);
    server =
        Loop.join(
            EngineServer.start(
                test.vertx,
                ServerSettings.DEFAULT.at("127.0.0.1", port),
                answers,
                new Drain(),
                List.of(issuer::mountOn, routes, new PeerRoutes(parts, answers))));
    document = OpenApi.read(test.vertx, Path.of("src/docs/openapi/casework.yaml"));
  }

  /** The division of a role around {@link #COMMUNITY}; nothing for one that has none. */
  static Optional<Division> placeOf(Role role) {
    return role.digits().stream()
        .reduce((least, next) -> next)
        .map(digits -> new Division(COMMUNITY.substring(0, digits)));
  }

  /** A token of somebody in a role, where the staff of the tests act. */
  String token(Role role) {
    return token(role.word() + "-1", placeOf(role), role.word());
  }

  /** A token of somebody of that name in a role, where the staff of the tests act. */
  String token(Role role, String subject) {
    return token(subject, placeOf(role), role.word());
  }

  /** A token of the issuer, as one likes it. */
  String token(String subject, Optional<Division> division, String... roles) {
    JsonObject claims =
        new JsonObject()
            .put("iss", url.toString())
            .put("aud", StaffAccounts.AUDIENCE)
            .put("sub", subject)
            .put("roles", new JsonArray(List.of(roles)))
            .put("exp", test.instant().plus(Duration.ofDays(7)).getEpochSecond());
    division.ifPresent(it -> claims.put("division", it.code()));
    try {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
              new Payload(claims.encode()));
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer get(String token, String path) {
    return send("GET", path, request(token, path).GET());
  }

  Answer post(String token, String path, JsonObject body) {
    return send("POST", path, json(token, path).POST(BodyPublishers.ofString(body.encode())));
  }

  Answer patch(String token, String path, JsonObject body) {
    return send(
        "PATCH", path, json(token, path).method("PATCH", BodyPublishers.ofString(body.encode())));
  }

  Answer delete(String token, String path) {
    return send("DELETE", path, request(token, path).DELETE());
  }

  HttpRequest.Builder request(String token, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
    return token.isEmpty() ? request : request.header("authorization", "Bearer " + token);
  }

  private HttpRequest.Builder json(String token, String path) {
    return request(token, path).header("content-type", "application/json");
  }

  /** Sends a request, and holds its answer to the document. */
  Answer send(String method, String path, HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
      document.holds(method, template(path), answer);
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      boolean json =
          answer.headers().firstValue("content-type").map(it -> it.endsWith("json")).orElse(false);
      return new Answer(
          answer.statusCode(), json ? new JsonObject(text) : new JsonObject(), answer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The path of the document that an address is of; one without parameters goes before. */
  private String template(String address) {
    String path = URI.create(address).getPath();
    return document.paths().contains(path)
        ? path
        : document.paths().stream()
            .filter(it -> path.matches(it.replaceAll("\\{[^}]+}", "[^/]+")))
            .findFirst()
            .orElseThrow(() -> new AssertionError(address + " stands in no document"));
  }

  /** The code of a person as gateways are told. */
  Optional<Code> code(PersonRef person) {
    for (Code code : new Outbox(test.ledger, person.partition(TestLedger.PARTITIONS)).codes()) {
      if (code.person().equals(person)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** How often an action was judged so. */
  double judged(Action action, Result result) {
    return registry
        .get(Names.CASEWORK_JUDGED)
        .tags("action", action.word(), "result", result.tag())
        .counter()
        .count();
  }

  @Override
  public void close() {
    client.close();
    Loop.join(server.close());
    line.close();
    engine.close();
  }
}
