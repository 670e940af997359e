package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Action;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.Division;
import io.scangate.ops.CaseworkMeters.Result;
import io.vertx.core.json.JsonArray;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint is tried in every role, and open exactly where the table says so. */
class WhoMayWhatIT {
  private static final Path PAGE = Path.of("src/docs/procedures.md");
  private static TestLedger test;
  private static TestCasework casework;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
  }

  @AfterAll
  static void close() {
    casework.close();
    test.close();
  }

  private static Answer ask(Endpoint endpoint, String token) {
    Operation operation = casework.routes.operation(endpoint);
    // Whoever is judged to be the wrong one is told so before anything of this is looked at.
    String path = operation.path().replaceAll("\\{[^}]+}", "nothing");
    HttpRequest.Builder request =
        casework.request(token, path).method(operation.method().name(), BodyPublishers.noBody());
    return casework.send(operation.method().name(), path, request);
  }

  @TestFactory
  Stream<DynamicTest> everyEndpointIsOpenToTheRolesOfTheTableAndToNoOther() {
    return casework.routes.endpoints().stream()
        .flatMap(
            endpoint ->
                Arrays.stream(Role.values())
                    .map(
                        role ->
                            dynamicTest(
                                endpoint.operation() + " as " + role.word(),
                                () -> isJudged(endpoint, role))));
  }

  private static void isJudged(Endpoint endpoint, Role role) {
    Action action = endpoint.action();
    Answer answer = ask(endpoint, casework.token(role));
    if (action.isFor(role)) {
      assertThat(answer.problem()).isNotIn("wrong-role", "wrong-level", "not-signed-in");
    } else {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem()).isEqualTo("wrong-role");
      assertThat(answer.json().getString("action")).isEqualTo(action.word());
      assertThat(answer.json().getJsonArray("roles")).isEqualTo(new JsonArray(action.roles()));
      assertThat(answer.json().getString("detail")).contains(role.word());
    }
  }

  @TestFactory
  Stream<DynamicTest> noEndpointIsOpenWithoutATokenOrWithoutARole() {
    return casework.routes.endpoints().stream()
        .map(
            endpoint ->
                dynamicTest(
                    endpoint.operation(),
                    () -> {
                      Optional<Division> city = Optional.of(new Division("4403"));
                      assertThat(ask(endpoint, "").status()).isEqualTo(401);
                      assertThat(ask(endpoint, "x.y.z").status()).isEqualTo(401);
                      assertThat(ask(endpoint, casework.token("a", city)).problem())
                          .isEqualTo("wrong-role");
                      assertThat(ask(endpoint, casework.token("a", city, "owner", "*")).problem())
                          .isEqualTo("wrong-role");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aRoleCountsOnlyWithADivisionOfItsLevel() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Role role : Role.values()) {
      for (Integer digits : List.of(2, 4, 6, 9, 12)) {
        String division = TestCasework.COMMUNITY.substring(0, digits);
        boolean held = role.digits().isEmpty() || role.digits().contains(digits);
        tests.add(
            dynamicTest(
                role.word() + " in " + division,
                () -> {
                  Answer answer =
                      casework.get(
                          casework.token("a", Optional.of(new Division(division)), role.word()),
                          "/v1/permissions");
                  assertThat(answer.status()).isEqualTo(held ? 200 : 403);
                  if (!held) {
                    assertThat(answer.problem()).isEqualTo("wrong-level");
                  }
                }));
      }
    }
    return tests.stream();
  }

  @Test
  void whatLiesInAnotherDivisionIsRefusedWithTheDivisionThatIsNeeded() {
    String auditor = casework.token(Role.AUDITOR);
    double before = casework.judged(Action.LIST_STAFF_READS, Result.WRONG_DIVISION);
    assertThat(casework.get(auditor, "/v1/staff-reads?division=440305001").status()).isEqualTo(200);
    for (String elsewhere : List.of("4403", "440306", "44", "510104001001")) {
      Answer answer = casework.get(auditor, "/v1/staff-reads?division=" + elsewhere);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem()).isEqualTo("wrong-division");
      assertThat(answer.json().getString("division")).isEqualTo(elsewhere);
      assertThat(answer.json().getString("detail")).contains("440305");
    }
    assertThat(casework.judged(Action.LIST_STAFF_READS, Result.WRONG_DIVISION))
        .isEqualTo(before + 4);
  }

  @Test
  void everybodyIsToldWhatTheyMay() {
    Answer answer = casework.get(casework.token(Role.AUDITOR), "/v1/permissions");
    assertThat(answer.json().getJsonArray("roles")).isEqualTo(JsonArray.of("auditor"));
    assertThat(answer.json().getString("division")).isEqualTo("440305");
    assertThat(answer.json().getJsonArray("actions"))
        .contains("see-own-permissions", "list-staff-reads");
  }

  @Test
  void theTableOfThePageIsThatOfTheProgram() throws Exception {
    StringBuilder table =
        new StringBuilder("| request | action | who | where |\n| --- | --- | --- | --- |\n");
    for (Endpoint endpoint : casework.routes.endpoints()) {
      Operation operation = casework.routes.operation(endpoint);
      Action action = endpoint.action();
      boolean everybody = action.roles().size() == Role.values().length;
      table
          .append("| `")
          .append(operation.method().name())
          .append(' ')
          .append(operation.path())
          .append("` | ")
          .append(action.word())
          .append(" | ")
          .append(everybody ? "every role" : String.join(", ", action.roles()))
          .append(" | ")
          .append(action.reach().words())
          .append(" |\n");
    }
    assertThat(Files.readString(PAGE)).as("the page lacks this table:\n%s", table).contains(table);
  }

  @Test
  void thePageNamesEveryRoleWithItsDigits() throws Exception {
    String page = Files.readString(PAGE);
    for (Role role : Role.values()) {
      String digits =
          role.digits().isEmpty()
              ? "none"
              : String.join(", ", role.digits().stream().map(it -> it.toString()).toList());
      assertThat(page).contains("| `" + role.word() + "` | " + digits + " |");
    }
  }

  @Test
  void everyActionIsThatOfAnEndpoint() {
    assertThat(casework.routes.endpoints().stream().map(Endpoint::action))
        .containsAll(List.of(Action.values()));
  }
}
