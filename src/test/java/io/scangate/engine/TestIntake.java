package io.scangate.engine;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.Loop;
import io.scangate.engine.intake.Contract;
import io.scangate.engine.intake.Designating;
import io.scangate.engine.intake.DesignationRoutes;
import io.scangate.engine.intake.FactsRoutes;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.engine.intake.Intake;
import io.scangate.engine.intake.Pepper;
import io.scangate.engine.intake.Reception;
import io.scangate.engine.intake.SourceIssuer;
import io.scangate.engine.intake.SourceKind;
import io.scangate.engine.intake.Sources;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.People;
import io.scangate.ops.MicrometerIntakeMeters;
import io.scangate.ops.Names;
import io.scangate.ops.ProblemMeters;
import io.scangate.signin.CountedSignIns;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An intake on a socket, over a ledger of its own, with what a source needs to send. Shared. */
final class TestIntake implements AutoCloseable {
  static final String SOURCES =
      """
      sources:
        laboratory:
          kind: laboratory
          authority: Test Laboratory
          divisions: ["440305"]
          severe: {most: 10, per: PT1H}
        tracing:
          kind: contact-tracing
          authority: Test Tracing
          divisions: ["4403"]
          severe: {most: 100, per: PT1H}
        command:
          kind: area-designation
          authority: Test Command
          divisions: ["440303"]
          severe: {most: 100, per: PT1H}
        neighbour:
          kind: area-designation
          authority: Test Neighbour
          divisions: ["440305", "440306001"]
          severe: {most: 100, per: PT1H}
        registration:
          kind: registration
          authority: Test Registration
          divisions: ["4403"]
          severe: {most: 0, per: PT1H}
      """;

  final TestLedger test;
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final HttpClient client = HttpClient.newHttpClient();
  final int port = FreePorts.next();
  final URI url = URI.create("http://127.0.0.1:" + port);
  final Engine engine;
  private final EngineServer server;
  private final SourceIssuer issuer;

  TestIntake(TestLedger test, Path directory, FactsSettings settings) throws IOException {
    this(test, test.ledger, directory, settings);
  }

  /** An intake that reaches the ledger in its own way. */
  TestIntake(TestLedger test, Ledger ledger, Path directory, FactsSettings settings)
      throws IOException {
    this.test = test;
    People people = new People(ledger, TestLedger.PARTITIONS, test, new SecureRandom()::nextLong);
    engine = new Engine(ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    Path file = Files.writeString(directory.resolve("sources.yaml"), SOURCES);
    Sources sources = Sources.read(file);
    issuer =
        SourceIssuer.open(
            sources, List.of(), url, directory.resolve("issuer.json"), test, result -> {});
    MicrometerIntakeMeters meters = new MicrometerIntakeMeters(registry, SourceKind.words());
    Answers answers = new Answers(new ProblemMeters(registry));
    Drain drain = new Drain();
    Reception reception =
        new Reception(
            sources,
            issuer.verifier(SourceIssuer.AUDIENCE, test, new CountedSignIns()),
            settings,
            answers,
            meters);
    Contract contract = Loop.join(Contract.load(test.vertx));
    FactsRoutes facts =
        new FactsRoutes(
            reception,
            new Intake(ledger, engine, people, test, System::nanoTime, meters),
            contract,
            Pepper.open(directory.resolve("pepper.key")),
            settings,
            test,
            answers,
            drain);
    DesignationRoutes designations =
        new DesignationRoutes(
            reception,
            new Designating(ledger, test, System::nanoTime, meters),
            contract,
            settings,
            test,
            answers,
            meters);
    server =
        Loop.join(
            EngineServer.start(
                test.vertx,
                ServerSettings.DEFAULT.at("127.0.0.1", port),
                answers,
                drain,
                List.of(issuer.routes(), facts, designations)));
  }

  /** A token of a source, fetched as a source does. */
  String token(String source) {
    String secret =
        issuer.clients().stream()
            .filter(it -> it.id().equals(source))
            .findFirst()
            .orElseThrow()
            .secret()
            .reveal();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(url.resolve("/oauth2/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id="
                            + source
                            + "&client_secret="
                            + secret)));
    return new JsonObject(answer.body()).getString("access_token");
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String token, String type, String body, String query) {
    return HttpRequest.newBuilder(url.resolve("/v1/facts" + query))
        .header("authorization", "Bearer " + token)
        .header("content-type", type)
        .POST(BodyPublishers.ofString(body));
  }

  /** Sends a batch. */
  HttpResponse<String> batch(String source, JsonObject... rows) {
    return batch(source, "", List.of(rows));
  }

  HttpResponse<String> batch(String source, String query, List<JsonObject> rows) {
    String body = new JsonObject().put("facts", new JsonArray(rows)).encode();
    return send(request(token(source), "application/json", body, query));
  }

  /** Sends a stream, and returns the lines of the answer. */
  List<JsonObject> stream(String source, List<String> lines) {
    HttpResponse<String> answer =
        send(request(token(source), "application/x-ndjson", String.join("\n", lines), ""));
    return answer.body().lines().map(JsonObject::new).toList();
  }

  /** Somebody's negative test. */
  JsonObject negative(String key, PersonRef person) {
    return row(
        key,
        person,
        new JsonObject()
            .put("fact", "test")
            .put("result", "negative")
            .put("sampledAt", test.instant().toString()),
        "440305");
  }

  /** Somebody's contact, with its evidence. */
  JsonObject contact(String key, PersonRef person) {
    return row(key, person, new JsonObject().put("fact", "contact").put("kind", "close"), "440303")
        .put("document", "tracing 2022-17")
        .put("place", "a bank")
        .put("happenedAt", test.instant().toString());
  }

  JsonObject registered(String key, PersonRef person) {
    return row(key, person, new JsonObject().put("fact", "registered"), "440303");
  }

  static JsonObject row(String key, PersonRef person, JsonObject fact, String division) {
    return new JsonObject()
        .put("key", key)
        .put("person", new JsonObject().put("reference", person.text()))
        .put("fact", fact)
        .put("division", division);
  }

  /** All codes of the ledger. */
  List<Code> codes() {
    List<Code> codes = new ArrayList<>();
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      new Outbox(test.ledger, partition).codes().forEach(codes::add);
    }
    return codes;
  }

  Code code(PersonRef person) {
    return codes().stream().filter(it -> it.person().equals(person)).findFirst().orElseThrow();
  }

  /** A counter of the rows that had an outcome. */
  double rows(String kind, String outcome) {
    return registry.get(Names.INTAKE_ROWS).tags("kind", kind, "outcome", outcome).counter().count();
  }

  double refused(String reason) {
    return registry.get(Names.INTAKE_REFUSED).tags("reason", reason).counter().count();
  }

  double problems(int status) {
    return registry
        .get(Names.ENGINE_PROBLEMS)
        .tags("status", Integer.toString(status))
        .counter()
        .count();
  }

  @Override
  public void close() {
    client.close();
    Loop.join(server.close());
    engine.close();
  }
}
