package io.scangate.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.intake.FactsSettings;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Batches over HTTP into a real ledger: what is taken, and the stated answer to everything else.
 */
class IntakeIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");

  @TempDir Path directory;
  private TestLedger test;
  private TestIntake intake;

  @BeforeEach
  void open() throws IOException {
    test = new TestLedger(MORNING);
    intake = new TestIntake(test, directory, FactsSettings.DEFAULT);
  }

  @AfterEach
  void close() {
    intake.close();
    test.close();
  }

  private static JsonObject json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonObject(answer.body());
  }

  private static JsonObject row(JsonObject answer, int index) {
    return answer.getJsonArray("rows").getJsonObject(index);
  }

  private static JsonObject holder(JsonObject row, String number) {
    return row.put(
        "person",
        new JsonObject()
            .put(
                "document",
                new JsonObject().put("type", "resident-identity-card").put("number", number)));
  }

  @Test
  void aRegistrationByDocumentMakesAPersonWhoIsFoundAgainHoweverTheNumberIsWritten() {
    JsonObject first = holder(intake.registered("r-1", test.somebody()), "11010519491231002X");
    JsonObject again = holder(intake.registered("r-2", test.somebody()), " 110105 19491231 002x");
    JsonObject answer = json(intake.batch("registration", first, again), 202);
    assertThat(answer.getInteger("stored")).isEqualTo(2);
    assertThat(intake.codes()).hasSize(1);
    assertThat(intake.codes().getFirst().colour()).isEqualTo(Colour.GREEN);
    assertThat(answer.encode()).doesNotContain("19491231");
  }

  @Test
  void aRegistrationTellsWhereThePersonLives() {
    PersonRef person = test.somebody();
    JsonObject row = intake.registered("r-1", person);
    row.getJsonObject("fact").put("community", "440303001001");
    assertThat(json(intake.batch("registration", row), 202).getInteger("stored")).isEqualTo(1);
    assertThat(json(intake.batch("registration", row), 202).getInteger("repeated")).isEqualTo(1);
    String community =
        test.ledger.within(
            person.partition(TestLedger.PARTITIONS),
            test,
            transaction ->
                requireNonNull(transaction.people(List.of(person)).get(person))
                    .community()
                    .orElseThrow()
                    .code());
    assertThat(community).isEqualTo("440303001001");
  }

  @Test
  void aMalformedRowIsToldByItsPlaceAndDoesNotHoldBackTheOthers() {
    PersonRef person = test.somebody();
    JsonObject bad = intake.negative("t-2", person);
    bad.getJsonObject("fact").put("result", "perhaps");
    JsonObject answer =
        json(
            intake.batch(
                "laboratory", intake.negative("t-1", person), bad, intake.negative("t-3", person)),
            202);
    assertThat(answer.getInteger("stored")).isEqualTo(2);
    assertThat(row(answer, 1))
        .isEqualTo(
            new JsonObject()
                .put("position", 2)
                .put("key", "t-2")
                .put("outcome", "refused")
                .put("reason", "malformed")
                .put(
                    "detail",
                    "row 2: fact.result: 'perhaps' is not allowed; allowed: negative, positive"));
    assertThat(intake.refused("malformed")).isEqualTo(1);
    assertThat(intake.rows("laboratory", "stored")).isEqualTo(2);
  }

  @Test
  void whatIsSentTwiceIsStoredOnceAndOtherContentUnderItsKeyIsRefused() {
    PersonRef person = test.somebody();
    JsonObject row = intake.negative("t-1", person);
    assertThat(json(intake.batch("laboratory", row), 202).getInteger("stored")).isEqualTo(1);
    assertThat(json(intake.batch("laboratory", row), 202).getInteger("repeated")).isEqualTo(1);
    JsonObject other = intake.negative("t-1", test.somebody());
    JsonObject answer = json(intake.batch("laboratory", other), 409);
    assertThat(row(answer, 0).getString("reason")).isEqualTo("duplicate-key");
    JsonObject mixed = json(intake.batch("laboratory", other, intake.negative("t-2", person)), 202);
    assertThat(row(mixed, 0).getString("reason")).isEqualTo("duplicate-key");
    assertThat(row(mixed, 1).getString("outcome")).isEqualTo("stored");
    assertThat(intake.problems(409)).isEqualTo(1);
  }

  @Test
  void aSourceSendsItsKindsOfFactsForItsDivisionsOnly() {
    PersonRef person = test.somebody();
    JsonObject kind = json(intake.batch("laboratory", intake.contact("c-1", person)), 403);
    assertThat(row(kind, 0).getString("reason")).isEqualTo("wrong-kind");
    assertThat(row(kind, 0).getString("detail")).endsWith("it may send: test");
    JsonObject elsewhere = intake.negative("t-1", person).put("division", "440303");
    JsonObject division = json(intake.batch("laboratory", elsewhere), 403);
    assertThat(row(division, 0).getString("reason")).isEqualTo("wrong-division");
    assertThat(row(division, 0).getString("detail")).endsWith("in: 440305");
    assertThat(intake.codes()).isEmpty();
  }

  @Test
  void aFactFromTheFutureAUnknownReferenceAndAMistypedNumberAreRefused() {
    PersonRef person = test.somebody();
    JsonObject justYet = intake.negative("t-1", person);
    justYet
        .getJsonObject("fact")
        .put("sampledAt", test.instant().plus(Duration.ofSeconds(30)).toString());
    JsonObject future = intake.negative("t-2", person);
    future
        .getJsonObject("fact")
        .put("sampledAt", test.instant().plus(Duration.ofMillis(30_001)).toString());
    JsonObject unknown = intake.negative("t-3", new PersonRef(42));
    JsonObject mistyped = holder(intake.negative("t-4", person), "110105194912310021");
    JsonObject old = intake.negative("t-5", person);
    old.getJsonObject("fact").put("sampledAt", "1899-12-31T00:00:00Z");
    JsonObject answer =
        json(intake.batch("laboratory", justYet, future, unknown, mistyped, old), 202);
    assertThat(
            answer.getJsonArray("rows").stream().map(it -> ((JsonObject) it).getString("reason")))
        .containsExactly(null, "future", "unknown-reference", "document-number", "malformed");
    assertThat(row(answer, 3).getString("detail"))
        .contains("check digit")
        .doesNotContain("110105194912310021");
  }

  @Test
  void whatMakesAColourMoreSevereNamesItsDocumentPlaceAndTime() {
    JsonObject bare = intake.contact("c-1", test.somebody());
    bare.remove("document");
    bare.remove("happenedAt");
    JsonObject answer = json(intake.batch("tracing", bare), 400);
    assertThat(row(answer, 0).getString("reason")).isEqualTo("no-evidence");
    assertThat(row(answer, 0).getString("detail")).endsWith("missing: document, happenedAt");
  }

  @Test
  void anAtomicBatchIsStoredAsAWholeOrNotAtAll() {
    PersonRef person = test.somebody();
    JsonObject good = intake.negative("t-1", person);
    JsonObject bad = intake.negative("t-2", new PersonRef(42));
    JsonObject refused = json(intake.batch("laboratory", "?atomic=true", List.of(good, bad)), 400);
    assertThat(refused.getJsonArray("rows")).hasSize(1);
    assertThat(row(refused, 0).getInteger("position")).isEqualTo(2);
    assertThat(intake.codes()).isEmpty();
    JsonObject other = intake.negative("t-2", test.somebody());
    JsonObject stored = json(intake.batch("laboratory", "?atomic=true", List.of(good, other)), 202);
    assertThat(stored.getInteger("stored")).isEqualTo(2);
    JsonObject used = intake.negative("t-2", person);
    JsonObject conflict =
        json(
            intake.batch(
                "laboratory", "?atomic=true", List.of(intake.negative("t-9", person), used)),
            409);
    assertThat(row(conflict, 0).getString("key")).isEqualTo("t-2");
    assertThat(
            json(intake.batch("laboratory", intake.negative("t-9", person)), 202)
                .getInteger("stored"))
        .isEqualTo(1);
  }

  @Test
  void aBatchThatIsTooLargeIsRefusedBeforeItIsRead() {
    List<JsonObject> rows = new ArrayList<>();
    PersonRef person = test.somebody();
    for (int i = 0; i <= 1_000; i++) {
      rows.add(intake.negative("t-" + i, person));
    }
    assertThat(json(intake.batch("laboratory", "", rows), 413).getString("detail"))
        .contains("1000");
    String large = "{\"facts\":[\"" + "x".repeat(5 << 20) + "\"]}";
    HttpResponse<String> answer =
        intake.send(intake.request(intake.token("laboratory"), "application/json", large, ""));
    assertThat(json(answer, 413).getString("type")).isEqualTo("urn:scangate:problem:too-large");
    assertThat(intake.problems(413)).isEqualTo(2);
  }

  @Test
  void whatIsNoBatchIsToldSo() {
    String token = intake.token("laboratory");
    for (String body :
        List.of(
            "",
            "[]",
            "{",
            "{\"facts\":[]}",
            "{\"facts\":{}}",
            "{\"facts\":[1],\"more\":1}",
            "{\"facts\":[1],\"facts\":[2]}",
            "{\"facts\":[1]} {}",
            "{\"facts\":" + "[".repeat(100) + "]".repeat(100) + "}")) {
      JsonObject problem =
          json(intake.send(intake.request(token, "application/json", body, "")), 400);
      assertThat(problem.getString("request")).hasSize(32);
    }
    JsonObject notARow =
        json(intake.send(intake.request(token, "application/json", "{\"facts\":[1]}", "")), 400);
    assertThat(row(notARow, 0).getString("detail")).isEqualTo("row 1: an object is wanted");
    assertThat(json(intake.send(intake.request(token, "text/csv", "a,b", "")), 415)).isNotNull();
    assertThat(
            json(
                intake.send(
                    intake.request(token, "application/json", "{\"facts\":[1]}", "?atomic=1")),
                400))
        .isNotNull();
    HttpResponse<String> method =
        intake.send(HttpRequest.newBuilder(intake.url.resolve("/v1/facts")).GET());
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("allow")).contains("POST");
    assertThat(
            intake
                .send(HttpRequest.newBuilder(intake.url.resolve("/v1/nothing")).GET())
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void twoRowsOfOneKeyThatSayDifferentThingsAreNotBothTaken() {
    JsonArray rows =
        json(
                intake.batch(
                    "tracing",
                    intake.contact("c-1", test.somebody()),
                    intake.contact("c-1", test.somebody())),
                202)
            .getJsonArray("rows");
    assertThat(rows.getJsonObject(0).getString("outcome")).isEqualTo("stored");
    assertThat(rows.getJsonObject(1).getString("reason")).isEqualTo("duplicate-key");
  }
}
