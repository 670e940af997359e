package io.scangate.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.demo.City;
import io.scangate.demo.MovingIn;
import io.scangate.demo.Resident;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Outbox;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of the synthetic city who move into a real ledger. */
class MovingInIT {
  private static final int PEOPLE = 3_000;

  private final List<Resident> people = new City(new byte[32], "4403").people().subList(0, PEOPLE);
  private TestLedger test;

  @BeforeEach
  void moveIn() throws Exception {
    test = new TestLedger(Instant.now());
    load();
  }

  private List<Integer> load() throws Exception {
    List<Integer> progress = new ArrayList<>();
    new MovingIn(test.ledger, test.settings, TestLedger.PARTITIONS, test)
        .load(people, "test", progress::add);
    return progress;
  }

  @AfterEach
  void end() {
    test.close();
  }

  private Map<PersonRef, Code> codes() {
    Map<PersonRef, Code> codes = new HashMap<>();
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      new Outbox(test.ledger, partition).codes().forEach(code -> codes.put(code.person(), code));
    }
    return codes;
  }

  private void audit() {
    List<Finding> findings = new ArrayList<>();
    LedgerAudit audit = new LedgerAudit(test.ledger, findings::add, done -> {});
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      audit.partition(partition);
    }
    assertThat(findings).isEmpty();
    assertThat(audit.counts().people()).isEqualTo(PEOPLE);
    assertThat(audit.counts().decisions()).isGreaterThanOrEqualTo(PEOPLE);
  }

  @Test
  void everybodyHasTheColourThatTheFactsMakeAndTheAuditFindsNothing() {
    Map<PersonRef, Code> codes = codes();
    assertThat(codes).hasSize(PEOPLE);
    for (Resident resident : people) {
      Code code = requireNonNull(codes.get(resident.person()));
      assertThat(code.colour()).isEqualTo(resident.colour());
      assertThat(code.registered()).isTrue();
      assertThat(code.lastNegative().isPresent()).isEqualTo(resident.sinceTest().isPresent());
    }
    audit();
  }

  @Test
  void whoHasMovedInIsNotMovedInAgain() throws Exception {
    Map<PersonRef, Code> before = codes();
    assertThat(load()).endsWith(PEOPLE);
    assertThat(codes()).isEqualTo(before);
  }

  @Test
  void lifeGoesOnInTheSameChain() throws Exception {
    Resident somebody =
        people.stream().filter(it -> it.colour() == Colour.GREEN).findFirst().orElseThrow();
    test.passes(Duration.ofHours(1));
    try (Engine engine =
        new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {})) {
      assertThat(
              engine
                  .record(
                      List.of(
                          test.report(
                              somebody.person(),
                              new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE))))
                  .get())
          .containsExactly(PartitionWriter.Outcome.STORED);
    }
    Code code = requireNonNull(codes().get(somebody.person()));
    assertThat(code.colour()).isEqualTo(Colour.RED);
    assertThat(code.version()).isEqualTo(2);
    audit();
  }
}
