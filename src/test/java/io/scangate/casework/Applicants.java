package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.engine.intake.DocumentType;
import io.scangate.engine.intake.IdentityDocument;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Lookup;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People with a code, what happens to them, and how they apply. Confined to a test. */
final class Applicants {
  static final String PATH = "/v1/applications";
  final TestLedger test;
  final TestCasework casework;

  Applicants(TestLedger test, TestCasework casework) {
    this.test = test;
    this.casework = casework;
  }

  /** Registers somebody who lives where the staff of the tests act. */
  PersonRef register(String token, String name, String number) {
    Answer answer =
        casework.post(
            token,
            "/v1/registrations",
            Forms.registration(name, Forms.document(number)).put("phone", "13800138000"));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return person(number);
  }

  PersonRef person(String number) {
    Lookup lookup =
        casework.pepper.lookup(IdentityDocument.of(DocumentType.RESIDENT_IDENTITY_CARD, number));
    return Optional.ofNullable(test.people.resolve(List.of(lookup)).get(lookup)).orElseThrow();
  }

  void learns(PersonRef person, Fact fact) {
    try {
      assertThat(casework.engine.record(List.of(test.report(person, fact))).join()).hasSize(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Telecom screening finds somebody, which makes the code yellow. */
  void isScreened(PersonRef person) {
    learns(person, new Fact.Screening(test.instant(), test.instant(), "telecom"));
    assertThat(colour(person)).isEqualTo(Colour.YELLOW);
  }

  /** A laboratory reports a sample that was taken so long ago. */
  void isTested(PersonRef person, Duration ago, TestResult result) {
    Instant sampled = test.instant().minus(ago);
    learns(person, new Fact.Test(test.instant(), sampled, sampled, result));
  }

  Colour colour(PersonRef person) {
    return casework.code(person).orElseThrow().colour();
  }

  static JsonObject form() {
    return new JsonObject()
        .put("kind", "correction")
        .put("member", 0)
        .put("category", "screening")
        .put("ground", "phone-bound-to-family-plan")
        .put("statement", "My sister travelled with a phone of our family plan.");
  }

  /** Applies, and shows a paper. */
  String apply(String token, JsonObject form) {
    Answer answer = casework.post(token, PATH, form);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    String number = answer.json().getLong("number").toString();
    assertThat(show(token, number, "application/pdf", Papers.pdf()).status()).isEqualTo(201);
    return number;
  }

  Answer show(String token, String number, String type, byte[] paper) {
    String path = PATH + "/" + number + "/evidence";
    return casework.send(
        "POST",
        path,
        casework
            .request(token, path)
            .header("content-type", type)
            .POST(BodyPublishers.ofByteArray(paper)));
  }

  /** A step of staff. */
  Answer step(String token, String number, String step, boolean granted) {
    return casework.post(
        token, "/v1/corrections/" + number + "/" + step + "?lang=en", answer(granted));
  }

  static JsonObject answer(boolean granted) {
    return new JsonObject().put("granted", granted).put("note", granted ? "seen" : "not so");
  }

  /** Somebody of a role where the staff of the tests act. */
  String clerk(Role role, String name) {
    return casework.token(role, name);
  }

  /** Takes the steps of different people from the application to the audit. */
  void walkToAudit(String number) {
    is(step(clerk(Role.COMMUNITY, "an"), number, "report", true), "reported");
    is(step(clerk(Role.TOWN_COMMAND, "bo"), number, "review", true), "reviewed");
    is(step(clerk(Role.DISTRICT_COMMAND, "chen"), number, "submission", true), "submitted");
    is(step(clerk(Role.DISTRICT_GROUP, "deng"), number, "audit", true), "audited");
  }

  static void is(Answer answer, String state) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo(state);
  }

  static void refuses(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }
}
