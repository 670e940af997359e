package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.gateway.OpenApi;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.HeldRow;
import io.scangate.ledger.Holds;
import io.scangate.ledger.Holds.Second;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Report;
import io.scangate.ops.BulkMeters;
import io.scangate.ops.Names;
import io.scangate.transition.Fact;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Areas at risk over HTTP into a real ledger; every answer is held to the document. */
class DesignationsIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");
  private static final Second SECOND = new Second("wang.li", "asked the command, no. 17");
  private static final String PATH = "/v1/designations";
  private static final String STREET = "440303001";
  private static final String COMMUNITY = "440303001001";

  @TempDir Path directory;
  private TestLedger test;
  private TestIntake intake;
  private OpenApi document;

  @BeforeEach
  void open() throws IOException {
    test = new TestLedger(MORNING);
    intake = new TestIntake(test, directory, FactsSettings.DEFAULT);
    document = OpenApi.read(test.vertx, Path.of("src/docs/openapi/intake.yaml"));
  }

  @AfterEach
  void close() {
    intake.close();
    test.close();
  }

  private List<PersonRef> residents(int people, String community) {
    List<PersonRef> there = Stream.generate(test::somebody).limit(people).toList();
    List<JsonObject> rows =
        there.stream()
            .map(
                person -> {
                  JsonObject row = intake.registered("r-" + person.text(), person);
                  row.getJsonObject("fact").put("community", community);
                  return row;
                })
            .toList();
    JsonObject answer = new JsonObject(intake.batch("registration", "", rows).body());
    assertThat(answer.getInteger("stored")).isEqualTo(people);
    return there;
  }

  private JsonObject designation(String key, String division) {
    return new JsonObject()
        .put("key", key)
        .put("division", division)
        .put("level", "high")
        .put("from", test.instant().toString())
        .put("place", "the whole street")
        .put("document", "notice 17");
  }

  private JsonObject ask(HttpRequest.Builder request, String operation, int status) {
    try {
      HttpResponse<byte[]> answer =
          intake.client.send(
              request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      assertThat(answer.statusCode()).as(body).isEqualTo(status);
      String[] words = operation.split(" ", 2);
      document.holds(words[0], words[1], answer);
      assertThat(document.statuses(words[0], words[1])).contains(Integer.toString(status));
      return new JsonObject(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder to(String source, String path) {
    return HttpRequest.newBuilder(intake.url.resolve(PATH + path))
        .header("authorization", "Bearer " + intake.token(source));
  }

  private JsonObject send(String source, JsonObject sent, int status) {
    return send(source, "application/json", BodyPublishers.ofString(sent.encode()), status);
  }

  private JsonObject send(String source, String type, BodyPublisher body, int status) {
    return ask(to(source, "").header("content-type", type).POST(body), "POST " + PATH, status);
  }

  private JsonObject end(String source, Object id, JsonObject sent, int status) {
    return ask(
        to(source, "/" + id + "/end")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(sent.encode())),
        "POST " + PATH + "/{id}/end",
        status);
  }

  private JsonObject look(String source, Object id, int status) {
    return ask(to(source, "/" + id).GET(), "GET " + PATH + "/{id}", status);
  }

  private static String type(JsonObject problem) {
    return problem.getString("type").replace("urn:scangate:problem:", "");
  }

  private static JsonObject notice(String document) {
    return new JsonObject().put("document", document);
  }

  private void work() {
    BulkMeters meters = new BulkMeters(new SimpleMeterRegistry());
    while (!intake.engine.bulkWork().queue().waiting(test.instant()).isEmpty()) {
      int _ = intake.engine.bulkWork().round(meters);
    }
  }

  private long red() {
    return intake.codes().stream().filter(code -> code.colour() == Colour.RED).count();
  }

  private double counted(String outcome) {
    return intake.registry.get(Names.INTAKE_DESIGNATIONS).tag("outcome", outcome).counter().count();
  }

  @Test
  void everybodyWhoLivesThereIsReachedAndItsSourceSeesHowFarItHasCome() {
    List<PersonRef> there = residents(30, COMMUNITY);
    var _ = residents(3, "440303002001");
    JsonObject sent = designation("d-1", STREET).put("to", "2022-03-31T00:00:00Z");
    JsonObject first = send("command", sent, 202);
    assertThat(first.getString("outcome")).isEqualTo("stored");
    assertThat(first.getString("state")).isEqualTo("reaching");
    assertThat(first.getLong("residents")).isEqualTo(30);
    assertThat(first.getLong("reached")).isZero();
    assertThat(first.getString("authority")).isEqualTo("Test Command");
    assertThat(red()).isZero();
    work();
    assertThat(red()).isEqualTo(30);
    assertThat(intake.code(there.getFirst()).colour()).isEqualTo(Colour.RED);

    JsonObject again = send("command", sent, 202);
    assertThat(again.getString("outcome")).isEqualTo("repeated");
    assertThat(again.getLong("id")).isEqualTo(first.getLong("id"));
    JsonObject now = look("command", first.getLong("id"), 200);
    assertThat(now.getString("state")).isEqualTo("reached");
    assertThat(now.getLong("reached")).isEqualTo(30);
    assertThat(now.getString("to")).isEqualTo("2022-03-31T00:00:00Z");
    assertThat(now.getString("outcome")).isNull();
    assertThat(counted("stored")).isEqualTo(1);
    assertThat(counted("repeated")).isEqualTo(1);
  }

  @Test
  void aKeyStandsForOneThingForEver() {
    var _ = residents(1, COMMUNITY);
    long id = send("command", designation("d-1", STREET), 202).getLong("id");
    for (JsonObject other :
        List.of(
            designation("d-1", COMMUNITY),
            designation("d-1", STREET).put("level", "medium"),
            designation("d-1", STREET).put("to", "2022-04-01T00:00:00Z"),
            designation("d-1", STREET).put("document", "notice 18"))) {
      assertThat(type(send("command", other, 409))).isEqualTo("duplicate-key");
    }
    assertThat(look("command", id, 200).getString("level")).isEqualTo("high");
    // Facts of the source have no keys of their own.
    JsonObject fact =
        TestIntake.row(
                "d-1",
                test.somebody(),
                new JsonObject().put("fact", "area").put("level", "high"),
                COMMUNITY)
            .put("happenedAt", test.instant().toString())
            .put("place", "a house")
            .put("document", "notice 17");
    assertThat(intake.batch("command", fact).statusCode()).isEqualTo(409);
    assertThat(intake.batch("command", fact.put("key", "f-1")).statusCode()).isEqualTo(202);
    assertThat(type(send("command", designation("f-1", STREET), 409))).isEqualTo("duplicate-key");
    // Another source has its own.
    assertThat(send("neighbour", designation("d-1", "440305"), 202).getLong("id")).isNotEqualTo(id);
  }

  @Test
  void whoMovesInWhileItLastsGetsItsFactAndNobodyDoesAfterTheEnd() {
    var _ = residents(2, COMMUNITY);
    long id = send("command", designation("d-1", STREET), 202).getLong("id");
    work();
    var _ = residents(1, COMMUNITY);
    assertThat(red()).isEqualTo(3);

    test.passes(Duration.ofHours(1));
    JsonObject ended = end("command", id, notice("notice 18"), 200);
    assertThat(ended.getString("outcome")).isEqualTo("ended");
    assertThat(ended.getString("to")).isEqualTo(test.instant().toString());
    test.passes(Duration.ofSeconds(1));
    JsonObject twice = end("command", id, notice("notice 19"), 200);
    assertThat(twice.getString("outcome")).isEqualTo("repeated");
    assertThat(twice.getString("to")).isEqualTo(ended.getString("to"));
    var _ = residents(1, COMMUNITY);
    assertThat(red()).isEqualTo(3);
  }

  @Test
  void moreResidentsThanOneSourceMayMakeRedWaitForASecondPerson() {
    var _ = residents(101, COMMUNITY);
    JsonObject sent = designation("d-1", STREET);
    JsonObject held = send("command", sent, 202);
    long id = held.getLong("id");
    assertThat(held.getString("outcome")).isEqualTo("held");
    assertThat(held.getString("state")).isEqualTo("held");
    assertThat(held.getLong("residents")).isEqualTo(101);
    work();
    assertThat(red()).isZero();
    assertThat(
            intake
                .registry
                .get(Names.INTAKE_HELD)
                .tag("kind", "area-designation")
                .counter()
                .count())
        .isEqualTo(101);
    assertThat(send("command", sent, 202).getLong("id")).isEqualTo(id);
    assertThat(type(send("command", designation("d-1", COMMUNITY), 409)))
        .isEqualTo("duplicate-key");
    assertThat(type(end("command", id, notice("notice 18"), 409))).isEqualTo("held");
    assertThat(look("command", id, 200).getString("state")).isEqualTo("held");

    Holds holds = new Holds(test.ledger);
    HeldRow waiting = holds.open(0, 10).getFirst();
    assertThat(waiting.residents()).hasValue(101);
    assertThat(holds.openOf(waiting.request())).containsExactly(waiting.id());
    HeldFacts facts =
        new HeldFacts(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    assertThat(facts.release(waiting.id(), new Second("command", "it is urgent")))
        .isEqualTo(HeldFacts.Outcome.NOT_THERE);
    assertThat(facts.release(waiting.id(), SECOND)).isEqualTo(HeldFacts.Outcome.RELEASED);
    assertThat(facts.release(waiting.id(), SECOND)).isEqualTo(HeldFacts.Outcome.NOT_THERE);
    assertThat(holds.open(0, 10)).isEmpty();
    assertThat(look("command", id, 200).getString("state")).isEqualTo("reaching");
    work();
    assertThat(red()).isEqualTo(101);
    JsonObject again = send("command", sent, 202);
    assertThat(again.getString("outcome")).isEqualTo("repeated");
    assertThat(again.getLong("id")).isEqualTo(id);
    assertThat(end("command", id, notice("notice 18"), 200).getString("outcome"))
        .isEqualTo("ended");
  }

  @Test
  void whatASecondPersonRejectsConcernsNobodyForEver() {
    var _ = residents(101, COMMUNITY);
    JsonObject sent = designation("d-1", STREET);
    long id = send("command", sent, 202).getLong("id");
    HeldFacts facts =
        new HeldFacts(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    long waiting = new Holds(test.ledger).open(0, 10).getFirst().id();
    assertThat(facts.reject(waiting, new Second("command", "never mind")))
        .isEqualTo(HeldFacts.Outcome.NOT_THERE);
    assertThat(facts.reject(waiting, SECOND)).isEqualTo(HeldFacts.Outcome.REJECTED);
    assertThat(facts.release(waiting, SECOND)).isEqualTo(HeldFacts.Outcome.NOT_THERE);
    assertThat(type(send("command", sent, 409))).isEqualTo("rejected");
    assertThat(look("command", id, 200).getString("state")).isEqualTo("rejected");
    assertThat(type(end("command", id, notice("notice 18"), 409))).isEqualTo("rejected");
    work();
    assertThat(red()).isZero();
  }

  @Test
  void streetByStreetIsHeldAsOneAreaWouldBe() {
    var _ = residents(60, COMMUNITY);
    var _ = residents(41, "440303002001");
    assertThat(send("command", designation("d-1", STREET), 202).getString("outcome"))
        .isEqualTo("stored");
    assertThat(send("command", designation("d-2", "440303002"), 202).getString("outcome"))
        .isEqualTo("held");
    test.passes(Duration.ofHours(1));
    assertThat(send("command", designation("d-3", "440303002"), 202).getString("outcome"))
        .isEqualTo("stored");
  }

  private Report registered(PersonRef person, String source, String key) {
    Report any = test.report(person, new Fact.Registered(test.instant(), test.instant()));
    return new Report(
        person,
        any.content(),
        any.happenedAt(),
        new Origin(
            source, key, "Test", any.origin().division(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aReleaseWhoseKeyWasUsedMeanwhileChangesNothing() throws Exception {
    var _ = residents(101, COMMUNITY);
    long id = send("command", designation("d-1", STREET), 202).getLong("id");
    JsonObject harmless = designation("d-1", STREET);
    assertThat(type(send("command", harmless.put("level", "medium"), 409)))
        .isEqualTo("duplicate-key");
    Holds holds = new Holds(test.ledger);
    long waiting = holds.open(0, 10).getFirst().id();
    // A fact that makes nobody's colour more severe is not looked up among those that wait.
    PersonRef person = test.somebody();
    var _ = intake.engine.record(List.of(registered(person, "command", "d-1"))).join();
    HeldFacts facts =
        new HeldFacts(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    assertThat(facts.release(waiting, SECOND)).isEqualTo(HeldFacts.Outcome.CONFLICTING);
    assertThat(holds.openOf(holds.open(0, 10).getFirst().request())).containsExactly(waiting);
    assertThat(look("command", id, 200).getString("state")).isEqualTo("held");
  }

  @Test
  void aSourceDesignatesItsOwnDivisionsAndOnlyWhereItMayDesignateAtAll() {
    assertThat(type(send("tracing", designation("d-1", STREET), 403))).isEqualTo("wrong-kind");
    assertThat(type(look("tracing", 1, 403))).isEqualTo("wrong-kind");
    assertThat(type(send("command", designation("d-1", "440305"), 403)))
        .isEqualTo("wrong-division");
    // It speaks of one street of that district only.
    assertThat(type(send("neighbour", designation("d-1", "440306"), 403)))
        .isEqualTo("wrong-division");
    assertThat(type(send("neighbour", designation("d-1", "440306002"), 403)))
        .isEqualTo("wrong-division");
    assertThat(send("neighbour", designation("d-1", "440306001"), 202).getString("outcome"))
        .isEqualTo("stored");
    assertThat(intake.refused("wrong-division")).isEqualTo(3);
    assertThat(counted("refused")).isEqualTo(5);
    JsonObject nobody =
        ask(
            HttpRequest.newBuilder(intake.url.resolve(PATH))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(designation("d-2", STREET).encode())),
            "POST " + PATH,
            401);
    assertThat(type(nobody)).isEqualTo("not-signed-in");
  }

  @Test
  void nobodyButItsSourceSeesOrEndsADesignation() {
    long id = send("command", designation("d-1", STREET), 202).getLong("id");
    assertThat(type(look("neighbour", id, 404))).isEqualTo("unknown-designation");
    assertThat(type(end("neighbour", id, notice("notice 18"), 404)))
        .isEqualTo("unknown-designation");
    assertThat(type(end("tracing", id, notice("notice 18"), 403))).isEqualTo("wrong-kind");
    for (Object none : List.of(4711, "x", "0", "-1", "99999999999999999999")) {
      assertThat(type(look("command", none, 404))).isEqualTo("unknown-designation");
      assertThat(type(end("command", none, notice("notice 18"), 404)))
          .isEqualTo("unknown-designation");
    }
    assertThat(look("command", id, 200).getString("to")).isNull();
  }

  @Test
  void whatIsYetToComeIsRefused() {
    String just = test.instant().plusSeconds(30).toString();
    String beyond = test.instant().plusMillis(30_001).toString();
    assertThat(type(send("command", designation("d-1", STREET).put("from", beyond), 400)))
        .isEqualTo("future");
    JsonObject special = designation("d-2", STREET).put("level", "special");
    assertThat(type(send("command", special.copy().put("lastExposure", beyond), 400)))
        .isEqualTo("future");
    assertThat(send("command", designation("d-1", STREET).put("from", just), 202)).isNotNull();
    JsonObject stored = send("command", special.put("lastExposure", just), 202);
    assertThat(stored.getString("level")).isEqualTo("special");
    assertThat(stored.getString("lastExposure")).isEqualTo(just);
  }

  @Test
  void whatIsNoDesignationIsToldByItsPlace() {
    for (String division : List.of("4403", "44", "44030", "x40303", "040303", "4403030010011")) {
      JsonObject problem = send("command", designation("d-1", division), 400);
      assertThat(type(problem)).isEqualTo("malformed");
      assertThat(problem.getString("detail")).contains("division");
    }
    for (String missing : List.of("key", "division", "level", "from", "place", "document")) {
      JsonObject sent = designation("d-1", STREET);
      sent.remove(missing);
      assertThat(send("command", sent, 400).getString("detail")).contains(missing);
    }
    JsonObject sent = designation("d-1", STREET);
    for (JsonObject wrong :
        List.of(
            sent.copy().put("to", sent.getString("from")),
            sent.copy().put("lastExposure", sent.getString("from")),
            sent.copy().put("level", "special"),
            sent.copy().put("level", "low"),
            sent.copy().put("from", "yesterday"),
            sent.copy().put("division", 440303),
            sent.copy().put("key", "a key"),
            sent.copy().put("place", "x".repeat(201)),
            sent.copy().put("colour", "RED"))) {
      assertThat(type(send("command", wrong, 400))).as(wrong.encode()).isEqualTo("malformed");
    }
    assertThat(type(send("command", "application/json", BodyPublishers.ofString("[1]"), 400)))
        .isEqualTo("malformed");
    assertThat(type(send("command", "application/json", BodyPublishers.noBody(), 400)))
        .isEqualTo("malformed");
    assertThat(type(send("command", "text/plain", BodyPublishers.ofString("x"), 415)))
        .isEqualTo("wrong-type");
    long id = send("command", sent, 202).getLong("id");
    assertThat(type(end("command", id, new JsonObject(), 400))).isEqualTo("malformed");
    assertThat(type(end("command", id, notice("n").put("to", "now"), 400))).isEqualTo("malformed");
    assertThat(look("command", id, 200).getString("to")).isNull();
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
    byte[] large = " ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    String json = "application/json";
    assertThat(type(send("command", json, BodyPublishers.ofByteArray(large), 413)))
        .isEqualTo("too-large");
    BodyPublisher unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    assertThat(type(send("command", json, unannounced, 413))).isEqualTo("too-large");
  }

  @Test
  void anotherMethodIsToldWhichOnesThereAre() {
    HttpResponse<String> answer = intake.send(to("command", "/1").DELETE());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("GET");
  }
}
