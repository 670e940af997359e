package io.scangate.engine;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.health.Province;
import io.scangate.ledger.Report;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.DiagnosisStatus;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import io.scangate.transition.Symptom;
import io.scangate.transition.TestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Histories of some people, drawn by chance, brought by an engine in small batches. Confined. */
final class Histories {
  private final TestLedger test;
  private final Random random;
  private final List<PersonRef> people = new ArrayList<>();

  Histories(TestLedger test, long seed) {
    this.test = test;
    this.random = new Random(seed);
  }

  /** Lets a number of days pass for new people, with a round of the clock's work each. */
  List<PersonRef> live(Engine engine, int persons, int days) throws Exception {
    List<Report> first = new ArrayList<>();
    for (int i = 0; i < persons; i++) {
      PersonRef person = test.somebody();
      people.add(person);
      first.add(test.report(person, new Fact.Registered(test.instant(), test.instant())));
    }
    var _ = engine.record(first).get();
    for (int day = 0; day < days; day++) {
      test.passes(Duration.ofMinutes(random.nextInt(1, 2 * 24 * 60)));
      List<Report> today = new ArrayList<>();
      int facts = random.nextInt(0, people.size());
      for (int i = 0; i < facts; i++) {
        today.add(test.report(people.get(random.nextInt(people.size())), fact()));
      }
      if (!today.isEmpty()) {
        var _ = engine.record(today).get();
      }
      int _ = engine.clockWork().round();
    }
    return people;
  }

  private Fact fact() {
    Instant now = test.instant();
    Instant then = now.minus(Duration.ofMinutes(random.nextInt(0, 5 * 24 * 60)));
    return switch (random.nextInt(14)) {
      case 0 -> new Fact.Diagnosis(now, then, any(DiagnosisStatus.values()));
      case 1 -> new Fact.Discharged(now, then);
      case 2 -> new Fact.Contact(now, then, any(ContactKind.values()));
      case 3 -> new Fact.Entry(now, then, "KR");
      case 4 -> new Fact.Area(now, then, any(RiskLevel.values()));
      case 5 -> new Fact.SpecialArea(now, then, then.minus(Duration.ofDays(random.nextInt(25))));
      case 6 -> new Fact.Screening(now, then, "telecom");
      case 7 -> new Fact.IsolationStarted(now, then, isolation());
      case 8 -> new Fact.IsolationReleased(now, then, isolation());
      case 9 ->
          new Fact.Declaration(now, then, Set.of(Symptom.FEVER), any(DeclaredStatus.values()));
      case 10 ->
          new Fact.Assignment(
              now, then, new Province("11"), any(Colour.GREEN, Colour.YELLOW, Colour.RED));
      case 11 -> new Fact.AssignmentLifted(now, then, new Province("11"));
      case 12 -> new Fact.Correction(now, then, any(Category.values()), "identity");
      default ->
          new Fact.Test(
              now, then, then, random.nextInt(5) == 0 ? TestResult.POSITIVE : TestResult.NEGATIVE);
    };
  }

  private Setting isolation() {
    return any(Setting.CENTRALIZED, Setting.HOME);
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }
}
