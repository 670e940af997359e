package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.Division;
import io.scangate.ledger.CheckpointDesk;
import io.scangate.ledger.CheckpointStep;
import io.scangate.ledger.GateList;
import io.scangate.ledger.KeptOrders;
import io.scangate.ledger.ListHeads;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.Orders;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures of article 42 by forms, and in every wrong way. */
class OrderProcedureIT {
  private static final String PATH = "/v1/orders";
  private static final JsonObject NOTICE =
      new JsonObject().put("document", "notice 1").put("announcement", "As announced.");
  private static TestLedger test;
  private static TestCasework casework;
  private static String district;
  private static String city;
  private static String province;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
    district = government("li", "440305");
    city = government("wang", "4403");
    province = government("zhao", "44");
    Checkpoint door =
        new Checkpoint("door", "market", "venue", new Division(TestCasework.COMMUNITY));
    assertThat(new CheckpointDesk(test.ledger).register(door, false, 9, "op", test.instant()))
        .isEqualTo(new CheckpointStep.Done());
  }

  @AfterAll
  static void close() {
    casework.close();
    test.close();
  }

  private static String government(String name, String division) {
    return casework.token(name, Optional.of(new Division(division)), "government");
  }

  private static JsonObject form() {
    return new JsonObject()
        .put("measure", "close")
        .put("scope", "site")
        .put("place", "market")
        .put("ground", "an outbreak")
        .put("document", "report 3");
  }

  private static String propose(JsonObject form) {
    Answer proposed = casework.post(district, PATH, form);
    assertThat(proposed.status()).as(proposed.json().encode()).isEqualTo(201);
    return proposed.json().getLong("number").toString();
  }

  private static Answer decide(String token, String order, boolean granted) {
    return casework.post(
        token, PATH + "/" + order + "/decision", NOTICE.copy().put("granted", granted));
  }

  private static Answer lift(String token, String order) {
    return casework.post(token, PATH + "/" + order + "/lifting", NOTICE);
  }

  private static Answer takeBack(String token, String order) {
    return casework.post(
        token, PATH + "/" + order + "/withdrawal", new JsonObject().put("reason", "a mistake"));
  }

  private static void refuses(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  private static void is(Answer answer, String status) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    assertThat(answer.json().getString("status")).isEqualTo(status);
  }

  private static int closures() {
    long number = ListHeads.of(test.ledger).head(GateList.ORDERS).number();
    return Orders.of(new KeptOrders(test.ledger).whole(number)).closures().size();
  }

  @Test
  void fromTheProposalToTheLifting() {
    int before = closures();
    String order = propose(form());
    assertThat(closures()).isEqualTo(before);
    is(decide(city, order, true), "ordered");
    assertThat(closures()).isEqualTo(before + 1);
    String announced =
        casework.get(casework.token(Role.HOLDER), "/v1/announcements").json().encode();
    assertThat(announced).contains("As announced.", "\"market\"").doesNotContain("wang");
    is(casework.get(city, PATH + "/" + order), "ordered");
    is(lift(city, order), "lifted");
    assertThat(closures()).isEqualTo(before);
    assertThat(casework.get(district, PATH + "?division=440305").json().encode())
        .contains("report 3", "li", "wang");
  }

  @Test
  void whoeverIsNoGovernmentOrGovernsElsewhereProposesNothing() {
    for (Role role : Role.values()) {
      if (role != Role.GOVERNMENT) {
        refuses(casework.post(casework.token(role), PATH, form()), 403, "wrong-role");
      }
    }
    refuses(casework.post(government("x", "440304"), PATH, form()), 403, "wrong-division");
    refuses(casework.post(government("x", "440305001"), PATH, form()), 403, "wrong-level");
    refuses(casework.post(province, PATH, form()), 409, "nobody-above");
    refuses(casework.post(district, PATH, form().put("place", "nowhere")), 404, "not-found");
    refuses(
        casework.post(district, PATH, form().put("scope", "division").put("place", "4403")),
        403,
        "wrong-division");
    refuses(
        casework.post(district, PATH, form().put("scope", "division").put("place", "x")),
        404,
        "not-found");
  }

  @Test
  void onlyTheNextHigherGovernmentDecidesAndByAnotherPerson() {
    String order = propose(form());
    refuses(decide(government("other", "440305"), order, true), 409, "not-next-higher");
    refuses(decide(province, order, true), 409, "not-next-higher");
    refuses(decide(government("x", "4401"), order, true), 403, "wrong-division");
    refuses(decide(government("LI ", "4403"), order, true), 409, "same-person");
    refuses(decide(casework.token(Role.MUNICIPALITY), order, true), 403, "wrong-role");
    is(decide(city, order, true), "ordered");
    refuses(decide(city, order, false), 409, "decided");
    Answer ofCity =
        casework.post(
            city, PATH, form().put("scope", "division").put("place", TestCasework.COMMUNITY));
    String above = ofCity.json().getLong("number").toString();
    refuses(decide(government("other", "4403"), above, true), 409, "not-next-higher");
    is(decide(province, above, true), "ordered");
    refuses(lift(government("other", "4403"), above), 403, "wrong-division");
    is(lift(province, above), "lifted");
    is(lift(city, order), "lifted");
  }

  @Test
  void onlyWhoDecidedLiftsAndOnlyOnceAndOnlyWhatIsOrdered() {
    String order = propose(form().put("scope", "checkpoint").put("place", "door"));
    refuses(lift(city, order), 409, "not-ordered");
    is(decide(city, order, true), "ordered");
    refuses(lift(district, order), 403, "wrong-division");
    refuses(lift(province, order), 409, "not-authority");
    is(lift(government("a colleague", "4403"), order), "lifted");
    refuses(lift(city, order), 409, "lifted");
    String rejected = propose(form());
    is(decide(city, rejected, false), "rejected");
    refuses(lift(city, rejected), 409, "not-ordered");
  }

  @Test
  void whatIsTakenBackIsNotDecided() {
    String order = propose(form());
    refuses(takeBack(city, order), 409, "not-proposer");
    refuses(takeBack(government("x", "440304"), order), 403, "wrong-division");
    is(takeBack(district, order), "taken-back");
    refuses(takeBack(district, order), 409, "taken-back");
    refuses(decide(city, order, true), 409, "taken-back");
    refuses(lift(city, order), 409, "taken-back");
    String decided = propose(form());
    is(decide(city, decided, false), "rejected");
    refuses(takeBack(district, decided), 409, "decided");
  }

  @Test
  void whatIsTooLateOrNotOfTheShapeOrNotThereIsRefused() {
    refuses(casework.post(district, PATH, form().put("ends", "2022-03-01T07:59:59Z")), 409, "over");
    refuses(
        casework.post(district, PATH, form().put("ends", "2022-02-30T07:59:59Z")),
        400,
        "malformed");
    refuses(
        casework.post(
            district,
            PATH,
            form().put("starts", "2022-03-03T00:00:00Z").put("ends", "2022-03-02T00:00:00Z")),
        400,
        "malformed");
    refuses(casework.post(district, PATH, form().put("measure", "shut")), 400, "malformed");
    refuses(decide(city, "999999", true), 404, "not-found");
    refuses(lift(city, "999999"), 404, "not-found");
    refuses(casework.get(city, PATH + "/999999"), 404, "not-found");
  }
}
