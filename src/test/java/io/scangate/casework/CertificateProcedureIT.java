package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyRing;
import io.scangate.credential.Kind;
import io.scangate.credential.ListReading;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.engine.TestLedger;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.GateList;
import io.scangate.ledger.KeptWithdrawn;
import io.scangate.ledger.ListHeads;
import io.scangate.qr.PrintedCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates on paper by forms, and in every wrong way. */
class CertificateProcedureIT {
  private static final String PATH = "/v1/certificates";
  private static final String NAME = "欧阳淑芬";

  @TempDir private Path directory;
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

  private PersonRef registered(JsonObject declaration) {
    Answer answer =
        casework.post(
            community,
            "/v1/counter/registrations",
            Forms.registration(NAME, Forms.document(Forms.FANG)).put("declaration", declaration));
    assertThat(answer.status()).isEqualTo(201);
    return PersonRef.of(answer.json().getString("person"));
  }

  private JsonObject form() {
    return new JsonObject()
        .put("document", Forms.document(Forms.FANG))
        .put("name", NAME)
        .put("vaccination", new JsonObject().put("status", "complete").put("lastOn", "2021-11-20"))
        .put("test", tested("negative", test.instant().minus(Duration.ofHours(7))))
        .put("temperature", 36.5)
        .put("days", 30);
  }

  private static JsonObject tested(String result, Instant sampledAt) {
    return new JsonObject()
        .put("sampledAt", sampledAt.toString())
        .put("result", result)
        .put("report", "lab 3-1127");
  }

  private String issued() {
    Answer answer = casework.post(community, PATH, form());
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return PATH + "/" + answer.json().getLong("number");
  }

  private Answer print(String certificate) {
    return casework.post(
        community, certificate + "/prints", new JsonObject().put("purpose", "handed out"));
  }

  private Answer revoke(String certificate) {
    return casework.post(
        community, certificate + "/revocation", new JsonObject().put("reason", "lost"));
  }

  private static void refuses(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private Claims read(String code) {
    KeyRing ring = casework.keys.ring(test.instant(), Duration.ZERO);
    byte[] text = code.getBytes(StandardCharsets.US_ASCII);
    return (Claims)
        new CodeReader(() -> ring, CryptoSuite.choose(), 1)
            .read(text, 0, text.length, test.instant().getEpochSecond());
  }

  private boolean isWithdrawn(Claims claims) {
    long number = ListHeads.of(test.ledger).head(GateList.WITHDRAWN).number();
    // The whole leaves out what the database's clock says has expired.
    return number > 0
        && WithdrawnCodes.NONE.changed(new KeptWithdrawn(test.ledger).change(number).orElseThrow())
            instanceof ListReading.Sound<WithdrawnCodes>(var list)
        && list.contains(claims.serialHigh(), claims.serialLow());
  }

  private List<String> outcomes() {
    List<String> outcomes = new ArrayList<>();
    test.ledger
        .ask("select outcome from counter_check order by id", Tuple.tuple())
        .forEach(row -> outcomes.add(row.getString("outcome")));
    return outcomes;
  }

  @Test
  void fromTheCounterToThePaperAndItsEnd() throws Exception {
    PersonRef person = registered(Forms.healthy());
    String certificate = issued();
    Answer first = print(certificate);
    assertThat(first.status()).isEqualTo(200);
    Claims claims = read(PrintedCode.of(first.raw().body()));
    assertThat(claims.person()).isEqualTo(person.value());
    assertThat(claims.kind()).isEqualTo(Kind.PAPER);
    assertThat(claims.colour()).isEqualTo(Colour.GREEN);
    assertThat(Instant.ofEpochSecond(claims.exp()))
        .isEqualTo(test.instant().plus(Duration.ofDays(30)));
    assertThat(text(first.raw().body()))
        .contains(NAME, "绿码", "GREEN", "2022-03-01 16:00", "2022-03-31 16:00", "Print 1")
        .contains("**************002X")
        .doesNotContain(Forms.FANG);
    Answer second = print(certificate);
    assertThat(text(second.raw().body())).contains("Print 2");
    assertThat(PrintedCode.of(second.raw().body())).isEqualTo(PrintedCode.of(first.raw().body()));
    Answer listed = casework.get(community, PATH + "?division=" + TestCasework.COMMUNITY);
    JsonObject row = listed.json().getJsonArray("certificates").getJsonObject(0);
    assertThat(row.getInteger("prints")).isEqualTo(2);
    assertThat(row.getString("status")).isEqualTo("in-force");
    assertThat(isWithdrawn(claims)).isFalse();
    Answer revoked = revoke(certificate);
    assertThat(revoked.json().getString("status")).isEqualTo("revoked");
    assertThat(isWithdrawn(claims)).isTrue();
    refuses(revoke(certificate), 409, "revoked");
    refuses(print(certificate), 409, "revoked");
    assertThat(issued()).isNotEqualTo(certificate);
    assertThat(outcomes()).containsExactly("passed", "passed");
  }

  @Test
  void whatStandsAgainstACertificateIsToldAndNoted() {
    registered(Forms.healthy());
    JsonObject form = form();
    refuses(casework.post(community, PATH, form.copy().put("name", "王芳")), 409, "name-differs");
    refuses(casework.post(community, PATH, form.copy().put("temperature", 37.3)), 409, "fever");
    Instant before = test.instant().minus(Duration.ofHours(1));
    refuses(
        casework.post(community, PATH, form.copy().put("test", tested("positive", before))),
        409,
        "test-positive");
    Instant old = test.instant().minus(Duration.ofDays(2));
    refuses(
        casework.post(
            community, PATH, form.copy().put("test", tested("negative", old.minusNanos(1_000)))),
        409,
        "test-too-old");
    Answer issued =
        casework.post(
            community,
            PATH,
            form.copy().put("test", tested("negative", old)).put("temperature", 37.2));
    assertThat(issued.status()).isEqualTo(201);
    Answer again = casework.post(community, PATH, form);
    refuses(again, 409, "in-force");
    assertThat(again.json().getLong("certificate")).isEqualTo(issued.json().getLong("number"));
    assertThat(outcomes())
        .containsExactly(
            "name-differs", "fever", "test-positive", "test-too-old", "passed", "in-force");
  }

  @Test
  void whoeverIsNotGreenGetsNone() {
    registered(Forms.declaration("none", "fever"));
    refuses(casework.post(community, PATH, form()), 409, "not-green");
    assertThat(outcomes()).containsExactly("not-green");
  }

  @Test
  void onlyTheOwnCommunityIssuesPrintsAndRevokes() {
    registered(Forms.healthy());
    String certificate = issued();
    String neighbour =
        casework.token("clerk-8", Optional.of(new Division("440305001002")), "community");
    refuses(casework.post(neighbour, PATH, form()), 404, "not-found");
    refuses(
        casework.post(
            neighbour, certificate + "/prints", new JsonObject().put("purpose", "for a friend")),
        403,
        "wrong-division");
    refuses(
        casework.post(neighbour, certificate + "/revocation", new JsonObject().put("reason", "x")),
        403,
        "wrong-division");
    refuses(
        casework.get(neighbour, PATH + "?division=" + TestCasework.COMMUNITY),
        403,
        "wrong-division");
    refuses(
        casework.post(casework.token(Role.TOWN_COMMAND), certificate + "/prints", new JsonObject()),
        403,
        "wrong-role");
    refuses(print(PATH + "/999999"), 404, "not-found");
    assertThat(
            casework
                .get(casework.token(Role.AUDITOR), PATH + "?division=440305")
                .json()
                .getJsonArray("certificates"))
        .hasSize(1);
  }

  @Test
  void nothingIsPrintedOrRevokedWhenItsTimeIsOver() {
    registered(Forms.healthy());
    String certificate = issued();
    test.passes(Duration.ofDays(30).minusNanos(1));
    community = casework.token(Role.COMMUNITY, "clerk-7");
    assertThat(print(certificate).status()).isEqualTo(200);
    test.passes(Duration.ofNanos(1));
    refuses(print(certificate), 409, "expired");
    refuses(revoke(certificate), 409, "expired");
    assertThat(
            casework.get(community, certificate + "?purpose=complaint").json().getString("status"))
        .isEqualTo("expired");
    assertThat(issued()).isNotEqualTo(certificate);
  }

  @Test
  void whatWasSeenIsReadWithATraceAndLostWithTheIdentity() {
    PersonRef person = registered(Forms.healthy());
    String certificate = issued();
    JsonObject check =
        casework.get(community, certificate + "?purpose=complaint").json().getJsonObject("check");
    assertThat(check.getDouble("temperature")).isEqualTo(36.5);
    assertThat(check.getJsonObject("test").getString("report")).isEqualTo("lab 3-1127");
    assertThat(print(certificate).status()).isEqualTo(200);
    JsonArray reads =
        casework
            .get(casework.token(Role.AUDITOR), "/v1/staff-reads?division=440305")
            .json()
            .getJsonArray("reads");
    assertThat(
            reads.stream()
                .map(JsonObject.class::cast)
                .map(read -> read.getString("action") + ": " + read.getString("purpose")))
        .containsExactly(
            "print-certificate: handed out",
            "read-certificate: complaint",
            "issue-certificate: certificate");
    assertThat(
            casework
                .delete(
                    casework.token(Role.ADMINISTRATOR),
                    "/v1/people/" + person.text() + "/identity?purpose=retention")
                .status())
        .isEqualTo(204);
    refuses(print(certificate), 404, "not-found");
    assertThat(casework.get(community, certificate + "?purpose=complaint").json().getMap())
        .doesNotContainKey("check");
  }

  @Test
  void aModificationOfTheIdentityKeepsWhatIsPrinted() {
    String holder = casework.token(Role.HOLDER, "a holder");
    JsonObject registration =
        Forms.registration(NAME, Forms.document(Forms.FANG)).put("phone", "13612345678");
    assertThat(casework.post(holder, "/v1/registrations", registration).status()).isEqualTo(201);
    String certificate = issued();
    Answer modified =
        casework.patch(holder, "/v1/identities/0", new JsonObject().put("phone", "13800138000"));
    assertThat(modified.status()).isEqualTo(204);
    assertThat(print(certificate).status()).isEqualTo(200);
  }

  @Test
  void theFontIsEmbeddedAndACharacterThatItLacksIsMarked() throws Exception {
    String rare = "王\uD888\uDFA3";
    Answer registered =
        casework.post(
            community,
            "/v1/counter/registrations",
            Forms.registration(rare, Forms.document(Forms.FANG)));
    assertThat(registered.status()).isEqualTo(201);
    Answer issued = casework.post(community, PATH, form().put("name", rare));
    byte[] pdf = print(PATH + "/" + issued.json().getLong("number")).raw().body();
    assertThat(pdf).hasSizeLessThan(200_000);
    assertThat(text(pdf)).contains("王〓");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDResources resources = document.getPage(0).getResources();
      for (COSName font : resources.getFontNames()) {
        assertThat(resources.getFont(font).isEmbedded()).isTrue();
        assertThat(resources.getFont(font).getName()).matches("[A-Z]{6}[+]NotoSansSC-Regular");
      }
    }
  }

  @Test
  void whatIsNotOfTheShapeIsRefusedAndNotNoted() {
    registered(Forms.healthy());
    Instant later = test.instant().plusSeconds(1);
    refuses(
        casework.post(community, PATH, form().put("test", tested("negative", later))),
        400,
        "malformed");
    JsonObject never = new JsonObject().put("status", "complete").put("lastOn", "2021-02-30");
    refuses(casework.post(community, PATH, form().put("vaccination", never)), 400, "malformed");
    refuses(casework.post(community, PATH, form().put("days", 91)), 400, "too-long");
    refuses(casework.post(community, PATH, form().put("temperature", 98.6)), 400, "malformed");
    refuses(
        casework.post(community, PATH, form().put("document", Forms.document(Forms.LI))),
        404,
        "not-found");
    assertThat(outcomes()).isEmpty();
  }
}
