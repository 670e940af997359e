package io.scangate.casework;

import static io.scangate.casework.Applicants.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a code has its colour, as the person and as staff are told. */
class WhyIT {
  private static TestLedger test;
  private static TestCasework casework;
  private static String fang;
  private static PersonRef person;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
    Applicants people = new Applicants(test, casework);
    fang = casework.token(Role.HOLDER, "fang");
    person = people.register(fang, "王芳", Forms.FANG);
    assertThat(
            casework
                .post(fang, "/v1/family", Forms.registration("李明", Forms.document(Forms.LI)))
                .status())
        .isEqualTo(201);
    people.isScreened(person);
    test.passes(Duration.ofHours(1));
    people.isTested(person, Duration.ZERO, TestResult.NEGATIVE);
    people.learns(
        people.person(Forms.LI),
        new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
  }

  @AfterAll
  static void close() {
    casework.close();
    test.close();
  }

  @Test
  void thePersonIsToldWhyWhatIsLackingWhatToDoAndWhereToTurn() {
    JsonObject why = casework.get(fang, "/v1/why?lang=en").json();
    assertThat(why.getString("headline")).isEqualTo("Your health code is yellow.");
    JsonObject ground = why.getJsonArray("grounds").getJsonObject(0);
    assertThat(ground.getString("category")).isEqualTo("screening");
    assertThat(ground.getJsonArray("lacking").encode())
        .contains("3 negative results are needed; so far one counts.");
    assertThat(ground.getJsonArray("bars")).isEmpty();
    assertThat(why.getJsonArray("outlook").encode()).contains("3 March 2022, 17:00");
    assertThat(why.getJsonArray("advice").encode())
        .contains("Report to your community at once", "apply to your community for a correction");
    assertThat(why.getJsonObject("turnTo"))
        .isEqualTo(
            new JsonObject().put("community", TestCasework.COMMUNITY).put("hotline", "12345"));
    assertThat(casework.get(fang, "/v1/why").json().getString("headline")).contains("黄码");
  }

  @Test
  void familyIsAskedForAndStrangersAreNot() {
    JsonObject why = casework.get(fang, "/v1/why?member=1&lang=en").json();
    assertThat(why.getString("colour")).isEqualTo(Colour.RED.name());
    assertThat(why.getJsonArray("grounds").getJsonObject(0).getString("category"))
        .isEqualTo("close-contact");
    refuses(casework.get(fang, "/v1/why?member=2"), 404, "not-registered");
    refuses(casework.get(casework.token(Role.HOLDER, "x"), "/v1/why"), 404, "not-registered");
    refuses(casework.get(fang, "/v1/why?lang=fr"), 400, "bad-parameter");
  }

  @Test
  void staffAreToldTheSameWithRulesAndFactsAndLeaveARow() {
    String path = "/v1/people/" + person.text() + "/why?lang=en&purpose=review%2012";
    JsonObject why = casework.get(casework.token(Role.COMMUNITY, "an"), path).json();
    JsonObject words = casework.get(fang, "/v1/why?lang=en").json();
    words.fieldNames().forEach(key -> assertThat(why.getValue(key)).isEqualTo(words.getValue(key)));
    JsonObject episode = why.getJsonArray("episodes").getJsonObject(0);
    assertThat(episode.getString("rule")).isEqualTo("screening/1");
    JsonObject screening =
        why.getJsonArray("facts").stream()
            .map(JsonObject.class::cast)
            .filter(fact -> fact.getString("fact").equals("screening"))
            .findFirst()
            .orElseThrow();
    assertThat(episode.getJsonArray("facts")).isEqualTo(JsonArray.of(screening.getString("at")));
    assertThat(screening.getString("document")).isEqualTo("document 1");
    JsonObject turned = why.getJsonArray("decisions").getJsonObject(1);
    assertThat(turned.getString("was")).isEqualTo("GREEN");
    assertThat(turned.getString("colour")).isEqualTo("YELLOW");
    assertThat(turned.getString("policy")).isEqualTo(why.getString("policy"));
    Answer reads =
        casework.get(casework.token(Role.AUDITOR, "gu"), "/v1/staff-reads?division=440305");
    assertThat(reads.json().encode()).contains("read-reasons", "review 12", person.text());
  }

  @Test
  void nobodyIsFoundByStaffOfAnotherDivisionOrWithoutAPurpose() {
    String path = "/v1/people/" + person.text() + "/why";
    String elsewhere = casework.token("x", Optional.of(new Division("440306")), "district-group");
    refuses(casework.get(elsewhere, path + "?purpose=x"), 404, "not-found");
    refuses(casework.get(casework.token(Role.COMMUNITY), path), 400, "bad-parameter");
    refuses(casework.get(casework.token(Role.LABORATORY), path + "?purpose=x"), 403, "wrong-role");
  }
}
