package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Report;
import io.scangate.ops.Condition;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StuckYellowIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");

  private static final class Converted implements Commits {
    private final List<Colour> to = new ArrayList<>();

    @Override
    public void committed(int partition, Recorded recorded) {}

    @Override
    public synchronized void converted(Colour colour, Duration sinceArrival) {
      assertThat(sinceArrival).isPositive();
      to.add(colour);
    }
  }

  private static void tell(Engine engine, List<Report> reports) throws Exception {
    assertThat(engine.record(reports).get()).hasSameSizeAs(reports);
  }

  @Test
  void whoLacksOneConditionOnlyIsCountedByIt() throws Exception {
    Converted converted = new Converted();
    try (TestLedger test = new TestLedger(MORNING);
        Engine engine = new Engine(test.ledger, TestLedger.PARTITIONS, test, converted)) {
      PersonRef waits = test.somebody();
      PersonRef released = test.somebody();
      PersonRef green = test.somebody();
      List<Report> first = new ArrayList<>();
      for (PersonRef person : List.of(waits, released, green)) {
        first.add(test.report(person, new Fact.Registered(MORNING, MORNING)));
      }
      first.add(test.report(waits, new Fact.Screening(MORNING, MORNING, "telecom")));
      first.add(
          test.report(released, new Fact.Contact(MORNING, MORNING, ContactKind.SPATIOTEMPORAL)));
      tell(engine, first);
      test.passes(Duration.ofSeconds(1));
      StuckYellow stuck = new StuckYellow(test.ledger);
      assertThat(stuck.count(List.of(0, 1), test.instant())).isEqualTo(Map.of(Condition.TESTS, 1L));

      test.passes(Duration.ofDays(6));
      Instant sampled = test.instant();
      tell(
          engine,
          List.of(
              test.report(
                  released, new Fact.Test(sampled, sampled, sampled, TestResult.NEGATIVE))));
      assertThat(stuck.count(List.of(0, 1), test.instant())).isEqualTo(Map.of(Condition.TESTS, 1L));

      test.passes(Duration.ofDays(2));
      assertThat(stuck.count(List.of(0, 1), test.instant()))
          .isEqualTo(Map.of(Condition.TESTS, 1L, Condition.RELEASE, 1L));
      assertThat(converted.to)
          .containsExactlyInAnyOrder(Colour.YELLOW, Colour.YELLOW, Colour.GREEN);
    }
  }
}
