package io.scangate.casework;

import static io.scangate.casework.Applicants.PATH;
import static io.scangate.casework.Applicants.form;
import static io.scangate.casework.Applicants.is;
import static io.scangate.casework.Applicants.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.ledger.cases.EvidenceShelf;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What applicants show and say, who reads it, and what waits. */
class CorrectionPapersIT extends CorrectionScene {
  @Test
  void whatIsPersonalIsSealedInTheLedgerAndGoneWithTheIdentity() {
    String number = people.apply(fang, form());
    String rows =
        test.ledger
            .ask("select encode(sealed, 'escape') as e from correction_evidence", Tuple.tuple())
            .iterator()
            .next()
            .getString("e");
    assertThat(rows).doesNotContain("%PDF");
    assertThat(
            test.ledger
                .ask("select statement from correction", Tuple.tuple())
                .iterator()
                .next()
                .getBuffer("statement")
                .toString(StandardCharsets.ISO_8859_1))
        .doesNotContain("sister");
    Answer paper =
        casework.get(community(), "/v1/corrections/" + number + "/evidence/1?purpose=case");
    assertThat(paper.raw().body()).isEqualTo(Papers.pdf());
    assertThat(paper.raw().headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment");
    // The key of the row stays when the particulars are modified.
    assertThat(
            casework
                .patch(fang, "/v1/identities/0", new JsonObject().put("phone", "13900139000"))
                .status())
        .isEqualTo(204);
    assertThat(own(number).json().getString("statement")).contains("sister");
    people.walkToAudit(number);
    people.isTested(person, Duration.ZERO, TestResult.NEGATIVE);
    is(people.step(people.clerk(Role.COMMUNITY, "er"), number, "test", true), "tested");
    is(
        people.step(people.clerk(Role.DISTRICT_COMMAND, "feng"), number, "conversion", true),
        "converted");
    assertThat(
            casework
                .delete(
                    people.clerk(Role.ADMINISTRATOR, "gao"),
                    "/v1/people/" + person.text() + "/identity?purpose=asked")
                .status())
        .isEqualTo(204);
    assertThat(read(community(), number).json().encode())
        .doesNotContain("sister")
        .contains("converted");
    refuses(
        casework.get(community(), "/v1/corrections/" + number + "/evidence/1?purpose=case"),
        404,
        "not-found");
  }

  @Test
  void theApplicantReadsTheStateInTheWordsOfStaffAndNoNamesOfOfficials() {
    String number = people.apply(fang, form());
    for (String state : List.of("applied", "reported")) {
      JsonObject mine = own(number).json();
      JsonObject theirs = read(community(), number).json();
      assertThat(mine.getString("state")).isEqualTo(state);
      for (String key : List.of("state", "words", "waitsFor", "since", "due", "statement")) {
        assertThat(mine.getString(key)).as(key).isNotEmpty().isEqualTo(theirs.getString(key));
      }
      assertThat(mine.encode()).doesNotContain("\"by\"").doesNotContain(person.text());
      assertThat(theirs.getString("person")).isEqualTo(person.text());
      if (state.equals("applied")) {
        is(people.step(community(), number, "report", true), "reported");
      }
    }
    assertThat(read(community(), number).json().encode()).contains("\"by\":\"an\"");
    assertThat(
            casework
                .get(people.clerk(Role.AUDITOR, "gu"), "/v1/staff-reads?division=440305001001")
                .json()
                .getJsonArray("reads"))
        .hasSize(3);
  }

  @Test
  void papersAreWhatTheyAreCalledAndFiveAtMost() {
    Answer applied = casework.post(fang, PATH, form());
    String number = applied.json().getLong("number").toString();
    refuses(people.step(community(), number, "report", true), 409, "no-evidence");
    refuses(people.show(fang, number, "image/png", Papers.pdf()), 400, "not-a-paper");
    refuses(people.show(fang, number, "application/pdf", new byte[100]), 400, "not-a-paper");
    refuses(people.show(fang, number, "text/html", Papers.pdf()), 415, "wrong-type");
    refuses(
        people.show(fang, number, "application/pdf", new byte[(5 << 20) + 1]), 413, "too-large");
    String li = casework.token(Role.HOLDER, "li");
    refuses(people.show(li, number, "application/pdf", Papers.pdf()), 404, "not-found");
    assertThat(people.show(fang, number, "image/png", Papers.picture("png")).status())
        .isEqualTo(201);
    for (int paper = 2; paper <= EvidenceShelf.MOST; paper++) {
      assertThat(people.show(fang, number, "image/jpeg", Papers.picture("jpg")).json())
          .isEqualTo(new JsonObject().put("number", paper));
    }
    refuses(people.show(fang, number, "application/pdf", Papers.pdf()), 409, "no-more-evidence");
  }

  @Test
  void whatIsLateStandsInTheQueueOfEveryLevelAbove() {
    String number = people.apply(fang, form());
    String town = people.clerk(Role.TOWN_COMMAND, "bo");
    String late = "/v1/corrections?division=440305001&overdue=true";
    test.passes(Duration.ofHours(24));
    assertThat(casework.get(town, late).json().getJsonArray("corrections")).isEmpty();
    test.passes(Duration.ofMillis(1));
    JsonArray queue = casework.get(town, late).json().getJsonArray("corrections");
    assertThat(queue.getJsonObject(0).getLong("number").toString()).isEqualTo(number);
    assertThat(queue.getJsonObject(0).getBoolean("overdue")).isTrue();
    assertThat(queue.encode()).doesNotContain(person.text()).doesNotContain("sister");
    assertThat(own(number).json().getBoolean("overdue")).isTrue();
    assertThat(
            casework
                .get(town, "/v1/corrections?division=440305001&state=reported")
                .json()
                .getJsonArray("corrections"))
        .isEmpty();
    refuses(casework.get(town, "/v1/corrections?division=440305002"), 403, "wrong-division");
  }
}
