package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Random histories of a person. Instants fall on a grid of twelve hours over seven weeks, so that
 * facts meet at one instant, and on the edges of the rules, more often than chance would have it.
 */
public class Histories extends DomainContextBase {
  private static final Duration STEP = Duration.ofHours(12);
  private static final int STEPS = 7 * 7 * 2;

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.integers().between(0, STEPS).map(Histories::instant);
  }

  @Provide
  Arbitrary<List<Fact>> histories() {
    return facts().list().ofMinSize(0).ofMaxSize(24).map(Histories::registeredToo);
  }

  @Provide
  Arbitrary<Fact> facts() {
    Arbitrary<Instant> at = instants();
    Arbitrary<Integer> late =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0)), Tuple.of(2, Arbitraries.integers().between(0, 40)));
    return Combinators.combine(at, late, Arbitraries.integers().between(0, 99), kinds())
        .as(Histories::fact);
  }

  private static Arbitrary<Integer> kinds() {
    return Arbitraries.integers().between(0, 39);
  }

  private static Instant instant(int step) {
    return Given.day(0).plus(STEP.multipliedBy(step));
  }

  private static List<Fact> registeredToo(List<Fact> facts) {
    List<Fact> all = new ArrayList<>(facts);
    all.add(Given.registered());
    return all;
  }

  private static Fact fact(Instant at, int late, int choice, int kind) {
    Instant happenedAt = at.minus(STEP.multipliedBy(late));
    return switch (kind) {
      case 0 -> new Fact.Diagnosis(at, happenedAt, pick(DiagnosisStatus.values(), choice));
      case 1, 2 -> new Fact.Discharged(at, happenedAt);
      case 3, 4, 5, 6 -> new Fact.Contact(at, happenedAt, pick(ContactKind.values(), choice));
      case 7 -> new Fact.Entry(at, happenedAt, "XX");
      case 8, 9 -> new Fact.Area(at, happenedAt, pick(RiskLevel.values(), choice));
      case 10 -> new Fact.SpecialArea(at, happenedAt, at.minus(STEP.multipliedBy(choice % 50)));
      case 11 -> new Fact.Screening(at, happenedAt, "telecom");
      case 12 ->
          new Fact.Declaration(
              at,
              happenedAt,
              choice % 2 == 0 ? Set.of() : Set.of(pick(Symptom.values(), choice)),
              pick(DeclaredStatus.values(), choice / 2));
      case 13 ->
          new Fact.Assignment(
              at,
              happenedAt,
              province(choice),
              pick(new Colour[] {Colour.GREEN, Colour.YELLOW, Colour.RED}, choice / 2));
      case 14 -> new Fact.AssignmentLifted(at, happenedAt, province(choice));
      case 15 -> new Fact.Correction(at, happenedAt, pick(Category.values(), choice), "on-duty");
      case 16, 17, 18 -> new Fact.IsolationStarted(at, happenedAt, setting(choice));
      case 19, 20, 21, 22, 23, 24, 25, 26 ->
          new Fact.IsolationReleased(at, happenedAt, setting(choice));
      default ->
          new Fact.Test(
              at,
              at,
              at.minus(STEP.multipliedBy(late % 6)),
              choice < 5 ? TestResult.POSITIVE : TestResult.NEGATIVE);
    };
  }

  private static <T> T pick(T[] all, int choice) {
    return List.of(all).get(choice % all.length);
  }

  private static Setting setting(int choice) {
    return choice % 2 == 0 ? Setting.CENTRALIZED : Setting.HOME;
  }

  private static Province province(int choice) {
    return new Province(choice % 2 == 0 ? "31" : "11");
  }
}
