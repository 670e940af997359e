package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Finding.Kind;
import io.scangate.ledger.TestPostgres;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.Symptom;
import io.scangate.transition.TestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an audit names when rows were changed behind the engine's back. */
class LedgerAuditIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");

  private TestLedger test;
  private Engine engine;
  private PersonRef person;

  @BeforeEach
  void aPersonTurnsRedAndIsTestedAndThreeMoreLive() throws Exception {
    test = new TestLedger(MORNING);
    engine = new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    person = test.somebody();
    bring(new Fact.Registered(test.instant(), test.instant()));
    test.passes(Duration.ofHours(1));
    bring(new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
    test.passes(Duration.ofDays(13));
    bring(new Fact.Test(test.instant(), test.instant(), test.instant(), TestResult.NEGATIVE));
    test.passes(Duration.ofHours(1));
    bring(new Fact.IsolationReleased(test.instant(), test.instant(), Setting.CENTRALIZED));
    test.passes(Duration.ofDays(1));
    int _ = engine.clockWork().round();
    var _ = new Histories(test, 7).live(engine, 3, 6);
  }

  @AfterEach
  void end() {
    engine.close();
    test.close();
  }

  private void bring(Fact fact) throws Exception {
    assertThat(engine.record(List.of(test.report(person, fact))).get())
        .containsExactly(Outcome.STORED);
  }

  private List<Finding> audit() {
    List<Finding> findings = new ArrayList<>();
    LedgerAudit audit = new LedgerAudit(test.ledger, findings::add, looked -> {});
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      audit.partition(partition);
    }
    return findings;
  }

  private void behind(String sql) throws Exception {
    TestPostgres.asSuperuser(
        test.settings.database(),
        "set session_replication_role = replica; "
            + sql.replace("PERSON", Long.toString(person.value())));
  }

  @Test
  void anHonestLedgerIsClean() {
    assertThat(audit()).isEmpty();
  }

  @Test
  void oneByteOfAFactIsNoticedWithItsPersonAndRow() throws Exception {
    behind("update fact set document = 'document 2' where person = PERSON and kind = 4");
    assertThat(audit())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.CHANGED);
              assertThat(finding.person()).contains(person);
              assertThat(finding.row()).isEqualTo("fact at 2022-03-01T09:00:00Z");
            });
  }

  @Test
  void aDecisionThatNamesAnotherRuleIsNoticedByTheChainAndByTheRules() throws Exception {
    behind("update decision set rules = '{overseas/1}' where person = PERSON and version = 2");
    assertThat(audit())
        .extracting(Finding::kind)
        .containsExactly(Kind.CHANGED, Kind.DOES_NOT_FOLLOW);
  }

  @Test
  void aDeletedNegativeTestIsMissedByNameOfItsPerson() throws Exception {
    behind("delete from fact where person = PERSON and kind = 11");
    List<Finding> findings = audit();
    assertThat(findings).extracting(Finding::kind).contains(Kind.MISSING, Kind.CODE_DIFFERS);
    assertThat(findings)
        .filteredOn(finding -> finding.kind() == Kind.CODE_DIFFERS)
        .allSatisfy(finding -> assertThat(finding.person()).contains(person));
  }

  @Test
  void aFactAddedByHandIsNoticed() throws Exception {
    behind(
        "insert into fact select partition, at + interval '7 microseconds', person, kind,"
            + " happened_at, detail, instant, source, 'other', authority, division, place,"
            + " document, link from fact where person = PERSON and kind = 4");
    assertThat(audit())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.ADDED);
              assertThat(finding.person()).contains(person);
              assertThat(finding.row()).startsWith("fact at 2022-03-01T09:00:00.000007Z");
            });
  }

  @Test
  void aDecisionWithoutFactsIsNoticed() throws Exception {
    behind(
        "insert into decision select person, 9, partition, at + interval '1 second', 1, 3, policy,"
            + " rules, link from decision where person = PERSON and version = 1");
    assertThat(audit()).extracting(Finding::kind).contains(Kind.ADDED, Kind.DOES_NOT_FOLLOW);
  }

  @Test
  void aColourSetByHandIsNoticed() throws Exception {
    behind("update code set colour = 1 where person = PERSON");
    assertThat(audit())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.CODE_DIFFERS);
              assertThat(finding.person()).contains(person);
              assertThat(finding.why()).isEqualTo("colour is GREEN, should be YELLOW");
            });
  }

  @Test
  void aReviewPutOffIsNoticed() throws Exception {
    person = test.somebody();
    bring(new Fact.Registered(test.instant(), test.instant()));
    bring(
        new Fact.Declaration(
            test.instant(), test.instant(), Set.of(Symptom.FEVER), DeclaredStatus.NONE));
    bring(new Fact.Test(test.instant(), test.instant(), test.instant(), TestResult.NEGATIVE));
    assertThat(audit()).isEmpty();
    behind("update code set next_review = null where person = PERSON");
    assertThat(audit())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.CODE_DIFFERS);
              assertThat(finding.person()).contains(person);
              assertThat(finding.why()).startsWith("its review stands at never");
            });
  }

  @Test
  void aLinkThatIsGoneIsNoticed() throws Exception {
    behind("delete from link where number = 2");
    assertThat(audit()).extracting(Finding::row).contains("link 2");
  }
}
