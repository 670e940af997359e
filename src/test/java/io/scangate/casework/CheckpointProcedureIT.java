package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.Division;
import io.scangate.ledger.GateList;
import io.scangate.ledger.KeptCheckpoints;
import io.scangate.ledger.ListHeads;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.KeyHash;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints and their keys by forms, and in every wrong way. */
class CheckpointProcedureIT {
  private static final String PATH = "/v1/checkpoints";
  private static TestLedger test;
  private static TestCasework casework;
  private static String operator;
  private static String community;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
    operator = casework.token(Role.CHECKPOINT_OPERATOR, "cinema");
    community = casework.token(Role.COMMUNITY, "clerk");
  }

  @AfterAll
  static void close() {
    casework.close();
    test.close();
  }

  private static JsonObject form(String id) {
    return new JsonObject()
        .put("id", id)
        .put("site", "site-" + id)
        .put("kind", "venue")
        .put("division", TestCasework.COMMUNITY)
        .put("confined", true)
        .put("capacity", 80);
  }

  private static Answer answer(String token, String id, boolean approved) {
    return casework.post(
        token,
        PATH + "/" + id + "/answer",
        new JsonObject().put("approved", approved).put("note", "visit 7"));
  }

  private static Answer issue(String token, String id) {
    return casework.post(token, PATH + "/" + id + "/keys", new JsonObject());
  }

  private static Answer reason(String token, String path) {
    return casework.post(token, PATH + "/" + path, new JsonObject().put("reason", "lost"));
  }

  private static void approved(String id) {
    assertThat(casework.post(operator, PATH, form(id)).status()).isEqualTo(201);
    assertThat(answer(community, id, true).status()).isEqualTo(200);
  }

  private static void refuses(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  private static KeyHash hash(Answer issued) {
    return KeyHash.ofKey(Base64.getUrlDecoder().decode(issued.json().getString("key")));
  }

  private static Map<KeyHash, Checkpoint> listed() {
    long number = ListHeads.of(test.ledger).head(GateList.CHECKPOINTS).number();
    return CheckpointList.of(new KeptCheckpoints(test.ledger).whole(number)).devices();
  }

  @Test
  void fromTheFirstFormToTheEnd() {
    Answer registered = casework.post(operator, PATH, form("a"));
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.json().getString("status")).isEqualTo("registered");
    refuses(issue(operator, "a"), 409, "not-approved");
    assertThat(answer(community, "a", true).json().getString("status")).isEqualTo("approved");
    Answer issued = issue(operator, "a");
    assertThat(issued.status()).isEqualTo(201);
    assertThat(listed())
        .hasEntrySatisfying(hash(issued), door -> assertThat(door.id()).isEqualTo("a"));
    Answer next =
        casework.post(
            operator,
            PATH + "/a/keys/" + issued.json().getLong("number") + "/replacement",
            new JsonObject().put("overlapSeconds", 60));
    assertThat(next.status()).isEqualTo(201);
    assertThat(listed()).containsKeys(hash(issued), hash(next));
    Answer seen = casework.get(community, PATH + "/a");
    assertThat(seen.json().getJsonArray("keys").getJsonObject(0).getString("until"))
        .isEqualTo(test.instant().plus(Duration.ofSeconds(60)).toString());
    String whole = seen.json().encode();
    assertThat(whole)
        .doesNotContain(issued.json().getString("key"))
        .doesNotContain(next.json().getString("key"));
    String number = next.json().getLong("number").toString();
    assertThat(reason(community, "a/keys/" + number + "/withdrawal").status()).isEqualTo(200);
    assertThat(listed()).doesNotContainKey(hash(next));
    assertThat(reason(operator, "a/end").json().getString("status")).isEqualTo("given-up");
    assertThat(listed()).doesNotContainKey(hash(issued));
  }

  @Test
  void theWrongRoleTheWrongDivisionAndTheWrongOperatorAreRefused() {
    refuses(casework.post(community, PATH, form("b")), 403, "wrong-role");
    String elsewhere =
        casework.token("x", Optional.of(new Division("440304")), "checkpoint-operator");
    refuses(casework.post(elsewhere, PATH, form("b")), 403, "wrong-division");
    approved("b");
    refuses(answer(operator, "b", true), 403, "wrong-role");
    String neighbour = casework.token("y", Optional.of(new Division("440305001002")), "community");
    refuses(answer(neighbour, "b", true), 403, "wrong-division");
    refuses(reason(neighbour, "b/end"), 403, "wrong-division");
    String rival = casework.token(Role.CHECKPOINT_OPERATOR, "theatre");
    refuses(issue(rival, "b"), 409, "another-operator");
    refuses(issue(community, "b"), 403, "wrong-role");
    refuses(reason(rival, "b/end"), 409, "another-operator");
    String key = issue(operator, "b").json().getLong("number").toString();
    refuses(reason(rival, "b/keys/" + key + "/withdrawal"), 409, "another-operator");
    refuses(
        casework.post(
            rival,
            PATH + "/b/keys/" + key + "/replacement",
            new JsonObject().put("overlapSeconds", 0)),
        409,
        "another-operator");
    refuses(casework.post(rival, PATH, form("c").put("site", "site-b")), 409, "site-taken");
  }

  @Test
  void onePersonInTwoRolesDoesNotApproveTheirOwnDoor() {
    String both =
        casework.token(
            "Both",
            Optional.of(new Division(TestCasework.COMMUNITY)),
            "checkpoint-operator",
            "community");
    assertThat(casework.post(both, PATH, form("d")).status()).isEqualTo(201);
    refuses(answer(both, "d", true), 409, "same-person");
    assertThat(answer(community, "d", true).status()).isEqualTo(200);
  }

  @Test
  void nothingIsDoneTwiceOrOutOfOrderOrAfterTheEnd() {
    approved("e");
    refuses(casework.post(operator, PATH, form("e")), 409, "name-taken");
    refuses(answer(community, "e", false), 409, "answered");
    String key = issue(operator, "e").json().getLong("number").toString();
    String withdrawal = "e/keys/" + key + "/withdrawal";
    assertThat(reason(operator, withdrawal).status()).isEqualTo(200);
    refuses(reason(operator, withdrawal), 409, "key-over");
    refuses(
        casework.post(
            operator,
            PATH + "/e/keys/" + key + "/replacement",
            new JsonObject().put("overlapSeconds", 60)),
        409,
        "key-over");
    assertThat(reason(operator, "e/end").status()).isEqualTo(200);
    refuses(reason(operator, "e/end"), 409, "given-up");
    refuses(issue(operator, "e"), 409, "given-up");
    assertThat(casework.post(operator, PATH, form("f")).status()).isEqualTo(201);
    assertThat(answer(community, "f", false).json().getString("status")).isEqualTo("refused");
    refuses(issue(operator, "f"), 409, "not-approved");
    refuses(answer(community, "f", true), 409, "answered");
  }

  @Test
  void whatIsNotThereOrNotOfTheShapeIsRefused() {
    refuses(answer(community, "nowhere", true), 404, "not-found");
    refuses(issue(operator, "nowhere"), 404, "not-found");
    approved("g");
    refuses(reason(operator, "g/keys/999999/withdrawal"), 404, "not-found");
    String key = issue(operator, "g").json().getLong("number").toString();
    approved("h");
    refuses(reason(operator, "h/keys/" + key + "/withdrawal"), 404, "not-found");
    refuses(casework.post(operator, PATH, form("a b")), 400, "malformed");
    refuses(casework.post(operator, PATH, form("i").put("capacity", 0)), 400, "malformed");
    refuses(casework.post(operator, PATH, form("i").put("division", "440305")), 400, "malformed");
    refuses(
        casework.post(
            operator,
            PATH + "/g/keys/" + key + "/replacement",
            new JsonObject().put("overlapSeconds", 604_801)),
        400,
        "malformed");
  }

  @Test
  void aDivisionListsItsCheckpointsWithoutKeys() {
    approved("list-1");
    Answer listed = casework.get(community, PATH + "?division=" + TestCasework.COMMUNITY);
    assertThat(listed.json().getJsonArray("checkpoints").encode())
        .contains("\"list-1\"")
        .doesNotContain("keys");
    refuses(casework.get(community, PATH + "?division=440305"), 403, "wrong-division");
    assertThat(
            casework
                .get(community, PATH + "?division=" + TestCasework.COMMUNITY + "&after=list-1")
                .json()
                .encode())
        .doesNotContain("\"list-1\"");
  }
}
