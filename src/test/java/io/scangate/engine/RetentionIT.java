package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.health.Province;
import io.scangate.ledger.Code;
import io.scangate.ledger.FactRetention.Done;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Finding.Kind;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerException;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.TestPostgres;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Months of facts that are over go, codes stay what they are, and the chain closes. */
class RetentionIT {
  private static final Province SICHUAN = new Province("51");

  private TestLedger test;
  private Ledger maintenance;
  private Engine engine;
  private PersonRef healed;
  private PersonRef assigned;
  private PersonRef green;

  @BeforeEach
  void aSpring() throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    maintenance = Ledger.open(test.vertx, TestPostgres.asMaintenance(test.settings));
    engine = new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    healed = registered();
    assigned = registered();
    green = registered();
    bring(healed, new Fact.Contact(test.instant(), test.instant(), ContactKind.SPATIOTEMPORAL));
    bring(assigned, new Fact.Assignment(test.instant(), test.instant(), SICHUAN, Colour.RED));
    test.passes(Duration.ofDays(8));
    bring(
        healed, new Fact.Test(test.instant(), test.instant(), test.instant(), TestResult.NEGATIVE));
    bring(healed, new Fact.IsolationReleased(test.instant(), test.instant(), Setting.HOME));
    assertThat(colour(healed)).isEqualTo(Colour.GREEN);
    test.goTo(Instant.parse("2022-08-10T08:00:00Z"));
    var _ = registered();
  }

  @AfterEach
  void end() {
    engine.close();
    maintenance.close();
    test.close();
  }

  private PersonRef registered() throws Exception {
    PersonRef person = test.somebody();
    bring(person, new Fact.Registered(test.instant(), test.instant()));
    return person;
  }

  private void bring(PersonRef person, Fact fact) throws Exception {
    test.passes(Duration.ofSeconds(1));
    var _ = engine.record(List.of(test.report(person, fact))).get();
  }

  private Colour colour(PersonRef person) {
    for (Code code : new Outbox(test.ledger, person.partition(TestLedger.PARTITIONS)).codes()) {
      if (code.person().equals(person)) {
        return code.colour();
      }
    }
    throw new AssertionError("no code");
  }

  private Done retain() {
    return new Retaining(maintenance, test).keeping(3, 1, "an operator");
  }

  private LedgerAudit.Counts audit(List<Finding> findings) {
    LedgerAudit audit = new LedgerAudit(test.ledger, findings::add, looked -> {});
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      audit.partition(partition);
    }
    return audit.counts();
  }

  @Test
  void whatNoCodeRestsOnGoesAndTheChainClosesOverIt() {
    Done done = retain();
    assertThat(done.until()).isEqualTo(Instant.parse("2022-05-01T00:00:00Z"));
    // Three registrations and the assignment stay; contact, test and release go.
    assertThat(done.kept()).isEqualTo(4);
    assertThat(done.dropped()).isEqualTo(3);
    List<Finding> findings = new ArrayList<>();
    LedgerAudit.Counts counts = audit(findings);
    assertThat(findings).isEmpty();
    assertThat(counts.closedByHash()).isEqualTo(3);
    assertThat(counts.unwhole()).isEqualTo(1);
    assertThat(colour(healed)).isEqualTo(Colour.GREEN);
    assertThat(colour(assigned)).isEqualTo(Colour.RED);
  }

  @Test
  void codesGoOnByWhatIsLeft() throws Exception {
    var _ = retain();
    bring(healed, new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
    bring(green, new Fact.Contact(test.instant(), test.instant(), ContactKind.SPATIOTEMPORAL));
    assertThat(colour(healed)).isEqualTo(Colour.RED);
    assertThat(colour(green)).isEqualTo(Colour.YELLOW);
    assertThat(colour(assigned)).isEqualTo(Colour.RED);
    bring(assigned, new Fact.AssignmentLifted(test.instant(), test.instant(), SICHUAN));
    assertThat(colour(assigned)).isEqualTo(Colour.GREEN);
    List<Finding> findings = new ArrayList<>();
    var _ = audit(findings);
    assertThat(findings).isEmpty();
    test.goTo(Instant.parse("2022-12-10T08:00:00Z"));
    Done later = retain();
    assertThat(later.until()).isEqualTo(Instant.parse("2022-09-01T00:00:00Z"));
    // Contacts of August still count, nobody was released; the assignment and its end do not.
    assertThat(later.dropped()).isEqualTo(2);
    assertThat(colour(assigned)).isEqualTo(Colour.GREEN);
    assertThat(colour(healed)).isEqualTo(Colour.RED);
    var _ = audit(findings);
    assertThat(findings).isEmpty();
  }

  @Test
  void enginesGoOnMeanwhileAndLoseNothing() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Done> retaining =
        CompletableFuture.supplyAsync(this::retain).whenComplete((some, none) -> done.set(true));
    List<CompletableFuture<List<Outcome>>> brought = new ArrayList<>();
    do {
      Fact fact =
          new Fact.Test(test.instant(), test.instant(), test.instant(), TestResult.NEGATIVE);
      brought.add(engine.record(List.of(test.report(green, fact), test.report(healed, fact))));
    } while (!done.get());
    assertThat(retaining.get().dropped()).isEqualTo(3);
    for (CompletableFuture<List<Outcome>> some : brought) {
      assertThat(some.get()).containsExactly(Outcome.STORED, Outcome.STORED);
    }
    List<Finding> findings = new ArrayList<>();
    LedgerAudit.Counts counts = audit(findings);
    assertThat(findings).isEmpty();
    assertThat(counts.facts()).isEqualTo(5 + 2L * brought.size());
  }

  @Test
  void aSecondRunOfTheSameMonthFindsNothingMore() {
    var _ = retain();
    assertThatThrownBy(this::retain).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeptFactThatIsTakenAwayOrAddedOrChangedIsNoticed() throws Exception {
    var _ = retain();
    for (String change :
        List.of(
            "update fact set document = 'other' where kind = 13",
            "insert into fact select partition, at + interval '7 microseconds', person, kind,"
                + " happened_at, detail, instant, source, 'other', authority, division, place,"
                + " document, link from fact where kind = 13",
            "delete from fact where kind = 13")) {
      TestPostgres.asSuperuser(
          test.settings.database(), "set session_replication_role = replica; " + change);
      List<Finding> findings = new ArrayList<>();
      var _ = audit(findings);
      assertThat(findings)
          .as(change)
          .extracting(Finding::kind)
          .containsAnyOf(Kind.CHANGED, Kind.ADDED, Kind.MISSING);
    }
  }

  @Test
  void theApplicationCanDoNoneOfIt() {
    assertThatThrownBy(() -> new Retaining(test.ledger, test).keeping(3, 1, "an engine"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> new Retaining(maintenance, test).keeping(2, 1, "somebody in a hurry"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRoleOfMaintenanceEndsNoYoungMonthAndDeletesNothingByHand() {
    LedgerSettings role = TestPostgres.asMaintenance(test.settings);
    for (String young :
        List.of(
            "select end_months(date_trunc('month', now(), 'UTC'), 'x', now())",
            "select prepare_past('2022-05-02T00:00:00Z')")) {
      assertThatThrownBy(() -> TestPostgres.asApplication(role, young))
          .hasMessageContaining("three whole ones");
    }
    for (String more :
        List.of(
            "delete from fact",
            "delete from decision",
            "update code set colour = 1",
            "insert into fact_retention values (now(), 0, 0, 0, 'x', now())",
            "select lookup from identity",
            "drop table fact_202203")) {
      assertThatThrownBy(() -> TestPostgres.asApplication(role, more))
          .as(more)
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
  }

  @Test
  void aDecisionRestsOnFactsThatAreThere() {
    String sql =
        "insert into decision_fact select person, version, partition, now() from decision limit 1";
    assertThatThrownBy(() -> TestPostgres.asApplication(test.settings, sql))
        .hasMessageContaining("a decision rests on facts");
  }
}
