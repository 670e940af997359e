package io.scangate.casework;

import static io.scangate.casework.Applicants.PATH;
import static io.scangate.casework.Applicants.answer;
import static io.scangate.casework.Applicants.form;
import static io.scangate.casework.Applicants.is;
import static io.scangate.casework.Applicants.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refusals and their reconsideration, and what employers apply for. */
class CorrectionAppealIT extends CorrectionScene {
  private static final JsonObject PLEA = new JsonObject().put("statement", "It is not so.");

  /** A token of now: months pass here. */
  private String fang() {
    return casework.token(Role.HOLDER, "fang");
  }

  private String refused() {
    String number = people.apply(fang(), form());
    is(people.step(people.clerk(Role.COMMUNITY, "an"), number, "report", false), "refused");
    return number;
  }

  private Answer appeal(String number) {
    return casework.post(fang(), PATH + "/" + number + "/appeal", PLEA);
  }

  private Answer rule(String token, String number, boolean granted) {
    return casework.post(
        token,
        "/v1/corrections/" + number + "/reconsideration",
        answer(granted).put("document", "decision 4"));
  }

  private String government(String name) {
    return casework.token(name, Optional.of(new Division("4403")), "government");
  }

  @Test
  void whatWasRefusedAndIsGrantedByReconsiderationGoesOnWithTheTest() {
    String number = refused();
    Answer refusal = casework.get(fang(), PATH + "/" + number + "?lang=en");
    assertThat(refusal.json().getString("appealUntil")).isEqualTo("2022-04-30T08:00:00Z");
    assertThat(refusal.json().encode()).contains("not so");
    refuses(
        people.step(people.clerk(Role.TOWN_COMMAND, "bo"), number, "review", true), 409, "over");
    is(appeal(number), "appealed");
    is(rule(government("guan"), number, true), "audited");
    test.passes(Duration.ofMinutes(1));
    people.isTested(person, Duration.ZERO, TestResult.NEGATIVE);
    is(people.step(people.clerk(Role.COMMUNITY, "er"), number, "test", true), "tested");
    is(
        people.step(people.clerk(Role.DISTRICT_COMMAND, "feng"), number, "conversion", true),
        "converted");
    assertThat(people.colour(person)).isEqualTo(Colour.GREEN);
    JsonObject appeal = casework.get(fang(), PATH + "/" + number).json().getJsonObject("appeal");
    assertThat(appeal.getString("document")).isEqualTo("decision 4");
    assertThat(appeal.getString("statement")).isEqualTo("It is not so.");
    assertThat(appeal.encode()).doesNotContain("guan");
  }

  @Test
  void aRefusalThatIsUpheldIsTheEnd() {
    String number = refused();
    refuses(rule(government("guan"), number, true), 409, "over");
    is(appeal(number), "appealed");
    refuses(rule(government("AN"), number, false), 409, "same-person");
    String elsewhere = casework.token("x", Optional.of(new Division("440306")), "government");
    refuses(rule(elsewhere, number, false), 403, "wrong-division");
    refuses(rule(people.clerk(Role.MUNICIPALITY, "shi"), number, false), 403, "wrong-role");
    is(rule(government("guan"), number, false), "upheld");
    refuses(rule(government("guo"), number, true), 409, "over");
    refuses(appeal(number), 409, "over");
    assertThat(people.colour(person)).isEqualTo(Colour.YELLOW);
  }

  @Test
  void anAppealComesOnceAndWithinSixtyDays() {
    String number = people.apply(fang(), form());
    refuses(appeal(number), 409, "out-of-order");
    is(people.step(people.clerk(Role.COMMUNITY, "an"), number, "report", false), "refused");
    test.passes(Duration.ofDays(60).plusMillis(1));
    refuses(appeal(number), 409, "too-late");
    people.isTested(person, Duration.ZERO, TestResult.NEGATIVE);
    String second = people.apply(fang(), form());
    is(people.step(people.clerk(Role.COMMUNITY, "an"), second, "report", false), "refused");
    test.passes(Duration.ofDays(60));
    is(appeal(second), "appealed");
    is(rule(government("guan"), second, true), "audited");
    is(people.step(people.clerk(Role.COMMUNITY, "er"), second, "test", false), "refused");
    refuses(appeal(second), 409, "appealed-once");
  }

  private String employer(String division) {
    return casework.token("factory", Optional.of(new Division(division)), "employer");
  }

  private static JsonObject employees(String name, String number) {
    JsonObject form = form().put("name", name).put("document", Forms.document(number));
    form.remove("member");
    return form;
  }

  private Answer applyFor(String token, JsonObject form) {
    return casework.post(token, "/v1/employees/applications", form);
  }

  @Test
  void anEmployerAppliesForSomebodyWhomItKnowsAndThePersonSeesIt() {
    String factory = employer("440305");
    refuses(applyFor(factory, employees("李芳", Forms.FANG)), 404, "not-found");
    refuses(applyFor(factory, employees("王芳", Forms.LI)), 404, "not-found");
    refuses(applyFor(employer("440306"), employees("王芳", Forms.FANG)), 404, "not-found");
    Answer applied = applyFor(factory, employees("王芳", Forms.FANG));
    assertThat(applied.status()).isEqualTo(201);
    String number = applied.json().getLong("number").toString();
    assertThat(people.show(factory, number, "application/pdf", Papers.pdf()).status())
        .isEqualTo(201);
    String own = casework.get(fang(), PATH).json().encode();
    assertThat(own).contains("\"employer\":\"440305\"");
    assertThat(casework.get(factory, PATH).json().encode()).isEqualTo(own);
    is(people.step(people.clerk(Role.COMMUNITY, "an"), number, "report", true), "reported");
    assertThat(casework.get(factory, PATH + "/" + number).json().encode()).doesNotContain("seen");
    assertThat(casework.get(fang(), PATH + "/" + number).json().encode()).contains("seen");
    is(casework.post(fang(), PATH + "/" + number + "/withdrawal", PLEA), "withdrawn");
    assertThat(
            casework
                .get(people.clerk(Role.AUDITOR, "gu"), "/v1/staff-reads?division=440305")
                .json()
                .encode())
        .contains("apply-for-employee", "factory");
  }

  @Test
  void whatTheRulesKnowOfSomebodysHealthIsNotToldToTheEmployer() {
    people.learns(person, new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
    Answer barred = applyFor(employer("440305"), employees("王芳", Forms.FANG));
    refuses(barred, 409, "barred");
    assertThat(barred.json().encode()).doesNotContain("密接").contains("/v1/why");
  }
}
