package io.scangate.casework;

import static io.scangate.casework.Applicants.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.health.Division;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose code turns yellow or red reports to the community, which sees who has not. */
class ReportingIT extends HolderScene {
  private static final String REPORTS = "/v1/reports";

  private static JsonObject report(int member) {
    return new JsonObject().put("member", member).put("words", "I am at home and well.");
  }

  private JsonArray list(String more) {
    Answer answer =
        casework.get(
            people.clerk(Role.COMMUNITY, "an"),
            REPORTS + "?division=440305001001&purpose=round" + more);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json().getJsonArray("people");
  }

  @Test
  void whoTurnsReportsOnceAndTheCommunitySeesIt() {
    refuses(casework.post(fang, REPORTS, report(0)), 409, "nothing-to-report");
    assertThat(list("")).isEmpty();
    people.isScreened(person);
    assertThat(list("").getJsonObject(0).getBoolean("reported")).isFalse();
    Answer reported = casework.post(fang, REPORTS, report(0));
    assertThat(reported.status()).isEqualTo(201);
    assertThat(reported.json().getString("colour")).isEqualTo("YELLOW");
    assertThat(reported.json().getBoolean("late")).isFalse();
    refuses(casework.post(fang, REPORTS, report(0)), 409, "reported-already");
    JsonObject row = list("").getJsonObject(0);
    assertThat(row.getString("person")).isEqualTo(person.text());
    assertThat(row.getBoolean("reported")).isTrue();
    assertThat(row.getString("words")).isEqualTo("I am at home and well.");
    people.learns(person, new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
    assertThat(list("").getJsonObject(0).getBoolean("reported")).isFalse();
    assertThat(casework.post(fang, REPORTS, report(0)).json().getString("colour")).isEqualTo("RED");
  }

  @Test
  void whoHasNotReportedWithinTwelveHoursIsOverdue() {
    people.isScreened(person);
    test.passes(Duration.ofHours(12));
    assertThat(list("&overdue=true")).isEmpty();
    test.passes(Duration.ofMillis(1));
    assertThat(list("&overdue=true").getJsonObject(0).getBoolean("overdue")).isTrue();
    assertThat(casework.post(fang, REPORTS, report(0)).json().getBoolean("late")).isTrue();
    assertThat(list("&overdue=true")).isEmpty();
    assertThat(list("")).hasSize(1);
  }

  @Test
  void theCommunityTakesTheReportOfWhoeverRingsUp() {
    people.isScreened(person);
    JsonObject words = new JsonObject().put("words", "rang up, is at home");
    String path = "/v1/people/" + person.text() + "/report";
    String elsewhere = casework.token("x", Optional.of(new Division("440305001002")), "community");
    refuses(casework.post(elsewhere, path, words), 404, "not-found");
    refuses(casework.post(people.clerk(Role.TOWN_COMMAND, "bo"), path, words), 403, "wrong-role");
    assertThat(casework.post(people.clerk(Role.COMMUNITY, "an"), path, words).status())
        .isEqualTo(201);
    assertThat(list("").getJsonObject(0).getString("takenBy")).isEqualTo("an");
    refuses(casework.post(fang, REPORTS, report(0)), 409, "reported-already");
  }

  @Test
  void eachOfTheListLeavesARowAndOthersDoNotListIt() {
    people.isScreened(person);
    assertThat(list("")).hasSize(1);
    assertThat(
            casework
                .get(people.clerk(Role.AUDITOR, "gu"), "/v1/staff-reads?division=440305")
                .json()
                .encode())
        .contains("list-reports", "round", person.text());
    String path = REPORTS + "?division=440305001002&purpose=x";
    refuses(casework.get(people.clerk(Role.COMMUNITY, "an"), path), 403, "wrong-division");
    refuses(
        casework.get(
            people.clerk(Role.DISTRICT_COMMAND, "an"), REPORTS + "?division=440305&purpose=x"),
        400,
        "bad-parameter");
    refuses(casework.post(fang, REPORTS, report(1)), 404, "not-registered");
  }
}
