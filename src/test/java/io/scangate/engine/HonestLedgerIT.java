package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Finding.Kind;
import io.scangate.ledger.PolicyDesk;
import io.scangate.ledger.PolicyDesk.Step;
import io.scangate.ledger.TestPostgres;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What engines write honestly has no findings, however it came about. */
class HonestLedgerIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");

  private static List<Finding> audit(TestLedger test) {
    List<Finding> findings = new ArrayList<>();
    LedgerAudit audit = new LedgerAudit(test.ledger, findings::add, looked -> {});
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      audit.partition(partition);
    }
    assertThat(audit.counts().facts()).isPositive();
    return findings;
  }

  private static Engine engine(TestLedger test, InstantSource clock) {
    return new Engine(test.ledger, TestLedger.PARTITIONS, clock, (partition, recorded) -> {});
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyHistoryOfAnEngineIsClean(long seed) throws Exception {
    try (TestLedger test = new TestLedger(MORNING);
        Engine engine = engine(test, test)) {
      List<PersonRef> people = new Histories(test, seed).live(engine, 12, 40);
      assertThat(people).hasSize(12);
      assertThat(audit(test)).isEmpty();
    }
  }

  /** Stops the first who asks, who then holds the lock of a head. */
  private static final class StoppingClock implements InstantSource {
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    StoppingClock(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public Instant instant() {
      Instant now = clock.instant();
      stopped.countDown();
      try {
        assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return now;
    }
  }

  @Test
  void twoEnginesOneOfThemPausedInMidTransactionAreClean() throws Exception {
    try (TestLedger test = new TestLedger(MORNING);
        Engine one = engine(test, test)) {
      List<PersonRef> people = new Histories(test, 42).live(one, 8, 10);
      StoppingClock stopping = new StoppingClock(test);
      try (Engine other = engine(test, stopping)) {
        PersonRef person = people.getFirst();
        Fact contact = new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE);
        CompletableFuture<List<Outcome>> paused =
            other.record(List.of(test.report(person, contact)), test.instant());
        assertThat(stopping.stopped.await(1, TimeUnit.MINUTES)).isTrue();
        test.passes(Duration.ofHours(1));
        List<CompletableFuture<List<Outcome>>> meanwhile = new ArrayList<>();
        for (PersonRef somebody : people) {
          Fact again = new Fact.Contact(test.instant(), test.instant(), ContactKind.SUB_CLOSE);
          meanwhile.add(one.record(List.of(test.report(somebody, again))));
        }
        assertThat(audit(test)).isEmpty();
        stopping.goOn.countDown();
        assertThat(paused.get()).containsExactly(Outcome.STORED);
        for (CompletableFuture<List<Outcome>> brought : meanwhile) {
          assertThat(brought.get()).containsExactly(Outcome.STORED);
        }
      }
      assertThat(audit(test)).isEmpty();
    }
  }

  /** What engines do for a policy that was activated: it enters every chain. */
  private static void admit(TestLedger test, Policy policy) {
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      boolean _ =
          test.ledger.within(
              partition,
              test,
              transaction -> {
                transaction.admit(HexFormat.of().parseHex(policy.digest()));
                return true;
              });
    }
  }

  @Test
  void eachDecisionIsHeldToThePolicyThatJudgedThere() throws Exception {
    Policy next = PolicyFile.read(Path.of("config/policies/seven-plus-three.yaml"));
    try (TestLedger test = new TestLedger(Instant.parse("2022-06-10T08:00:00Z"));
        Engine engine = engine(test, test)) {
      PolicyDesk desk = new PolicyDesk(test.ledger);
      assertThat(desk.propose(next, "one", test.instant())).isEqualTo(new Step.Proposed());
      assertThat(desk.activate(next.version(), "two", test.instant()))
          .isEqualTo(new Step.Activated(2, next.inForceFrom()));
      Histories histories = new Histories(test, 17);
      var _ = histories.live(engine, 10, 10);
      admit(test, next);
      var _ = histories.live(engine, 2, 20);
      assertThat(test.instant()).isAfter(next.inForceFrom());
      assertThat(audit(test)).isEmpty();
      TestPostgres.asSuperuser(
          test.settings.database(),
          "update decision set policy = (select digest from policy where number = 1)"
              + " where policy = (select digest from policy where number = 2)");
      assertThat(audit(test))
          .extracting(Finding::kind)
          .contains(Kind.CHANGED, Kind.DOES_NOT_FOLLOW);
    }
  }

  @Test
  void aPolicyThatWasNeverActivatedOpensNoChain() throws Exception {
    try (TestLedger test = new TestLedger(MORNING);
        Engine engine = engine(test, test)) {
      var _ = new Histories(test, 18).live(engine, 2, 3);
      admit(test, PolicyFile.read(Path.of("config/policies/seven-plus-three.yaml")));
      assertThat(audit(test)).extracting(Finding::kind).containsOnly(Kind.MISSING);
    }
  }

  @Test
  void aMonthThatWasDroppedIsToldAndIsNoFinding() throws Exception {
    try (TestLedger test = new TestLedger(MORNING);
        Engine engine = engine(test, test)) {
      Histories histories = new Histories(test, 19);
      var _ = histories.live(engine, 6, 10);
      test.goTo(Instant.parse("2022-04-02T08:00:00Z"));
      PersonRef late = test.somebody();
      Fact registered = new Fact.Registered(test.instant(), test.instant());
      var _ = engine.record(List.of(test.report(late, registered))).get();
      TestPostgres.asSuperuser(test.settings.database(), "drop table fact_202203");
      List<Finding> findings = new ArrayList<>();
      LedgerAudit audit = new LedgerAudit(test.ledger, findings::add, looked -> {});
      for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
        audit.partition(partition);
      }
      assertThat(findings).isEmpty();
      assertThat(audit.counts().closedByHash()).isGreaterThan(1);
      assertThat(audit.counts().unwhole()).isEqualTo(6);
      TestPostgres.asSuperuser(
          test.settings.database(),
          "set session_replication_role = replica; update code set colour = (colour + 1) % 4");
      assertThat(audit(test)).extracting(Finding::kind).hasSize(7).containsOnly(Kind.CODE_DIFFERS);
    }
  }
}
