package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.LedgerRoot;
import io.scangate.credential.SignedRoot;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustedKey;
import io.scangate.credential.Validity;
import io.scangate.embedded.Await;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.ChainForger;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Finding.Kind;
import io.scangate.ledger.TestPostgres;
import io.scangate.ops.ProblemMeters;
import io.scangate.ops.RootMeters;
import io.scangate.ops.RoundMeters;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roots are signed once a minute, given out, and hold the chain to what it was. */
class RootsIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:20Z");
  private static final CryptoSuite SUITE = CryptoSuite.choose();

  private final SigningKey key = key();
  private TestLedger test;
  private Engine engine;
  private PersonRef person;

  private static SigningKey key() {
    return SigningKey.generate(
        new Division("4403"),
        Algorithm.EDDSA,
        Set.of(KeyUse.LISTS),
        new Validity(0, MORNING.getEpochSecond() * 2));
  }

  @BeforeEach
  void found() throws Exception {
    test = new TestLedger(MORNING);
    engine = new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    person = test.somebody();
    bring(new Fact.Registered(test.instant(), test.instant()));
  }

  @AfterEach
  void end() {
    engine.close();
    test.close();
  }

  private void bring(Fact fact) throws Exception {
    var _ = engine.record(List.of(test.report(person, fact))).get();
  }

  private Notary notary(SigningKey with) {
    return new Notary(test.ledger, test, root -> SignedRoot.issue(with, SUITE, root));
  }

  /** Two minutes, a fact in each. */
  private void twoMinutes(SigningKey with) throws Exception {
    assertThat(notary(with).round()).isPresent();
    test.passes(Duration.ofMinutes(1));
    bring(new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
    assertThat(notary(with).round()).isPresent();
  }

  private JsonObject get(String query) throws Exception {
    Router router = Router.router(test.vertx);
    Answers answers = new Answers(new ProblemMeters(new SimpleMeterRegistry()));
    answers.on(router);
    new RootsRoutes(test.ledger, answers).on(router);
    HttpServer server =
        test.vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI address =
          URI.create("http://127.0.0.1:" + server.actualPort() + RootsRoutes.PATH + query);
      return new JsonObject(
          client
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  private static List<byte[]> signed(JsonObject answer) {
    List<byte[]> all = new ArrayList<>();
    for (Object root : answer.getJsonArray("roots")) {
      all.add(Base64.getUrlDecoder().decode(((JsonObject) root).getString("signed")));
    }
    return all;
  }

  private List<Finding> audit(List<byte[]> givenOut) {
    List<Finding> findings = new ArrayList<>();
    LedgerAudit audit = new LedgerAudit(test.ledger, findings::add, looked -> {});
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      audit.partition(partition);
    }
    List<TrustedKey> keys = List.of(key.trusted());
    audit.roots(keys, SUITE, roots -> roots.givenOut("roots.json", givenOut));
    return findings;
  }

  @Test
  void ofTwoEnginesTheFirstOfAMinuteSigns() {
    assertThat(notary(key).round()).isPresent();
    assertThat(notary(key).round()).isEmpty();
    test.passes(Duration.ofSeconds(39));
    assertThat(notary(key).round()).isEmpty();
    test.passes(Duration.ofSeconds(1));
    assertThat(notary(key).round().map(LedgerRoot::at)).contains(test.instant());
  }

  @Test
  void theLoopSignsAtOnceAndTellsHowOldTheLastRootIs() throws Exception {
    MeterRegistry registry = new SimpleMeterRegistry();
    Notary notary = notary(key);
    RoundMeters rounds = new RoundMeters(registry, RoundMeters.Work.ROOTS);
    try (Rounds _ =
        Rounds.start(rounds, Duration.ZERO, new NotaryRound(notary, new RootMeters(registry)))) {
      Await.until("it signs", () -> registry.get("scangate.roots.signed").counter().count() == 1);
    }
    test.passes(Duration.ofMinutes(2));
    assertThat(notary.age()).contains(Duration.ofSeconds(140));
  }

  @Test
  void rootsAreServedWithWhatTheySay() throws Exception {
    twoMinutes(key);
    JsonArray roots = get("").getJsonArray("roots");
    assertThat(roots).hasSize(2);
    JsonObject last = roots.getJsonObject(1);
    assertThat(last.getString("at")).isEqualTo("2022-03-01T08:01:20Z");
    assertThat(last.getJsonArray("heads")).hasSize(TestLedger.PARTITIONS);
    int partition = person.partition(TestLedger.PARTITIONS);
    JsonObject head = last.getJsonArray("heads").getJsonObject(partition);
    assertThat(head.getLong("link")).isEqualTo(3);
    assertThat(head.getString("hash")).isEqualTo(test.ledger.head(partition).hash());
    assertThat(signed(get("?since=2022-03-01T08:00:00Z"))).hasSize(1);
    assertThat(get("?since=yesterday").getInteger("status")).isEqualTo(400);
  }

  @Test
  void anHonestChainAgreesWithItsRoots() throws Exception {
    twoMinutes(key);
    assertThat(audit(signed(get("")))).isEmpty();
  }

  @Test
  void aChainRewrittenWholeIsCaughtOnlyByTheRootsThatOthersHold() throws Exception {
    var _ = notary(key).round();
    test.passes(Duration.ofMinutes(1));
    bring(new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
    var _ = notary(key).round();
    List<byte[]> givenOut = signed(get(""));
    String database = test.settings.database();
    TestPostgres.asSuperuser(
        database,
        "set session_replication_role = replica; delete from root;"
            + "update fact set document = 'another paper' where kind = 4");
    int partition = person.partition(TestLedger.PARTITIONS);
    ChainForger.rewrite(test.ledger, database, partition);
    assertThat(audit(List.of())).isEmpty();
    assertThat(audit(givenOut))
        .filteredOn(finding -> finding.kind() == Kind.REWRITTEN)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.partition()).contains(partition);
              assertThat(finding.link()).contains(2L);
              assertThat(finding.text()).startsWith("chain rewritten after link 2");
            });
  }

  @Test
  void rootsThatTheLedgerDoesNotKeepAnyMoreAreMissed() throws Exception {
    twoMinutes(key);
    List<byte[]> givenOut = signed(get(""));
    TestPostgres.asSuperuser(test.settings.database(), "delete from root");
    assertThat(audit(givenOut))
        .extracting(Finding::kind)
        .containsExactly(Kind.MISSING, Kind.MISSING);
  }

  @Test
  void rootsByAnotherKeyProveNothing() throws Exception {
    twoMinutes(key());
    assertThat(audit(List.of()))
        .extracting(Finding::kind)
        .containsExactly(Kind.NOT_SIGNED, Kind.NOT_SIGNED);
  }
}
