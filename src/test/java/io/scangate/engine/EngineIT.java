package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.OutboxRow;
import io.scangate.ledger.Report;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");

  private TestLedger test;
  private Engine engine;

  @BeforeEach
  void found() {
    test = new TestLedger(MORNING);
    engine = new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
  }

  @AfterEach
  void end() {
    engine.close();
    test.close();
  }

  private List<Outcome> record(Report... reports) throws Exception {
    return engine.record(List.of(reports)).get();
  }

  private Code code(PersonRef person) {
    for (Code code : new Outbox(test.ledger, person.partition(TestLedger.PARTITIONS)).codes()) {
      if (code.person().equals(person)) {
        return code;
      }
    }
    throw new AssertionError("no code");
  }

  private Fact registered() {
    return new Fact.Registered(test.instant(), test.instant());
  }

  private Fact contact() {
    return new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE);
  }

  @Test
  void whoIsKnownByAFactOnlyHasNoCode() throws Exception {
    PersonRef person = test.somebody();
    assertThat(record(test.report(person, contact()))).containsExactly(Outcome.STORED);
    assertThat(code(person).colour()).isEqualTo(Colour.NONE);
    assertThat(code(person).registered()).isFalse();
  }

  @Test
  void aContactTurnsAGreenCodeRedAndItsIsolationTurnsItBack() throws Exception {
    PersonRef person = test.somebody();
    var _ = record(test.report(person, registered()));
    assertThat(code(person).colour()).isEqualTo(Colour.GREEN);
    test.passes(Duration.ofHours(1));
    var _ = record(test.report(person, contact()));
    Code red = code(person);
    assertThat(red.colour()).isEqualTo(Colour.RED);
    assertThat(red.version()).isEqualTo(2);
    test.passes(Duration.ofDays(13));
    var _ =
        record(
            test.report(
                person,
                new Fact.Test(test.instant(), test.instant(), test.instant(), TestResult.NEGATIVE)),
            test.report(
                person,
                new Fact.IsolationReleased(test.instant(), test.instant(), Setting.CENTRALIZED)));
    assertThat(code(person).colour()).isEqualTo(Colour.RED);
    assertThat(code(person).nextReview()).contains(MORNING.plus(Duration.ofHours(14 * 24 + 1)));
    assertThat(engine.clockWork().round()).isZero();
    test.passes(Duration.ofDays(1));
    assertThat(engine.clockWork().round()).isEqualTo(1);
    assertThat(code(person).colour()).isEqualTo(Colour.YELLOW);
    assertThat(engine.clockWork().round()).isZero();
  }

  @Test
  void aTransactionNeedsNoConnectionButItsOwn() throws Exception {
    LedgerSettings one = test.settings.with(1);
    try (Ledger ledger = Ledger.open(test.vertx, one);
        Engine alone = new Engine(ledger, TestLedger.PARTITIONS, test, (partition, it) -> {})) {
      List<Report> reports = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        reports.add(test.report(test.somebody(), registered()));
      }
      assertThat(alone.record(reports).get(5, TimeUnit.SECONDS)).containsOnly(Outcome.STORED);
    }
  }

  @Test
  void whatIsSentTwiceIsStoredOnce() throws Exception {
    PersonRef person = test.somebody();
    Report report = test.report(person, registered());
    assertThat(record(report)).containsExactly(Outcome.STORED);
    assertThat(record(report)).containsExactly(Outcome.REPEATED);
    Report twice = test.report(person, contact());
    assertThat(record(twice, twice)).contains(Outcome.STORED);
    Report other = new Report(person, report.content(), report.happenedAt(), twice.origin());
    assertThat(record(other)).containsExactly(Outcome.CONFLICTING);
    assertThat(code(person).version()).isEqualTo(2);
  }

  @Test
  void theOutboxTellsEveryChangeInItsOrder() throws Exception {
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      reports.add(test.report(test.somebody(), registered()));
    }
    assertThat(engine.record(reports).get()).containsOnly(Outcome.STORED);
    int told = 0;
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      Outbox outbox = new Outbox(test.ledger, partition);
      List<OutboxRow> rows =
          outbox.after(0, 100).toCompletionStage().toCompletableFuture().get().rows();
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i).sequence()).isEqualTo(i + 1);
      }
      told += rows.size();
    }
    assertThat(told).isEqualTo(40);
  }

  @Test
  void aFactWithoutEvidenceIsRefusedByTheSchema() {
    PersonRef person = test.somebody();
    Report report = test.report(person, contact());
    Origin origin = report.origin();
    Report bare =
        new Report(
            person,
            report.content(),
            report.happenedAt(),
            new Origin(
                origin.source(),
                origin.key(),
                origin.authority(),
                origin.division(),
                origin.place(),
                Optional.empty()));
    assertThatThrownBy(() -> record(bare)).hasMessageContaining("evidence");
  }
}
