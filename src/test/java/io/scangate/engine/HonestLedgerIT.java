package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Finding;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
            other.record(List.of(test.report(person, contact)));
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
}
