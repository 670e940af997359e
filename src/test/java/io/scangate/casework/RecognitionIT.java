package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.recognition.PeerRound;
import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.recognition.PeerSettings.Peer;
import io.scangate.casework.who.Role;
import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.ListCheck;
import io.scangate.credential.ListReading;
import io.scangate.credential.PeerMessage;
import io.scangate.credential.SignedList;
import io.scangate.credential.SignedMessage;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustList;
import io.scangate.credential.TrustListFormat;
import io.scangate.credential.TrustedKey;
import io.scangate.credential.Validity;
import io.scangate.embedded.FreePorts;
import io.scangate.engine.TestLedger;
import io.scangate.gateway.OpenApi;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.GateList;
import io.scangate.ledger.KeptPeerKeys;
import io.scangate.ledger.ListHeads;
import io.scangate.ledger.cases.Identities;
import io.scangate.ops.PeerMeters;
import io.scangate.serve.SignedStatements;
import io.scangate.transition.ContactKind;
import io.scangate.transition.DiagnosisStatus;
import io.scangate.transition.Fact;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutual recognition of two cities, each a ledger and an engine of its own with a line between: a
 * code of Shanghai is taken in Shenzhen, and in every wrong way is not.
 */
class RecognitionIT {
  private static final Division SHENZHEN = new Division("4403");
  private static final Division SHANGHAI = new Division("3101");
  private static final String THERE = "310104001001";
  private static final String NAME = "王芳";

  @TempDir private Path directory;
  private TestLedger ledgerHere;
  private TestLedger ledgerThere;
  private TestCasework here;
  private TestCasework there;
  private String holderHere;
  private String holderThere;

  @BeforeEach
  void open() throws Exception {
    Instant now = Instant.parse("2022-03-01T08:00:00Z");
    ledgerHere = new TestLedger(now);
    ledgerThere = new TestLedger(now);
    int portHere = FreePorts.next();
    int portThere = FreePorts.next();
    here = city(ledgerHere, "here", SHENZHEN, portHere, SHANGHAI, portThere);
    there = city(ledgerThere, "there", SHANGHAI, portThere, SHENZHEN, portHere);
    holderHere = here.token(Role.HOLDER, "fang");
    holderThere = there.token(Role.HOLDER, "fang");
    JsonObject form = Forms.registration(NAME, Forms.document(Forms.FANG));
    assertThat(here.post(holderHere, "/v1/registrations", form).status()).isEqualTo(201);
    assertThat(
            there
                .post(holderThere, "/v1/registrations", form.copy().put("community", THERE))
                .status())
        .isEqualTo(201);
  }

  private TestCasework city(
      TestLedger ledger, String folder, Division city, int port, Division peer, int peerPort)
      throws Exception {
    Path own = Files.createDirectory(directory.resolve(folder));
    PeerSettings settings =
        new PeerSettings(
            Map.of(peer, new Peer(URI.create("http://127.0.0.1:" + peerPort), Optional.empty())),
            Duration.ofMinutes(10));
    return new TestCasework(ledger, own, city, port, settings);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    ledgerHere.close();
    ledgerThere.close();
  }

  private static JsonObject form(TrustedKey key, String signs) {
    return new JsonObject()
        .put("issuer", key.issuer().code())
        .put("signs", signs)
        .put("algorithm", key.algorithm().text())
        .put("public", Base64.getEncoder().encodeToString(key.bytes()))
        .put("from", Instant.ofEpochSecond(key.validity().from()).toString())
        .put("until", Instant.ofEpochSecond(key.validity().until()).toString())
        .put("document", "letter 1");
  }

  private static TrustedKey key(TestCasework city, KeyUse use) {
    return city.keys.signing(use, city.test.instant()).orElseThrow().trusted();
  }

  private static String proposed(TestCasework at, TrustedKey key, String signs) {
    Answer answer =
        at.post(at.token(Role.ADMINISTRATOR, "admin"), "/v1/peer-keys", form(key, signs));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return "/v1/peer-keys/" + answer.json().getLong("number");
  }

  private static Answer approve(TestCasework at, String name, String key) {
    return at.post(
        at.token(Role.MUNICIPALITY, name),
        key + "/answer",
        new JsonObject().put("approved", true).put("note", "compared by telephone"));
  }

  private static void trust(TestCasework at, TestCasework other) {
    assertThat(approve(at, "mayor", proposed(at, key(other, KeyUse.STATIC), "codes")).status())
        .isEqualTo(200);
    assertThat(approve(at, "mayor", proposed(at, key(other, KeyUse.LISTS), "messages")).status())
        .isEqualTo(200);
  }

  private void trustEachOther() {
    trust(here, there);
    trust(there, here);
  }

  /** A code that Shanghai gives out for Shenzhen. */
  private JsonObject given() {
    Answer answer =
        there.post(
            holderThere,
            "/v1/identities/0/recognition-codes",
            new JsonObject().put("city", "4403").put("consent", true).put("days", 30));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return answer.json();
  }

  private Answer apply(String code) {
    return here.post(
        holderHere,
        "/v1/identities/0/recognitions",
        new JsonObject().put("code", code).put("consent", true));
  }

  private String recognized() {
    Answer answer = apply(given().getString("code"));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return "/v1/identities/0/recognitions/" + answer.json().getLong("number");
  }

  private static void refuses(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  private static PersonRef person(TestCasework at, String token) {
    return new Identities(at.test.ledger).holder(at.pepper.account(token)).orElseThrow();
  }

  private Colour colourHere() {
    return here.code(person(here, "fang")).orElseThrow().colour();
  }

  private void turnThere(ContactKind kind) throws Exception {
    tell(new Fact.Contact(ledgerThere.instant(), ledgerThere.instant(), kind));
  }

  private void tell(Fact fact) throws Exception {
    ledgerThere.passes(Duration.ofSeconds(1));
    var _ = there.engine.record(List.of(ledgerThere.report(person(there, "fang"), fact))).join();
  }

  private void both(Duration time) {
    ledgerHere.goTo(ledgerThere.instant().plus(time));
    ledgerThere.goTo(ledgerHere.instant());
  }

  private static void round(TestCasework city) {
    var _ = round(city, new SimpleMeterRegistry()).go();
  }

  private static PeerRound round(TestCasework city, MeterRegistry registry) {
    return new PeerRound(city.parts, () -> true, new PeerMeters(registry));
  }

  /** How many codes of other cities stand in the list that doors have. */
  private long recognizedHere() {
    return ledgerHere
        .ledger
        .ask(
            "select count(*) as codes from recognized_code r where not exists"
                + " (select 1 from recognized_code_end e where e.code = r.id)",
            Tuple.tuple())
        .iterator()
        .next()
        .getLong("codes");
  }

  private List<TrustedKey> keysAtDoors() {
    long number = ListHeads.of(ledgerHere.ledger).head(GateList.PEER_KEYS).number();
    return TrustListFormat.read(new KeptPeerKeys(ledgerHere.ledger).whole(number))
            instanceof ListReading.Sound<TrustList>(var list)
        ? list.keys()
        : List.of();
  }

  private static JsonObject yes(boolean yes) {
    return new JsonObject().put("yes", yes).put("note", "looked at");
  }

  @Test
  void aKeyIsTrustedWhenASecondPersonApprovesItAndUntilItIsWithdrawn() {
    TrustedKey key = key(there, KeyUse.STATIC);
    String proposed = proposed(here, key, "codes");
    assertThat(keysAtDoors()).isEmpty();
    refuses(approve(here, "Admin ", proposed), 409, "same-person");
    assertThat(approve(here, "mayor", proposed).json().getString("status")).isEqualTo("trusted");
    assertThat(keysAtDoors()).containsExactly(key);
    refuses(approve(here, "mayor", proposed), 409, "answered");
    String administrator = here.token(Role.ADMINISTRATOR, "admin");
    refuses(here.post(administrator, "/v1/peer-keys", form(key, "codes")), 409, "key-taken");
    refuses(
        here.post(administrator, "/v1/peer-keys", form(key, "codes").put("issuer", "4401")),
        409,
        "own-province");
    refuses(
        here.post(
            administrator,
            "/v1/peer-keys",
            form(key, "codes").put("public", Base64.getEncoder().encodeToString(new byte[33]))),
        400,
        "no-key");
    TrustedKey next =
        SigningKey.generate(
                SHANGHAI,
                Algorithm.ES256,
                Set.of(KeyUse.STATIC),
                new Validity(key.validity().until(), key.validity().until() + 1_000_000))
            .trusted();
    assertThat(approve(here, "mayor", proposed(here, next, "codes")).status()).isEqualTo(200);
    assertThat(keysAtDoors()).containsExactlyInAnyOrder(key, next);
    JsonObject reason = new JsonObject().put("reason", "leaked");
    assertThat(
            here.post(administrator, proposed + "/withdrawal", reason).json().getString("status"))
        .isEqualTo("withdrawn");
    assertThat(keysAtDoors()).containsExactly(next);
    refuses(here.post(administrator, proposed + "/withdrawal", reason), 409, "ended");
    refuses(here.post(administrator, proposed + "/answer", new JsonObject()), 403, "wrong-role");
    String waiting = proposed(here, key(there, KeyUse.LISTS), "messages");
    refuses(here.post(administrator, waiting + "/withdrawal", reason), 409, "not-trusted");
  }

  @Test
  void aCodeOfTheOtherCityStandsForItsHolderInThatCitysColour() throws Exception {
    trustEachOther();
    long before = recognizedHere();
    String code = given().getString("code");
    Answer applied = apply(code);
    assertThat(applied.status()).as(applied.json().encode()).isEqualTo(201);
    assertThat(applied.json().getString("colour")).isEqualTo("GREEN");
    assertThat(recognizedHere()).isGreaterThan(before);
    assertThat(colourHere()).isEqualTo(Colour.GREEN);
    refuses(apply(code), 409, "recognized");
    turnThere(ContactKind.SPATIOTEMPORAL);
    both(Duration.ofMinutes(9));
    round(here);
    assertThat(colourHere()).isEqualTo(Colour.GREEN);
    both(Duration.ofMinutes(1));
    round(here);
    assertThat(colourHere()).isEqualTo(Colour.YELLOW);
    turnThere(ContactKind.CLOSE);
    both(Duration.ofMinutes(11));
    round(here);
    assertThat(colourHere()).isEqualTo(Colour.RED);
    String ended = "/v1/identities/0/recognitions/" + applied.json().getLong("number") + "/end";
    refuses(
        here.post(holderHere, ended, new JsonObject().put("reason", "moved")), 409, "not-green");
    Answer listed = here.get(holderHere, "/v1/identities/0/recognitions");
    assertThat(listed.json().getJsonArray("recognitions").getJsonObject(0).getString("colour"))
        .isEqualTo("RED");
  }

  @Test
  void aReleaseIsAskedForForwardedDecidedThereAndLiftsTheColour() throws Exception {
    trustEachOther();
    String recognition = recognized();
    String releases = recognition + "/releases";
    JsonObject ground = new JsonObject().put("ground", "never was there");
    refuses(here.post(holderHere, releases, ground), 409, "nothing-to-lift");
    tell(
        new Fact.Diagnosis(
            ledgerThere.instant(), ledgerThere.instant(), DiagnosisStatus.SUSPECTED));
    both(Duration.ofMinutes(11));
    round(here);
    assertThat(colourHere()).isEqualTo(Colour.RED);
    Answer asked = here.post(holderHere, releases, ground);
    assertThat(asked.status()).isEqualTo(201);
    refuses(here.post(holderHere, releases, ground), 409, "requested");
    long number = asked.json().getJsonArray("releases").getJsonObject(0).getLong("number");
    String forwarding = "/v1/release-requests/" + number + "/forwarding";
    String neighbour =
        here.token("clerk-8", Optional.of(new Division("440305001002")), "community");
    refuses(here.post(neighbour, forwarding, yes(true)), 403, "wrong-division");
    String clerk = here.token(Role.COMMUNITY, "clerk");
    assertThat(here.post(clerk, forwarding, yes(true)).json().getString("status"))
        .isEqualTo("forwarded");
    refuses(here.post(clerk, forwarding, yes(false)), 409, "answered");
    round(here);
    round(here);
    assertThat(
            here.get(clerk, "/v1/release-requests?division=" + TestCasework.COMMUNITY)
                .json()
                .getJsonArray("releases")
                .getJsonObject(0)
                .getString("status"))
        .isEqualTo("delivered");
    String release = askedThere();
    String decision = release + "/decision";
    String community = there.token("li", Optional.of(new Division(THERE)), "community");
    String district = there.token("zhao", Optional.of(new Division("310104")), "district-command");
    refuses(there.post(district, decision, yes(true)), 409, "no-opinion");
    assertThat(there.post(community, release + "/opinion", yes(true)).json().getString("status"))
        .isEqualTo("reviewed");
    refuses(there.post(community, release + "/opinion", yes(false)), 409, "answered");
    String both = there.token("LI ", Optional.of(new Division("310104")), "district-command");
    refuses(there.post(both, decision, yes(true)), 409, "same-person");
    refuses(there.post(district, decision, yes(true)), 409, "not-green");
    tell(
        new Fact.Diagnosis(
            ledgerThere.instant(), ledgerThere.instant(), DiagnosisStatus.RULED_OUT));
    assertThat(there.post(district, decision, yes(true)).json().getString("status"))
        .isEqualTo("released");
    refuses(there.post(district, decision, yes(true)), 409, "answered");
    both(Duration.ofSeconds(1));
    assertThat(colourHere()).isEqualTo(Colour.RED);
    round(there);
    assertThat(colourHere()).isEqualTo(Colour.GREEN);
    JsonObject told =
        here.get(holderHere, "/v1/identities/0/recognitions")
            .json()
            .getJsonArray("recognitions")
            .getJsonObject(0);
    assertThat(told.getJsonArray("releases").getJsonObject(0).getString("status"))
        .isEqualTo("released");
    assertThat(told.encode()).doesNotContain("clerk");
    assertThat(
            here.post(holderHere, recognition + "/end", new JsonObject().put("reason", "moved"))
                .status())
        .isEqualTo(204);
    refuses(
        here.post(holderHere, recognition + "/end", new JsonObject().put("reason", "moved")),
        409,
        "ended");
  }

  private String askedThere() {
    String community = there.token("li", Optional.of(new Division(THERE)), "community");
    return "/v1/asked-releases/"
        + there
            .get(community, "/v1/asked-releases?division=" + THERE)
            .json()
            .getJsonArray("releases")
            .getJsonObject(0)
            .getLong("number");
  }

  @Test
  void aCodeOfSomebodyElseOrTakenBackOrOfAnotherKindIsNotRecognized() {
    trustEachOther();
    String stranger = here.token(Role.HOLDER, "li");
    JsonObject other = Forms.registration("李", Forms.document(Forms.LI));
    assertThat(here.post(stranger, "/v1/registrations", other).status()).isEqualTo(201);
    JsonObject given = given();
    JsonObject form = new JsonObject().put("code", given.getString("code")).put("consent", true);
    refuses(here.post(stranger, "/v1/identities/0/recognitions", form), 409, "not-recognized");
    refuses(
        here.post(holderHere, "/v1/identities/0/recognitions", form.copy().put("consent", false)),
        400,
        "malformed");
    refuses(here.post(holderHere, "/v1/identities/3/recognitions", form), 404, "no-member");
    String end = "/v1/identities/0/recognition-codes/" + given.getLong("number") + "/end";
    JsonObject reason = new JsonObject().put("reason", "no trust");
    assertThat(there.post(holderThere, end, reason).status()).isEqualTo(204);
    refuses(there.post(holderThere, end, reason), 409, "ended");
    refuses(apply(given.getString("code")), 409, "not-recognized");
    refuses(apply("SG1:NOTHING"), 409, "malformed");
    refuses(
        there.post(
            holderThere,
            "/v1/identities/0/recognition-codes",
            new JsonObject().put("city", "5101").put("consent", true).put("days", 3)),
        409,
        "no-peer");
    String own =
        here.post(
                holderHere,
                "/v1/identities/0/recognition-codes",
                new JsonObject().put("city", "3101").put("consent", true).put("days", 3))
            .json()
            .getString("code");
    refuses(apply(own), 409, "unknown-issuer");
    String expired = given().getString("code");
    both(Duration.ofDays(31));
    holderHere = here.token(Role.HOLDER, "fang");
    refuses(apply(expired), 409, "expired");
  }

  @Test
  void consentThatIsTakenBackEndsTheRecognitionAtTheNextAsking() {
    trustEachOther();
    JsonObject given = given();
    assertThat(apply(given.getString("code")).status()).isEqualTo(201);
    long before = recognizedHere();
    assertThat(
            there
                .post(
                    holderThere,
                    "/v1/identities/0/recognition-codes/" + given.getLong("number") + "/end",
                    new JsonObject().put("reason", "no trust"))
                .status())
        .isEqualTo(204);
    both(Duration.ofMinutes(11));
    round(here);
    assertThat(recognizedHere()).isLessThan(before);
    JsonObject told =
        here.get(holderHere, "/v1/identities/0/recognitions")
            .json()
            .getJsonArray("recognitions")
            .getJsonObject(0);
    assertThat(told.getMap()).containsKey("endedAt");
  }

  @Test
  void whoeverIsForgottenIsNotAskedAboutAnyMore() {
    trustEachOther();
    var _ = recognized();
    long before = recognizedHere();
    String path = "/v1/people/" + person(here, "fang").text() + "/identity?purpose=retention";
    assertThat(here.delete(here.token(Role.ADMINISTRATOR, "admin"), path).status()).isEqualTo(204);
    both(Duration.ofMinutes(11));
    round(here);
    assertThat(recognizedHere()).isLessThan(before);
  }

  /** Its answers are signed by nobody whom this city trusts, which is as good as none. */
  @Test
  void aCityThatCannotBeSpokenToIsTold() {
    assertThat(approve(here, "mayor", proposed(here, key(there, KeyUse.STATIC), "codes")).status())
        .isEqualTo(200);
    String messages = proposed(here, key(there, KeyUse.LISTS), "messages");
    assertThat(approve(here, "mayor", messages).status()).isEqualTo(200);
    trust(there, here);
    var _ = recognized();
    String administrator = here.token(Role.ADMINISTRATOR, "admin");
    JsonObject reason = new JsonObject().put("reason", "leaked");
    assertThat(here.post(administrator, messages + "/withdrawal", reason).status()).isEqualTo(200);
    MeterRegistry registry = new SimpleMeterRegistry();
    PeerRound round = round(here, registry);
    var _ = round.go();
    assertThat(registry.get("scangate.peers.away").gauge().value()).isZero();
    both(Duration.ofMinutes(11));
    var _ = round.go();
    both(Duration.ofMinutes(31));
    var _ = round.go();
    assertThat(registry.get("scangate.peers.away").gauge().value()).isEqualTo(1);
    assertThat(registry.get("scangate.peers.longest.away.seconds").gauge().value())
        .isEqualTo(31 * 60);
    String identity = "/v1/people/" + person(here, "fang").text() + "/identity?purpose=retention";
    assertThat(here.delete(administrator, identity).status()).isEqualTo(204);
    var _ = round.go();
    assertThat(registry.get("scangate.peers.away").gauge().value()).isZero();
    assertThat(registry.get("scangate.peers.longest.away.seconds").gauge().value()).isZero();
  }

  @Test
  void whoeverAsksTooOftenWaits() {
    trustEachOther();
    for (int i = 0; i < 20; i++) {
      refuses(apply("SG1:NOTHING"), 409, "malformed");
    }
    refuses(apply("SG1:NOTHING"), 429, "too-often");
  }

  @Test
  void whoeverIsNotTrustedIsNotListenedTo() {
    trust(here, there);
    refuses(apply(given().getString("code")), 503, "peer-away");
    trust(there, here);
    String key =
        here
            .get(here.token(Role.MUNICIPALITY, "mayor"), "/v1/peer-keys")
            .json()
            .getJsonArray("keys")
            .stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("signs").equals("messages"))
            .map(one -> "/v1/peer-keys/" + one.getLong("number"))
            .findFirst()
            .orElseThrow();
    assertThat(
            here.post(
                    here.token(Role.MUNICIPALITY, "mayor"),
                    key + "/withdrawal",
                    new JsonObject().put("reason", "leaked"))
                .status())
        .isEqualTo(200);
    refuses(apply(given().getString("code")), 503, "peer-away");
  }

  @Test
  void aMessageOfYesterdayOrForSomebodyElseOrForgedIsRefused() throws Exception {
    trustEachOther();
    Instant now = ledgerHere.instant();
    PeerMessage sound = new PeerMessage("colour", "0a".repeat(16), SHANGHAI, SHENZHEN, now, "{}");
    assertThat(status(sign(there, sound))).isEqualTo(200);
    assertThat(
            status(
                sign(
                    there,
                    new PeerMessage(
                        "colour",
                        "0a".repeat(16),
                        SHANGHAI,
                        SHENZHEN,
                        now.minusSeconds(301),
                        "{}"))))
        .isEqualTo(403);
    assertThat(
            status(
                sign(
                    there,
                    new PeerMessage(
                        "colour", "0a".repeat(16), SHANGHAI, new Division("4401"), now, "{}"))))
        .isEqualTo(403);
    byte[] forged = sign(there, sound);
    forged[forged.length - 1] ^= 1;
    assertThat(status(forged)).isEqualTo(403);
    assertThat(status(new byte[0])).isEqualTo(403);
    assertThat(status(new byte[SignedMessage.MOST_BYTES + 1])).isEqualTo(413);
  }

  private static byte[] sign(TestCasework city, PeerMessage message) {
    return new SignedStatements(() -> city.keys, CryptoSuite.choose()).sign(message);
  }

  private int status(byte[] message) throws Exception {
    return ask("/v1/peers/messages", request -> request.POST(BodyPublishers.ofByteArray(message)))
        .statusCode();
  }

  /** Asks as another city does, and holds the answer to the document. */
  private HttpResponse<byte[]> ask(String path, UnaryOperator<HttpRequest.Builder> how)
      throws Exception {
    HttpRequest request =
        how.apply(HttpRequest.newBuilder(here.url.resolve(path)))
            .header("content-type", "application/cose")
            .build();
    HttpResponse<byte[]> answer = here.client.send(request, BodyHandlers.ofByteArray());
    OpenApi.read(ledgerHere.vertx, Path.of("src/docs/openapi/peers.yaml"))
        .holds(request.method(), path, answer);
    return answer;
  }

  @Test
  void ourOwnKeysAreGivenOutSigned() throws Exception {
    HttpResponse<byte[]> answer = ask("/v1/peers/keys", HttpRequest.Builder::GET);
    TrustedKey signer = key(here, KeyUse.LISTS);
    ListCheck check =
        SignedList.verify(
            answer.body(), SignedStatements.KEYS, List.of(signer), CryptoSuite.choose());
    assertThat(check).isInstanceOf(ListCheck.Verified.class);
    assertThat(
            TrustListFormat.read(((ListCheck.Verified) check).content())
                    instanceof ListReading.Sound<TrustList>(var list)
                && list.keys().containsAll(List.of(signer, key(here, KeyUse.STATIC))))
        .isTrue();
  }
}
