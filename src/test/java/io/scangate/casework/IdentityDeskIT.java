package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.identity.IdentityKeys;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.SealedIdentity;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Staff register people at a counter, read who they are with a trace, and forget them. */
class IdentityDeskIT {
  private static final String NAME = "欧阳不寻常";
  private static final String PHONE = "13612345678";

  @TempDir Path directory;
  private TestLedger test;
  private TestCasework casework;
  private String community;

  @BeforeEach
  void open() throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
    community = casework.token(Role.COMMUNITY, "clerk-7");
  }

  @AfterEach
  void close() {
    casework.close();
    test.close();
  }

  private JsonObject form() {
    return Forms.registration(NAME, Forms.document(Forms.FANG)).put("phone", PHONE);
  }

  private PersonRef atCounter() {
    Answer answer = casework.post(community, "/v1/counter/registrations", form());
    assertThat(answer.status()).isEqualTo(201);
    return PersonRef.of(answer.json().getString("person"));
  }

  private static String identity(PersonRef person) {
    return "/v1/people/" + person.text() + "/identity?purpose=";
  }

  private static JsonObject search() {
    return new JsonObject().put("document", Forms.document(Forms.FANG)).put("purpose", "review 12");
  }

  private JsonArray reads() {
    return casework
        .get(casework.token(Role.AUDITOR), "/v1/staff-reads?division=440305")
        .json()
        .getJsonArray("reads");
  }

  @Test
  void aCommunityRegistersWhoeverLivesThereAndNobodyElse() {
    PersonRef person = atCounter();
    assertThat(casework.post(community, "/v1/counter/registrations", form()).problem())
        .isEqualTo("already-registered");
    assertThat(
            casework
                .post(
                    community, "/v1/counter/registrations", form().put("community", "440305001002"))
                .problem())
        .isEqualTo("wrong-division");
    assertThat(casework.get(community, identity(person) + "review").json().getString("name"))
        .isEqualTo(NAME);
  }

  @Test
  void everyReadLeavesARowThatAnAuditorOfTheDivisionLists() {
    PersonRef person = atCounter();
    assertThat(reads()).isEmpty();
    Answer found = casework.post(community, "/v1/identities/search", search());
    assertThat(found.json().getString("person")).isEqualTo(person.text());
    assertThat(found.json().getJsonObject("document").getString("number")).isEqualTo(Forms.FANG);
    String town = casework.token(Role.TOWN_COMMAND, "town-3");
    assertThat(casework.get(town, identity(person) + "list%204").status()).isEqualTo(200);
    assertThat(reads()).hasSize(2);
    JsonObject latest = reads().getJsonObject(0);
    assertThat(latest.getString("operator")).isEqualTo("town-3");
    assertThat(latest.getString("purpose")).isEqualTo("list 4");
    assertThat(latest.getString("action")).isEqualTo("read-identity");
    assertThat(latest.getString("division")).isEqualTo("440305001");
    assertThat(latest.getString("person")).isEqualTo(person.text());
    assertThat(reads().getJsonObject(1).getString("purpose")).isEqualTo("review 12");
    String elsewhere =
        casework.token("auditor-2", Optional.of(new Division("440306")), Role.AUDITOR.word());
    assertThat(
            casework.get(elsewhere, "/v1/staff-reads?division=440306").json().getJsonArray("reads"))
        .isEmpty();
  }

  @Test
  void staffOfAnotherDivisionFindNobodyAndAreNotToldWhereTheyLive() {
    PersonRef person = atCounter();
    String elsewhere =
        casework.token("clerk-8", Optional.of(new Division("440306001002")), "community");
    Answer read = casework.get(elsewhere, identity(person) + "curiosity");
    Answer found = casework.post(elsewhere, "/v1/identities/search", search());
    for (Answer answer : List.of(read, found)) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().encode()).doesNotContain("440305");
    }
    assertThat(casework.get(community, identity(person)).status()).isEqualTo(400);
    assertThat(casework.get(community, identity(person) + "%20").status()).isEqualTo(400);
    assertThat(reads()).isEmpty();
  }

  @Test
  void whoeverIsForgottenLeavesNothingThatLeadsToThem() {
    PersonRef person = atCounter();
    String administrator = casework.token(Role.ADMINISTRATOR);
    assertThat(casework.delete(administrator, identity(person) + "retention").status())
        .isEqualTo(204);
    assertThat(casework.delete(administrator, identity(person) + "retention").status())
        .isEqualTo(404);
    assertThat(casework.get(community, identity(person) + "review").status()).isEqualTo(404);
    assertThat(casework.post(community, "/v1/identities/search", search()).status()).isEqualTo(404);
    Code code = casework.code(person).orElseThrow();
    assertThat(code.withdrawn()).isTrue();
    assertThat(code.version()).isEqualTo(2);
    assertThat(atCounter()).isNotEqualTo(person);
  }

  @Test
  void nobodyWhoIsIsolatedBeginsAnewByBeingForgotten() throws Exception {
    PersonRef person = atCounter();
    test.passes(Duration.ofMinutes(1));
    var _ =
        casework
            .engine
            .record(
                List.of(
                    test.report(
                        person,
                        new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE))))
            .join();
    String administrator = casework.token(Role.ADMINISTRATOR);
    assertThat(casework.delete(administrator, identity(person) + "retention").problem())
        .isEqualTo("not-green");
    assertThat(casework.get(community, identity(person) + "review").status()).isEqualTo(200);
  }

  @Test
  void identitiesAreReadUnderTheNextKeyWhenTheFirstIsDestroyed() throws Exception {
    PersonRef person = atCounter();
    Identities identities = new Identities(test.ledger);
    IdentityKeys other = IdentityKeys.open(directory.resolve("identities.key"));
    assertThat(other.draw()).isEqualTo(2);
    IdentitySeal seal = new IdentitySeal(other);
    for (SealedIdentity one : identities.under(2, 10)) {
      identities.rekey(one, seal.underCurrent(one));
    }
    assertThat(identities.keyIds()).containsExactly(2);
    other.forgetOthers();
    // The engine that serves has not seen the second key yet.
    assertThat(casework.get(community, identity(person) + "review").json().getString("name"))
        .isEqualTo(NAME);
    assertThat(Files.readAllLines(directory.resolve("identities.key"))).hasSize(1);
  }

  @Test
  void nothingPersonalStandsInTheLedgerInALogOrInAMetric() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.TRACE);
    String subject = "subject-of-the-holder";
    String holder = casework.token(Role.HOLDER, subject);
    try {
      assertThat(casework.post(holder, "/v1/registrations", form()).status()).isEqualTo(201);
      assertThat(casework.post(holder, "/v1/registrations", form()).status()).isEqualTo(409);
      assertThat(
              casework.post(holder, "/v1/registrations", form().put(NAME, PHONE)).json().encode())
          .doesNotContain(PHONE);
      assertThat(casework.get(holder, "/v1/identities").status()).isEqualTo(200);
      assertThat(casework.post(community, "/v1/identities/search", search()).status())
          .isEqualTo(200);
    } finally {
      root.setLevel(level);
      root.detachAppender(logged);
    }
    List<String> texts = new ArrayList<>();
    // What the client of the test itself tells is not the program's.
    logged.list.stream()
        .filter(event -> !event.getLoggerName().startsWith("jdk."))
        .forEach(event -> texts.add(event.getFormattedMessage()));
    assertThat(texts).isNotEmpty();
    texts.add(casework.registry.scrape());
    for (SealedIdentity one : new Identities(test.ledger).under(0, 10)) {
      texts.add(one.sealed().toString(StandardCharsets.UTF_8) + one);
    }
    String all = String.join("\n", texts);
    for (String secret : List.of(NAME, PHONE, Forms.FANG, subject, holder)) {
      assertThat(all.contains(secret)).isFalse();
    }
  }
}
