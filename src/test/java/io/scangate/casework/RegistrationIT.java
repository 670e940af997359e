package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.credential.HolderToken;
import io.scangate.credential.HolderTokens;
import io.scangate.credential.TokenReading;
import io.scangate.engine.TestLedger;
import io.scangate.engine.intake.DocumentType;
import io.scangate.engine.intake.IdentityDocument;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Lookup;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People register, change what they may, declare how they are, and get a token to show with. */
class RegistrationIT {
  private static final String REGISTRATIONS = "/v1/registrations";

  @TempDir Path directory;
  private TestLedger test;
  private TestCasework casework;
  private String fang;

  @BeforeEach
  void open() throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
    fang = casework.token(Role.HOLDER, "fang");
  }

  @AfterEach
  void close() {
    casework.close();
    test.close();
  }

  private JsonObject form() {
    return Forms.registration("王芳", Forms.document(Forms.FANG)).put("phone", "13800138000");
  }

  private void register() {
    assertThat(casework.post(fang, REGISTRATIONS, form()).status()).isEqualTo(201);
  }

  private PersonRef person(String number) {
    Lookup lookup =
        casework.pepper.lookup(IdentityDocument.of(DocumentType.RESIDENT_IDENTITY_CARD, number));
    return Optional.ofNullable(test.people.resolve(List.of(lookup)).get(lookup)).orElseThrow();
  }

  private Code code(PersonRef person) {
    return casework.code(person).orElseThrow();
  }

  @Test
  void whoeverRegistersHasAGreenCode() {
    Answer answer = casework.post(fang, REGISTRATIONS, form());
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().getInteger("member")).isZero();
    Code code = code(person(Forms.FANG));
    assertThat(code.colour()).isEqualTo(Colour.GREEN);
    assertThat(code.registered()).isTrue();
  }

  @Test
  void whoeverWasNamedByAFactBeforeKeepsReferenceAndColour() throws Exception {
    PersonRef known = person(Forms.FANG);
    var _ =
        casework
            .engine
            .record(
                List.of(
                    test.report(
                        known,
                        new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE))))
            .join();
    register();
    assertThat(person(Forms.FANG)).isEqualTo(known);
    assertThat(code(known).colour()).isEqualTo(Colour.RED);
  }

  @Test
  void declaredSymptomsAndFindingsChangeTheColourAtOnce() {
    register();
    PersonRef person = person(Forms.FANG);
    test.passes(Duration.ofHours(1));
    assertThat(
            casework
                .post(fang, "/v1/identities/0/declarations", Forms.declaration("none", "fever"))
                .status())
        .isEqualTo(204);
    assertThat(code(person).colour()).isEqualTo(Colour.YELLOW);
    test.passes(Duration.ofHours(1));
    assertThat(
            casework
                .post(fang, "/v1/identities/0/declarations", Forms.declaration("confirmed"))
                .status())
        .isEqualTo(204);
    assertThat(code(person).colour()).isEqualTo(Colour.RED);
  }

  @Test
  void aDeclarationAtRegistrationCountsToo() {
    JsonObject ill = form().put("declaration", Forms.declaration("suspected", "cough"));
    assertThat(casework.post(fang, REGISTRATIONS, ill).status()).isEqualTo(201);
    assertThat(code(person(Forms.FANG)).colour()).isEqualTo(Colour.RED);
  }

  @Test
  void whatIsWrongInAFormIsToldWithoutRepeatingIt() {
    Answer digit =
        casework.post(
            fang, REGISTRATIONS, form().put("document", Forms.document("110105194912310021")));
    assertThat(digit.status()).isEqualTo(400);
    assertThat(digit.problem()).isEqualTo("document-number");
    assertThat(digit.json().encode()).doesNotContain("110105194912310021");
    for (JsonObject wrong :
        List.of(
            form().put("nickname", "x"),
            form().put("name", "  "),
            form().put("name", "a\u0000b"),
            form().put("phone", "call me"),
            form().put("community", "440305"),
            form().put("declaration", Forms.declaration("well")),
            form().put("document", Forms.document("x").put("type", "library-card")))) {
      Answer answer = casework.post(fang, REGISTRATIONS, wrong);
      assertThat(answer.status()).as(wrong.encode()).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("malformed");
    }
    assertThat(
            casework.post(fang, REGISTRATIONS, form().put("community", "510104001001")).problem())
        .isEqualTo("other-city");
    assertThat(casework.get(fang, "/v1/identities").problem()).isEqualTo("not-registered");
  }

  @Test
  void aBodyThatIsTooLargeOrOfAnotherTypeIsNotTaken() {
    var large =
        casework
            .request(fang, REGISTRATIONS)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(" ".repeat(70_000)));
    assertThat(casework.send("POST", REGISTRATIONS, large).status()).isEqualTo(413);
    var text =
        casework
            .request(fang, REGISTRATIONS)
            .header("content-type", "text/plain")
            .POST(BodyPublishers.ofString(form().encode()));
    assertThat(casework.send("POST", REGISTRATIONS, text).status()).isEqualTo(415);
    var twice =
        casework
            .request(fang, REGISTRATIONS)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(form().encode().replaceFirst("\\{", "{\"name\":\"x\",")));
    assertThat(casework.send("POST", REGISTRATIONS, twice).problem()).isEqualTo("malformed");
  }

  @Test
  void nobodyIsRegisteredTwiceAndNoAccountIsOfTwo() {
    register();
    assertThat(casework.post(fang, REGISTRATIONS, form()).problem())
        .isEqualTo("already-registered");
    String other = casework.token(Role.HOLDER, "other");
    assertThat(casework.post(other, REGISTRATIONS, form()).problem())
        .isEqualTo("already-registered");
    assertThat(
            casework
                .post(fang, REGISTRATIONS, Forms.registration("李", Forms.document(Forms.LI)))
                .problem())
        .isEqualTo("account-taken");
    assertThat(casework.post(fang, "/v1/family", form()).problem()).isEqualTo("already-registered");
  }

  @Test
  void thereIsOneModificationADayInBeijing() {
    register();
    JsonObject phone = new JsonObject().put("phone", "13900139000");
    assertThat(casework.patch(fang, "/v1/identities/0", phone).status()).isEqualTo(204);
    Answer second = casework.patch(fang, "/v1/identities/0", phone);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.problem()).isEqualTo("modified-today");
    assertThat(second.json().getString("detail")).contains("2022-03-02");
    test.goTo(Instant.parse("2022-03-01T15:59:59Z"));
    assertThat(casework.patch(fang, "/v1/identities/0", phone).status()).isEqualTo(409);
    test.goTo(Instant.parse("2022-03-01T16:00:00Z"));
    fang = casework.token(Role.HOLDER, "fang");
    assertThat(casework.patch(fang, "/v1/identities/0", phone).status()).isEqualTo(204);
    JsonObject own =
        casework.get(fang, "/v1/identities").json().getJsonArray("identities").getJsonObject(0);
    assertThat(own.getString("phone")).isEqualTo("13900139000");
    assertThat(own.getString("name")).isEqualTo("王芳");
    assertThat(own.getJsonObject("document").getString("number")).isEqualTo("**************002X");
  }

  @Test
  void nameAndNumberStayAndOfARelativeTheNumber() {
    register();
    assertThat(
            casework
                .post(fang, "/v1/family", Forms.registration("李", Forms.document(Forms.LI)))
                .json()
                .getInteger("member"))
        .isEqualTo(1);
    JsonObject name = new JsonObject().put("name", "李明");
    JsonObject number = new JsonObject().put("document", Forms.passport("E12345678"));
    assertThat(casework.patch(fang, "/v1/identities/0", name).problem()).isEqualTo("immutable");
    assertThat(casework.patch(fang, "/v1/identities/0", number).problem()).isEqualTo("immutable");
    assertThat(casework.patch(fang, "/v1/identities/1", number).problem()).isEqualTo("immutable");
    assertThat(casework.patch(fang, "/v1/identities/1", name).status()).isEqualTo(204);
    assertThat(casework.patch(fang, "/v1/identities/2", name).problem()).isEqualTo("no-member");
    assertThat(casework.patch(fang, "/v1/identities/9", name).problem()).isEqualTo("bad-parameter");
    assertThat(casework.patch(fang, "/v1/identities/0", new JsonObject()).problem())
        .isEqualTo("malformed");
  }

  @Test
  void aFamilyHasEightMembersAndNoMore() {
    register();
    for (int member = 1; member <= HolderToken.MOST_FAMILY; member++) {
      Answer answer =
          casework.post(
              fang, "/v1/family", Forms.registration("孩子", Forms.passport("E1234567" + member)));
      assertThat(answer.json().getInteger("member")).isEqualTo(member);
    }
    Answer ninth =
        casework.post(fang, "/v1/family", Forms.registration("孩子", Forms.passport("E99999999")));
    assertThat(ninth.problem()).isEqualTo("family-full");
    String stranger = casework.token(Role.HOLDER, "stranger");
    assertThat(
            casework
                .post(stranger, "/v1/family", Forms.registration("孩子", Forms.passport("E99999999")))
                .problem())
        .isEqualTo("not-registered");
  }

  @Test
  void aSessionSealsTheHolderAndTheFamilyForGateways() {
    assertThat(casework.send("POST", "/v1/session", session(fang)).problem())
        .isEqualTo("not-registered");
    register();
    assertThat(
            casework
                .post(fang, "/v1/family", Forms.registration("李", Forms.document(Forms.LI)))
                .status())
        .isEqualTo(201);
    Answer answer = casework.send("POST", "/v1/session", session(fang));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getInteger("members")).isEqualTo(1);
    assertThat(answer.json().getString("expiresAt")).isEqualTo("2022-03-02T08:00:00Z");
    TokenReading read =
        new HolderTokens(casework.sealing)
            .open(answer.json().getString("token"), test.instant().getEpochSecond());
    assertThat(read)
        .isEqualTo(
            new TokenReading.Good(
                HolderToken.at(
                    test.instant().getEpochSecond(),
                    person(Forms.FANG).value(),
                    List.of(person(Forms.LI).value()))));
  }

  private java.net.http.HttpRequest.Builder session(String token) {
    return casework.request(token, "/v1/session").POST(BodyPublishers.noBody());
  }

  @Test
  void anAccountThatRegistersWithoutEndIsToldToWait() {
    JsonObject mistyped = form().put("document", Forms.document("110105194912310021"));
    for (int i = 0; i < 20; i++) {
      assertThat(casework.post(fang, REGISTRATIONS, mistyped).status()).isEqualTo(400);
    }
    Answer answer = casework.post(fang, REGISTRATIONS, mistyped);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.problem()).isEqualTo("too-often");
    String other = casework.token(Role.HOLDER, "other");
    assertThat(casework.post(other, REGISTRATIONS, form()).status()).isEqualTo(201);
  }
}
