package io.scangate.casework;

import static io.scangate.casework.Applicants.PATH;
import static io.scangate.casework.Applicants.answer;
import static io.scangate.casework.Applicants.form;
import static io.scangate.casework.Applicants.is;
import static io.scangate.casework.Applicants.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.ledger.LedgerException;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The chain of a correction, from the application to the conversion, and in its wrong ways. */
class CorrectionIT extends CorrectionScene {
  @Test
  void fromTheApplicationToTheConversion() {
    String number = people.apply(fang, form());
    people.walkToAudit(number);
    assertThat(people.colour(person)).isEqualTo(Colour.YELLOW);
    test.passes(Duration.ofHours(20));
    people.isTested(person, Duration.ofHours(2), TestResult.NEGATIVE);
    is(people.step(people.clerk(Role.COMMUNITY, "er"), number, "test", true), "tested");
    String district = people.clerk(Role.DISTRICT_COMMAND, "feng");
    is(people.step(district, number, "conversion", true), "converted");
    assertThat(people.colour(person)).isEqualTo(Colour.GREEN);
    assertThat(own(number).json().getString("words")).startsWith("Converted.");
    assertThat(
            test.ledger
                .ask(
                    "select detail, source, document from fact where person = $1 and kind = 15",
                    Tuple.of(person.value()))
                .iterator()
                .next()
                .deepToString())
        .contains(
            "screening:phone-bound-to-family-plan", "casework/corrections", "correction " + number);
  }

  @Test
  void stepsComeInTheirOrderAndOnce() {
    String number = people.apply(fang, form());
    refuses(
        people.step(people.clerk(Role.DISTRICT_COMMAND, "feng"), number, "conversion", true),
        409,
        "out-of-order");
    refuses(
        people.step(people.clerk(Role.DISTRICT_GROUP, "deng"), number, "audit", true),
        409,
        "out-of-order");
    is(people.step(community(), number, "report", true), "reported");
    refuses(
        people.step(people.clerk(Role.COMMUNITY, "er"), number, "report", true),
        409,
        "out-of-order");
    refuses(people.step(community(), "999999", "report", true), 404, "not-found");
    assertThat(people.colour(person)).isEqualTo(Colour.YELLOW);
  }

  @Test
  void stepsAreTakenWhereThePersonLives() {
    String number = people.apply(fang, form());
    for (String elsewhere : List.of("440305001002", "440306001001")) {
      String clerk = casework.token("x", Optional.of(new Division(elsewhere)), "community");
      refuses(people.step(clerk, number, "report", true), 403, "wrong-division");
      refuses(read(clerk, number), 403, "wrong-division");
    }
    refuses(
        people.step(people.clerk(Role.TOWN_COMMAND, "bo"), number, "report", true),
        403,
        "wrong-role");
  }

  @Test
  void nobodyTakesTwoStepsAndNobodyOneAboutThemselves() {
    String number = people.apply(fang, form());
    String self = casework.token("fang", Optional.of(new Division("440305001001")), "community");
    refuses(people.step(self, number, "report", true), 409, "same-person");
    is(people.step(community(), number, "report", true), "reported");
    refuses(
        people.step(people.clerk(Role.TOWN_COMMAND, "AN "), number, "review", true),
        409,
        "same-person");
    is(people.step(people.clerk(Role.TOWN_COMMAND, "bo"), number, "review", true), "reviewed");
    String chen = people.clerk(Role.DISTRICT_COMMAND, "chen");
    is(people.step(chen, number, "submission", true), "submitted");
    is(people.step(people.clerk(Role.DISTRICT_GROUP, "deng"), number, "audit", true), "audited");
    people.isTested(person, Duration.ZERO, TestResult.NEGATIVE);
    refuses(people.step(community(), number, "test", true), 409, "same-person");
    is(people.step(people.clerk(Role.COMMUNITY, "er"), number, "test", true), "tested");
    refuses(people.step(chen, number, "conversion", true), 409, "same-person");
  }

  @Test
  void theTestIsTakenAfterTheAuditAndIsStillNegativeAtTheConversion() {
    String number = people.apply(fang, form());
    test.passes(Duration.ofHours(1));
    people.walkToAudit(number);
    String er = people.clerk(Role.COMMUNITY, "er");
    refuses(people.step(er, number, "test", true), 409, "no-negative");
    test.passes(Duration.ofHours(1));
    people.isTested(person, Duration.ofMinutes(61), TestResult.NEGATIVE);
    refuses(people.step(er, number, "test", true), 409, "no-negative");
    people.isTested(person, Duration.ofMinutes(1), TestResult.NEGATIVE);
    is(people.step(er, number, "test", true), "tested");
    people.isTested(person, Duration.ZERO, TestResult.POSITIVE);
    refuses(
        people.step(people.clerk(Role.DISTRICT_COMMAND, "feng"), number, "conversion", true),
        409,
        "barred");
    assertThat(people.colour(person)).isEqualTo(Colour.RED);
  }

  @Test
  void aNegativeResultOfTheLastFortyEightHoursIsShown() {
    test.passes(Duration.ofHours(43));
    String number = people.apply(fang, form());
    JsonObject taken = new JsonObject().put("statement", "later");
    is(casework.post(fang, PATH + "/" + number + "/withdrawal", taken), "withdrawn");
    test.passes(Duration.ofMillis(1));
    refuses(casework.post(fang, PATH, form()), 409, "no-negative");
  }

  @Test
  void anAccountThatAppliesWithoutEndIsToldToWait() {
    for (int i = 0; i < 20; i++) {
      refuses(casework.post(fang, PATH, form().put("ground", "a-whim")), 400, "unknown-ground");
    }
    refuses(casework.post(fang, PATH, form()), 429, "too-often");
    test.passes(Duration.ofHours(2));
    assertThat(people.apply(fang, form())).isNotEmpty();
  }

  @Test
  void whatElseHoldsTheCodeStaysWhenOneReasonIsCorrected() {
    String number = people.apply(fang, form());
    assertThat(
            casework
                .post(fang, "/v1/identities/0/declarations", Forms.declaration("suspected"))
                .status())
        .isEqualTo(204);
    assertThat(people.colour(person)).isEqualTo(Colour.RED);
    people.walkToAudit(number);
    people.isTested(person, Duration.ZERO, TestResult.NEGATIVE);
    is(people.step(people.clerk(Role.COMMUNITY, "er"), number, "test", true), "tested");
    is(
        people.step(people.clerk(Role.DISTRICT_COMMAND, "feng"), number, "conversion", true),
        "converted");
    assertThat(people.colour(person)).isEqualTo(Colour.RED);
    JsonArray grounds = casework.get(fang, "/v1/why").json().getJsonArray("grounds");
    assertThat(grounds).hasSize(1);
    assertThat(grounds.getJsonObject(0).getString("category")).isEqualTo("declared");
  }

  @Test
  void whatIsWithdrawnGoesNoFurtherAndMayBeAppliedForAnew() {
    String number = people.apply(fang, form());
    refuses(casework.post(fang, PATH, form()), 409, "applied-already");
    JsonObject why = new JsonObject().put("statement", "I was wrong.");
    String li = casework.token(Role.HOLDER, "li");
    refuses(casework.post(li, PATH + "/" + number + "/withdrawal", why), 404, "not-found");
    is(casework.post(fang, PATH + "/" + number + "/withdrawal", why), "withdrawn");
    refuses(casework.post(fang, PATH + "/" + number + "/withdrawal", why), 409, "over");
    refuses(people.step(community(), number, "report", true), 409, "over");
    refuses(people.show(fang, number, "application/pdf", Papers.pdf()), 409, "no-more-evidence");
    assertThat(people.apply(fang, form())).isNotEqualTo(number);
  }

  @Test
  void whoIsNotConvertedForNowIsToldWhyAndMayComeAgain() {
    people.learns(person, new Fact.Contact(test.instant(), test.instant(), ContactKind.SUB_CLOSE));
    Answer barred = casework.post(fang, PATH + "?lang=en", form());
    refuses(barred, 409, "barred");
    assertThat(barred.json().getJsonArray("bars").getString(0))
        .startsWith("Isolation as a contact");
    assertThat(casework.post(fang, PATH, form()).json().getJsonArray("bars").getString(0))
        .contains("密接");
  }

  @Test
  void aBarThatComesMeanwhileHoldsTheApplicationBackUntilItIsGone() {
    String number = people.apply(fang, form());
    assertThat(
            casework
                .post(fang, "/v1/identities/0/declarations", Forms.declaration("none", "fever"))
                .status())
        .isEqualTo(204);
    Answer barred = people.step(community(), number, "report", true);
    refuses(barred, 409, "barred");
    assertThat(barred.json().getJsonArray("bars").getString(0)).startsWith("Symptoms");
    test.passes(Duration.ofDays(14).plusSeconds(1));
    // Telecom screening found nobody since, and the fever is over.
    is(people.step(people.clerk(Role.COMMUNITY, "an"), number, "report", true), "reported");
  }

  @Test
  void whatCannotBeCorrectedIsNotTaken() {
    refuses(
        casework.post(fang, PATH, form().put("category", "out-of-province")),
        409,
        "other-province");
    refuses(casework.post(fang, PATH, form().put("category", "declared")), 409, "not-open");
    refuses(casework.post(fang, PATH, form().put("ground", "a-whim")), 400, "unknown-ground");
    refuses(casework.post(fang, PATH, form().put("category", "mood")), 400, "malformed");
    refuses(casework.post(fang, PATH, form().put("member", 1)), 404, "not-found");
    refuses(casework.post(casework.token(Role.HOLDER, "li"), PATH, form()), 404, "not-found");
  }

  @Test
  void aManualReviewNeedsNoResultAndIsCheckedByItsCommunity() {
    test.passes(Duration.ofDays(3));
    JsonObject form = form().put("kind", "manual-review").put("ground", "identity-or-phone-wrong");
    String number = people.apply(fang, form);
    String path = "/v1/corrections/" + number + "/report";
    refuses(casework.post(community(), path, answer(true)), 409, "not-checked");
    JsonObject checked =
        new JsonObject().put("name", true).put("phone", false).put("document", true);
    is(casework.post(community(), path, answer(true).put("checked", checked)), "reported");
    assertThat(own(number).json().getJsonArray("steps").getJsonObject(0).getJsonObject("checked"))
        .isEqualTo(checked);
    is(people.step(people.clerk(Role.TOWN_COMMAND, "bo"), number, "review", true), "reviewed");
    String chen = people.clerk(Role.DISTRICT_COMMAND, "chen");
    is(people.step(chen, number, "submission", true), "submitted");
    is(people.step(people.clerk(Role.DISTRICT_GROUP, "deng"), number, "audit", true), "audited");
    people.isTested(person, Duration.ZERO, TestResult.NEGATIVE);
    is(people.step(people.clerk(Role.COMMUNITY, "er"), number, "test", true), "tested");
    is(
        people.step(people.clerk(Role.DISTRICT_COMMAND, "feng"), number, "conversion", true),
        "converted");
    assertThat(people.colour(person)).isEqualTo(Colour.GREEN);
  }

  @Test
  void whoeverHasThePasswordOfTheApplicationSkipsNoStep() {
    String number = people.apply(fang, form());
    String skip =
        """
        insert into correction_step (correction, number, step, granted, taken_by, division, note,
          taken_at, leads_to)
        values ($1, 1, 'convert', true, 'x', '440305', $2, now(), 'converted')\
        """;
    assertThatThrownBy(
            () ->
                test.ledger.ask(
                    skip,
                    Tuple.of(
                        Long.valueOf(number), io.vertx.core.buffer.Buffer.buffer(new byte[29]))))
        .isInstanceOf(LedgerException.class);
    assertThatThrownBy(
            () -> test.ledger.ask("update correction set state = 'tested'", Tuple.tuple()))
        .isInstanceOf(LedgerException.class);
    assertThat(own(number).json().getString("state")).isEqualTo("applied");
  }

  @Test
  void ofTwoWhoTakeAStepAtOnceOneDoes() throws Exception {
    String number = people.apply(fang, form());
    List<String> clerks = List.of(community(), people.clerk(Role.COMMUNITY, "er"));
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          clerks.stream()
              .map(clerk -> both.submit(() -> people.step(clerk, number, "report", true)))
              .toList();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Answer> answer : answers) {
        statuses.add(answer.get().status());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }
    assertThat(own(number).json().getJsonArray("steps")).hasSize(1);
  }
}
