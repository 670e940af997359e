package io.scangate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SignedRoot;
import io.scangate.credential.SigningKey;
import io.scangate.engine.Answers;
import io.scangate.engine.Engine;
import io.scangate.engine.Notary;
import io.scangate.engine.RootsRoutes;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Origin;
import io.scangate.ledger.People;
import io.scangate.ledger.Report;
import io.scangate.ledger.TestPostgres;
import io.scangate.ops.ProblemMeters;
import io.scangate.policy.Setting;
import io.scangate.serve.KeyFiles;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scangate audit}, and what of {@code scangate policy} speaks with a ledger. */
class AuditCommandIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");
  private static final String OTHER = "config/policies/seven-plus-three.yaml";

  @TempDir private Path folder;
  private CommandLedger city;
  private Ledger ledger;
  private PersonRef person;
  private Instant now = MORNING;

  private Run run(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.add("--config");
    line.add(city.settings.toString());
    return Run.of(line.toArray(String[]::new));
  }

  @BeforeEach
  void aContactTurnsSomebodyRed() throws Exception {
    city = new CommandLedger(folder, 2, now);
    ledger = city.ledger;
    Lookup lookup = new Lookup("ab".repeat(32));
    person =
        requireNonNull(
            new People(ledger, 2, () -> now, new SecureRandom()::nextLong)
                .resolve(List.of(lookup))
                .get(lookup));
    try (Engine engine = new Engine(ledger, 2, () -> now, (partition, recorded) -> {})) {
      bring(engine, "1", new Fact.Registered(now, now));
      now = now.plus(Duration.ofHours(1));
      bring(engine, "2", new Fact.Contact(now, now.minusSeconds(3_600), ContactKind.CLOSE));
    }
    SigningKey signing = city.keys.signing(KeyUse.LISTS, now).orElseThrow();
    var _ =
        new Notary(ledger, () -> now, root -> SignedRoot.issue(signing, CryptoSuite.choose(), root))
            .round();
  }

  private void bring(Engine engine, String key, Fact fact) throws Exception {
    Origin origin =
        new Origin(
            "tracing",
            key,
            "CDC of Futian",
            new Division("440304"),
            Optional.of("Line 1"),
            Optional.of("sheet 17"));
    Report report =
        new Report(person, FactFormat.write(fact), Optional.of(fact.happenedAt()), origin);
    var _ = engine.record(List.of(report)).get();
  }

  @AfterEach
  void close() {
    city.close();
  }

  private void isReleasedAfterEightDays() throws Exception {
    now = now.plus(Duration.ofDays(8));
    try (Engine engine = new Engine(ledger, 2, () -> now, (partition, recorded) -> {})) {
      bring(engine, "3", new Fact.Test(now, now, now, TestResult.NEGATIVE));
      bring(engine, "4", new Fact.IsolationReleased(now, now, Setting.CENTRALIZED));
    }
  }

  private Path givenOut() throws Exception {
    Router router = Router.router(city.vertx);
    new RootsRoutes(ledger, new Answers(new ProblemMeters(new SimpleMeterRegistry()))).on(router);
    HttpServer server =
        city.vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    URI address = URI.create("http://127.0.0.1:" + server.actualPort() + RootsRoutes.PATH);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(address).build(),
              HttpResponse.BodyHandlers.ofFile(folder.resolve("roots.json")))
          .body();
    }
  }

  private void behind(String sql) throws Exception {
    TestPostgres.asSuperuser(
        city.database.database(), "set session_replication_role = replica; " + sql);
  }

  @Test
  void retainKeepsWhatARedCodeRestsOnAndSpeaksAsARoleOfItsOwn() throws Exception {
    Run refused = run("audit", "retain", "--months", "6", "--operator", "Li");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("ledger.maintenance");
    assertThat(run("audit", "retain", "--months", "2", "--operator", "Li").code()).isEqualTo(2);
    LedgerSettings role = TestPostgres.asMaintenance(city.database);
    Path password = Files.writeString(folder.resolve("maintenance.password"), role.password());
    Files.writeString(
        city.settings,
        "  maintenance: %s\n  maintenance-password-file: %s\n".formatted(role.user(), password),
        StandardOpenOption.APPEND);
    Run done = run("audit", "retain", "--months", "6", "--operator", "Li");
    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("0 were dropped and 2 are kept");
    assertThat(run("audit", "verify").code()).isZero();
    Run again = run("audit", "retain", "--months", "6", "--operator", "Li");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("were dropped already");
  }

  @Test
  void verifySaysThatNothingIsWrong() throws Exception {
    Run run = run("audit", "verify", "--roots", givenOut().toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            "2 partitions, 4 links, 2 facts, 2 decisions, 1 people, 2 roots: nothing is wrong\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void verifyNamesPersonAndRowOfWhatIsWrong() throws Exception {
    behind("update code set colour = 1");
    Run run = run("audit", "verify");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("code differs: code, partition ")
        .contains("person " + person.text() + ": colour is GREEN, should be RED")
        .endsWith("1 thing is wrong\n");
  }

  @Test
  void verifyRefusesAFileWithoutRootsAndAKeyFileThatIsNotThere() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
    Run run = run("audit", "verify", "--roots", empty.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("empty.json: not what GET /v1/roots answers");
    assertThat(run("audit", "verify", "--keys", "missing.json").err())
        .contains("missing.json: there is no such file");
  }

  @Test
  void whyTellsFactsDecisionsAndWhatIsLacking() throws Exception {
    Run run =
        run(
            "audit",
            "why",
            person.text(),
            "--lang",
            "en",
            "--operator",
            "Li",
            "--purpose",
            "complaint 12");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "Person " + person.text() + ": RED since 2022-03-01T17:00+08:00, version 2",
            "  2022-03-01T17:00+08:00  contact close",
            "    happened 2022-03-01T16:00+08:00",
            "    from tracing for CDC of Futian, key 2",
            "    in 440304, Line 1, by sheet 17, link 3",
            "GREEN -> RED  version 2 by policy 2022-01, close-contact/1, link 3",
            "    by 2022-03-01T17:00+08:00  contact close");
    assertThat(run.out().substring(run.out().indexOf("\nNow"))).contains("centralized");
    behind(
        "do $$ begin if (select count(*) from staff_read where operator = 'Li' and purpose ="
            + " 'complaint 12' and command = 'audit why' and person = "
            + person.value()
            + ") <> 1 then raise 'no row'; end if; end $$");
  }

  @Test
  void whyAnswersInJsonAndInChinese() throws Exception {
    Run run =
        run("audit", "why", person.text(), "--json", "--operator", "Li", "--purpose", "check");
    JsonNode json = run.json();
    assertThat(json.at("/code/colour").asText()).isEqualTo("RED");
    assertThat(json.at("/facts/1/document").asText()).isEqualTo("sheet 17");
    assertThat(json.at("/decisions/1/rules/0").asText()).isEqualTo("close-contact/1");
    assertThat(json.at("/now/open/0/category").asText()).isEqualTo("close-contact");
    assertThat(json.at("/now/explanation/headline").asText()).containsPattern("\\p{IsHan}");
  }

  @Test
  void whyTellsNobodyWhoDoesNotSayWhoTheyAre() {
    assertThat(run("audit", "why", person.text()).code()).isEqualTo(2);
    Run half = run("audit", "why", person.text(), "--operator", "Li");
    assertThat(half.code()).isEqualTo(2);
    assertThat(half.err()).contains("--operator NAME --purpose TEXT");
    assertThat(half.out()).isEmpty();
    assertThat(run("audit", "why", "12", "--operator", "Li", "--purpose", "x").code()).isEqualTo(2);
  }

  @Test
  void whyOfAReferenceThatNobodyHasIsAnsweredWithNo() {
    Run run = run("audit", "why", "0123456789abcdef", "--operator", "Li", "--purpose", "check");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("does not know this reference");
  }

  @Test
  void diffOverTheLedgerCountsAndNamesNobodyUnlessSomebodyAnswersForIt() throws Exception {
    isReleasedAfterEightDays();
    Run counts = run("policy", "diff", CommandLedger.POLICY, OTHER, "--ledger");
    assertThat(counts.code()).isZero();
    assertThat(counts.out())
        .contains("1 of 1 people would have another colour")
        .contains("close-contact")
        .doesNotContain(person.text());
    Run json = run("policy", "diff", CommandLedger.POLICY, OTHER, "--ledger", "--json");
    assertThat(json.json().get("differ").asInt()).isEqualTo(1);
    assertThat(json.json().get("people")).isEmpty();
    Run named =
        run(
            "policy",
            "diff",
            CommandLedger.POLICY,
            OTHER,
            "--ledger",
            "--operator",
            "Li",
            "--purpose",
            "plan");
    assertThat(named.out()).startsWith(person.text()).contains("RED -> YELLOW");
    assertThat(
            run("policy", "diff", CommandLedger.POLICY, OTHER, "--ledger", "--operator", "Li")
                .code())
        .isEqualTo(2);
  }

  private String edition(String version, Instant from) throws Exception {
    String text =
        Files.readString(Path.of(OTHER))
            .replaceFirst("(?m)^version: .*$", "version: \"" + version + "\"")
            .replaceFirst("(?m)^inForceFrom: .*$", "inForceFrom: " + from);
    return Files.writeString(folder.resolve(version + ".yaml"), text).toString();
  }

  @Test
  void aPolicyComesIntoForceByTwoPeople() throws Exception {
    Instant soon = Instant.parse("2999-01-01T00:00:00Z");
    String file = edition("next", soon);
    assertThat(run("policy", "propose", file).code()).isEqualTo(2);
    Run proposed = run("policy", "propose", file, "--operator", "Wang");
    assertThat(proposed.code()).isZero();
    assertThat(run("policy", "propose", file, "--operator", "Wang").err())
        .contains("the ledger has the policy next already");
    Run alone = run("policy", "activate", "next", "--operator", " WANG");
    assertThat(alone.code()).isEqualTo(1);
    assertThat(alone.err()).contains("whoever proposed a policy does not activate it");
    assertThat(run("policy", "activate", "other", "--operator", "Li").err())
        .contains("no policy other was proposed");
    Run activated = run("policy", "activate", "next", "--operator", "Li");
    assertThat(activated.err()).isEmpty();
    assertThat(activated.out())
        .isEqualTo("Policy next is activated as number 2, in force from 2999-01-01T00:00:00Z\n");
    assertThat(run("policy", "activate", "next", "--operator", "Li").err())
        .contains("is activated already");
    behind(
        "do $$ begin if (select count(*) from work join policy on policy = digest where version ="
            + " 'next' and kind = 'policy' and finished_at is null) <> 2 then raise 'no work'; end"
            + " if; end $$");
    assertThat(run("audit", "verify").code()).isZero();
  }

  @Test
  void aPolicyFromThePastOrNoPolicyIsRefused() throws Exception {
    Run past = run("policy", "propose", edition("past", MORNING), "--operator", "Wang");
    assertThat(past.code()).isEqualTo(1);
    assertThat(past.err()).contains("would be in force from 2022-03-01T08:00:00Z");
    Run none = run("policy", "propose", "pom.xml", "--operator", "Wang");
    assertThat(none.code()).isEqualTo(1);
  }

  @Test
  void aLedgerThatIsNotThereIsToldInOneLine() throws Exception {
    Files.writeString(city.settings, "data: " + folder + "\n");
    Run run = run("audit", "verify", "--keys", folder.resolve(KeyFiles.ENGINE).toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no PostgreSQL runs in").hasLineCount(1);
  }
}
