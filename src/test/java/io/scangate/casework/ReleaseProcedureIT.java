package io.scangate.casework;

import static io.scangate.casework.Releases.CENTRALIZED;
import static io.scangate.casework.Releases.HOME;
import static io.scangate.casework.Releases.json;
import static io.scangate.casework.Releases.refuses;
import static io.scangate.casework.Releases.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.TestPostgres;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases from isolation, from the form to the colour, and in every wrong way. */
class ReleaseProcedureIT {
  @TempDir Path directory;
  private Releases releases;

  @BeforeEach
  void open() throws Exception {
    releases = new Releases(directory);
  }

  @AfterEach
  void close() {
    releases.close();
  }

  private PersonRef atHome(int number) {
    PersonRef person = releases.isolated(number, ContactKind.SPATIOTEMPORAL, 8);
    assertThat(releases.colour(person)).isEqualTo(Colour.YELLOW);
    return person;
  }

  private long homeList(String document, int... people) {
    long list =
        releases.filed(
            releases.community,
            HOME + document,
            json(Arrays.stream(people).mapToObj(Releases::row).toList()));
    releases.work();
    return list;
  }

  private void isRows(long list, int read, int sound, int rejected, int released) {
    assertThat(releases.list(list).getJsonObject("rows"))
        .isEqualTo(
            new JsonObject()
                .put("read", read)
                .put("sound", sound)
                .put("rejected", rejected)
                .put("released", released));
  }

  @Test
  void whoeverIsReleasedFromCentralizedIsolationTurnsYellowByTheFormAlone() {
    PersonRef person = releases.isolated(1, ContactKind.CLOSE, 15);
    assertThat(releases.colour(person)).isEqualTo(Colour.RED);
    long list =
        releases.filed(releases.isolationPoint, CENTRALIZED + "form-1", json(List.of(row(1))));
    assertThat(releases.state(list)).isEqualTo("reading");
    assertThat(releases.colour(person)).isEqualTo(Colour.RED);
    releases.work();
    assertThat(releases.state(list)).isEqualTo("done");
    isRows(list, 1, 1, 0, 1);
    assertThat(releases.colour(person)).isEqualTo(Colour.YELLOW);
  }

  @Test
  void whoeverIsReleasedAtHomeTurnsGreenWhenTownAndDistrictHaveReviewed() {
    PersonRef person = atHome(1);
    long list = homeList("form-1", 1);
    assertThat(releases.state(list)).isEqualTo("town-review");
    assertThat(releases.review(releases.town, list, "town-review", true).json().getString("state"))
        .isEqualTo("district-review");
    releases.work();
    assertThat(releases.colour(person)).isEqualTo(Colour.YELLOW);
    Answer last = releases.review(releases.district, list, "district-review", true);
    assertThat(last.json().getString("state")).isEqualTo("releasing");
    releases.work();
    assertThat(releases.state(list)).isEqualTo("done");
    assertThat(releases.colour(person)).isEqualTo(Colour.GREEN);
    JsonObject told = releases.list(list);
    assertThat(told.getJsonObject("townReview").getString("by")).isEqualTo("town-command-1");
    assertThat(told.getJsonObject("districtReview").getString("note")).isEqualTo("meeting 3");
  }

  @Test
  void aRejectedListReleasesNobodyAndMayBeFiledAgain() {
    PersonRef person = atHome(1);
    long list = homeList("form-1", 1);
    assertThat(releases.review(releases.town, list, "town-review", false).status()).isEqualTo(200);
    assertThat(releases.state(list)).isEqualTo("rejected");
    refuses(releases.review(releases.district, list, "district-review", true), 409, "reviewed");
    long again = homeList("form-1", 1);
    var _ = releases.review(releases.town, again, "town-review", true);
    var _ = releases.review(releases.district, again, "district-review", false);
    releases.work();
    assertThat(releases.state(again)).isEqualTo("rejected");
    assertThat(releases.colour(person)).isEqualTo(Colour.YELLOW);
  }

  @Test
  void whoeverHasAnotherRoleOrActsElsewhereFilesAndReviewsNothing() {
    TestCasework casework = releases.casework;
    byte[] form = json(List.of(row(1)));
    refuses(releases.file(releases.community, CENTRALIZED + "a", form), 403, "wrong-role");
    refuses(releases.file(releases.isolationPoint, HOME + "a", form), 403, "wrong-role");
    String elsewhere = casework.token("x", Optional.of(new Division("440305001002")), "community");
    refuses(releases.file(elsewhere, HOME + "a", form), 403, "wrong-division");
    String abroad = casework.token("x", Optional.of(new Division("510104")), "isolation-point");
    refuses(
        releases.file(abroad, CENTRALIZED.replace(TestCasework.COMMUNITY, "510104") + "a", form),
        400,
        "other-city");
    var _ = atHome(1);
    long list = homeList("form-1", 1);
    refuses(releases.review(releases.district, list, "town-review", true), 403, "wrong-role");
    String town = casework.token("x", Optional.of(new Division("440305002")), "town-command");
    refuses(releases.review(town, list, "town-review", true), 403, "wrong-division");
    String district = casework.token("x", Optional.of(new Division("440306")), "district-command");
    var _ = releases.review(releases.town, list, "town-review", true);
    refuses(releases.review(district, list, "district-review", true), 403, "wrong-division");
    refuses(casework.get(releases.isolationPoint, "/v1/releases/" + list), 404, "not-found");
    refuses(releases.withdraw(elsewhere, list), 403, "wrong-division");
    refuses(releases.rejected(casework.token(Role.AUDITOR), list), 403, "wrong-role");
  }

  @Test
  void nobodyTakesTwoStepsOfAList() {
    TestCasework casework = releases.casework;
    var _ = atHome(1);
    long list = homeList("form-1", 1);
    String filer =
        casework.token("Community-1", Optional.of(new Division("440305001")), "town-command");
    refuses(releases.review(filer, list, "town-review", true), 409, "same-person");
    var _ = releases.review(releases.town, list, "town-review", true);
    for (String before : List.of(" community-1", "TOWN-command-1 ")) {
      String twice =
          casework.token(before, Optional.of(new Division("440305")), "district-command");
      refuses(releases.review(twice, list, "district-review", true), 409, "same-person");
    }
  }

  @Test
  void stepsOutOfOrderTwiceOrTooLateAreRefused() {
    var _ = atHome(1);
    long list = releases.filed(releases.community, HOME + "form-1", json(List.of(row(1))));
    refuses(releases.review(releases.town, list, "town-review", true), 409, "still-reading");
    refuses(
        releases.file(releases.community, HOME + "form-1", json(List.of())), 409, "filed-before");
    releases.work();
    refuses(releases.review(releases.district, list, "district-review", true), 409, "not-reviewed");
    var _ = releases.review(releases.town, list, "town-review", true);
    refuses(releases.review(releases.town, list, "town-review", true), 409, "reviewed");
    var _ = releases.review(releases.district, list, "district-review", true);
    refuses(releases.review(releases.district, list, "district-review", false), 409, "reviewed");
    refuses(releases.withdraw(releases.community, list), 409, "too-late");
    releases.work();
    refuses(releases.withdraw(releases.community, list), 409, "too-late");
    refuses(releases.step(releases.community, list, "stop"), 409, "no-work");
    refuses(releases.review(releases.town, 999_999, "town-review", true), 404, "not-found");
  }

  @Test
  void whatIsTakenBackReleasesNobody() {
    PersonRef person = atHome(1);
    long list = homeList("form-1", 1);
    assertThat(releases.withdraw(releases.community, list).json().getString("state"))
        .isEqualTo("withdrawn");
    refuses(releases.withdraw(releases.community, list), 409, "withdrawn");
    refuses(releases.review(releases.town, list, "town-review", true), 409, "withdrawn");
    long reading = releases.filed(releases.community, HOME + "form-1", json(List.of(row(1))));
    assertThat(releases.withdraw(releases.community, reading).status()).isEqualTo(200);
    releases.work();
    isRows(reading, 0, 0, 0, 0);
    assertThat(releases.colour(person)).isEqualTo(Colour.YELLOW);
  }

  @Test
  void whatACodeLacksBesideTheReleaseIsTheReasonForWhichARowIsRejected() {
    var _ = releases.isolated(1, ContactKind.CLOSE, 13);
    PersonRef untested = releases.registered(2);
    releases.learn(
        untested,
        new Fact.Contact(
            releases.test.instant(),
            releases.test.instant().minus(Duration.ofDays(15)),
            ContactKind.CLOSE));
    var _ = releases.registered(3);
    PersonRef positive = releases.isolated(4, ContactKind.CLOSE, 15);
    releases.learn(
        positive,
        new Fact.Test(
            releases.test.instant(),
            releases.test.instant(),
            releases.test.instant(),
            TestResult.POSITIVE));
    long list =
        releases.filed(
            releases.isolationPoint,
            CENTRALIZED + "form-1",
            json(List.of(row(1), row(2), row(3), row(4), row(5))));
    releases.work();
    assertThat(releases.state(list)).isEqualTo("done");
    JsonArray rows = releases.rejected(releases.isolationPoint, list).json().getJsonArray("rows");
    assertThat(rows.stream().map(row -> ((JsonObject) row).getString("row")))
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(rows.stream().map(row -> ((JsonObject) row).getString("reason")))
        .containsExactly("duration", "tests", "nothing-waits", "tests", "not-found");
    assertThat(rows.getJsonObject(0).getString("detail"))
        .contains("close-contact: until 2022-03-21T16:00+08:00");
    assertThat(releases.colour(positive)).isEqualTo(Colour.RED);
  }

  @Test
  void whatHappensBetweenFormAndReviewIsLookedAtBeforeAnybodyIsReleased() {
    PersonRef well = atHome(1);
    PersonRef ill = atHome(2);
    long list = homeList("form-1", 1, 2);
    var _ = releases.review(releases.town, list, "town-review", true);
    releases.learn(
        ill,
        new Fact.Test(
            releases.test.instant(),
            releases.test.instant(),
            releases.test.instant(),
            TestResult.POSITIVE));
    var _ = releases.review(releases.district, list, "district-review", true);
    releases.work();
    isRows(list, 2, 1, 1, 1);
    assertThat(releases.colour(well)).isEqualTo(Colour.GREEN);
    assertThat(releases.colour(ill)).isEqualTo(Colour.RED);
    assertThat(releases.rejected(releases.community, list).json().encode()).contains("tests");
  }

  @Test
  void aCommunityReleasesNobodyWhoLivesElsewhereAndIsNotToldWhere() {
    PersonRef person = atHome(1);
    String other =
        releases.casework.token("x", Optional.of(new Division("440305001002")), "community");
    long list =
        releases.filed(
            other, HOME.replace("001001", "001002") + "a", json(List.of(row(1), row(77))));
    releases.work();
    JsonArray rows = releases.rejected(other, list).json().getJsonArray("rows");
    assertThat(rows.getJsonObject(0).getString("reason")).isEqualTo("not-found");
    assertThat(rows.getJsonObject(0).getString("detail"))
        .isEqualTo(rows.getJsonObject(1).getString("detail"));
    assertThat(releases.colour(person)).isEqualTo(Colour.YELLOW);
  }

  @Test
  void anIsolationPointReleasesNobodyWhoseIsolationBeganElsewhere() {
    PersonRef person = releases.isolated(1, ContactKind.CLOSE, 16);
    Instant then = releases.test.instant().minus(Duration.ofDays(15));
    // Reports of the test are of 440303.
    releases.learn(
        person, new Fact.IsolationStarted(releases.test.instant(), then, Setting.CENTRALIZED));
    long list =
        releases.filed(releases.isolationPoint, CENTRALIZED + "form-1", json(List.of(row(1))));
    releases.work();
    assertThat(releases.rejected(releases.isolationPoint, list).json().encode())
        .contains("isolated-elsewhere");
    assertThat(releases.colour(person)).isEqualTo(Colour.RED);
    String there =
        releases.casework.token("x", Optional.of(new Division("440303001")), "isolation-point");
    var _ =
        releases.filed(
            there,
            CENTRALIZED.replace(TestCasework.COMMUNITY, "440303001") + "form-1",
            json(List.of(row(1))));
    releases.work();
    assertThat(releases.colour(person)).isEqualTo(Colour.YELLOW);
  }

  @Test
  void anotherNameOrTheSamePersonTwiceIsRejected() {
    var _ = atHome(1);
    var _ = atHome(2);
    List<String> named =
        List.of("别人", "passport", Releases.passport(2), "2022-03-05", "2022-03-20");
    long list =
        releases.filed(releases.community, HOME + "a", json(List.of(row(1), named, row(1))));
    releases.work();
    isRows(list, 3, 1, 2, 0);
    JsonArray rows = releases.rejected(releases.community, list).json().getJsonArray("rows");
    assertThat(rows.getJsonObject(0).getString("reason")).isEqualTo("another-name");
    assertThat(rows.getJsonObject(1).getString("reason")).isEqualTo("repeated");
    assertThat(rows.getJsonObject(1).getString("row")).isEqualTo("3");
  }

  @Test
  void whoeverReadsAListLeavesARowForEachPersonInIt() {
    PersonRef person = atHome(1);
    long list = homeList("form-1", 1);
    Answer form =
        releases.casework.get(releases.town, "/v1/releases/" + list + "/form?purpose=review");
    assertThat(form.json().encode()).contains(Releases.passport(1));
    Answer scan =
        releases.casework.get(releases.town, "/v1/releases/" + list + "/scan?purpose=review");
    assertThat(scan.raw().body()).isEqualTo(Releases.SCAN);
    assertThat(scan.raw().headers().firstValue("content-disposition").orElseThrow())
        .contains("release-" + list + "-scan.pdf");
    JsonArray reads =
        releases
            .casework
            .get(releases.casework.token(Role.AUDITOR), "/v1/staff-reads?division=440305")
            .json()
            .getJsonArray("reads");
    assertThat(reads).hasSize(2);
    assertThat(reads.getJsonObject(0).getString("person")).isEqualTo(person.text());
    assertThat(reads.getJsonObject(0).getString("action")).isEqualTo("read-releases");
  }

  @Test
  void whatIsPersonalOfAListIsForgottenThirtyDaysAfterItsEnd() throws Exception {
    var _ = releases.isolated(1, ContactKind.CLOSE, 15);
    long list =
        releases.filed(releases.isolationPoint, CENTRALIZED + "a", json(List.of(row(1), row(2))));
    releases.work();
    releases.test.passes(Duration.ofDays(29));
    releases.restart();
    releases.work();
    String filer = releases.casework.token(Role.ISOLATION_POINT);
    assertThat(releases.rejected(filer, list).status()).isEqualTo(200);
    releases.test.passes(Duration.ofDays(2));
    releases.work();
    filer = releases.casework.token(Role.ISOLATION_POINT);
    refuses(releases.rejected(filer, list), 404, "forgotten");
    isRows(list, 2, 1, 1, 1);
  }

  @Test
  void thePasswordOfTheApplicationReleasesNobodyAlone() {
    var _ = atHome(1);
    long list = homeList("form-1", 1);
    asApplicationFails(
        "update release_row set released_at = now() where list = " + list, "before the list");
    asApplicationFails(
        "insert into release_step values ("
            + list
            + ", 'town-review', true, 'x', 'COMMUNITY-1', now())",
        "another person");
    asApplicationFails(
        "insert into release_step values (" + list + ", 'district-review', true, 'x', 'y', now())",
        "the town has approved");
    asApplicationFails("update release_step set granted = true", "permission denied");
  }

  private void asApplicationFails(String sql, String message) {
    assertThatThrownBy(() -> TestPostgres.asApplication(releases.test.settings, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message);
  }
}
