package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.policy.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Facts and questions in few words, for tests. Days count from the first of March 2022. */
final class Given {
  static final Policy POLICY = PolicyFile.read(Path.of("config/policy.yaml"));
  static final Policy SEVEN_PLUS_THREE =
      PolicyFile.read(Path.of("config/policies/seven-plus-three.yaml"));
  static final Policies POLICIES = Policies.of(POLICY);

  private static final Instant FIRST = Instant.parse("2022-03-01T00:00:00Z");

  private Given() {}

  static Instant day(int day) {
    return FIRST.plus(Duration.ofDays(day));
  }

  static Instant day(int day, int hour) {
    return day(day).plus(Duration.ofHours(hour));
  }

  static Instant justBefore(Instant instant) {
    return instant.minusNanos(1);
  }

  static Instant justAfter(Instant instant) {
    return instant.plusNanos(1);
  }

  static Fact registered() {
    return new Fact.Registered(day(-30), day(-30));
  }

  static Fact diagnosis(Instant at, DiagnosisStatus status) {
    return diagnosis(at, at, status);
  }

  static Fact diagnosis(Instant at, Instant happenedAt, DiagnosisStatus status) {
    return new Fact.Diagnosis(at, happenedAt, status);
  }

  static Fact discharged(Instant at) {
    return new Fact.Discharged(at, at);
  }

  static Fact contact(Instant at, ContactKind kind) {
    return contact(at, at, kind);
  }

  static Fact contact(Instant at, Instant happenedAt, ContactKind kind) {
    return new Fact.Contact(at, happenedAt, kind);
  }

  static Fact entry(Instant at, Instant happenedAt) {
    return new Fact.Entry(at, happenedAt, "XX");
  }

  static Fact area(Instant at, RiskLevel level) {
    return new Fact.Area(at, at, level);
  }

  static Fact special(Instant at, Instant lastExposure) {
    return new Fact.SpecialArea(at, at, lastExposure);
  }

  static Fact screening(Instant at) {
    return new Fact.Screening(at, at, "telecom");
  }

  static Fact started(Instant at, Instant happenedAt, Setting setting) {
    return new Fact.IsolationStarted(at, happenedAt, setting);
  }

  static Fact released(Instant at, Setting setting) {
    return new Fact.IsolationReleased(at, at, setting);
  }

  static Fact negative(Instant at, Instant sampledAt) {
    return new Fact.Test(at, at, sampledAt, TestResult.NEGATIVE);
  }

  static Fact negative(Instant at) {
    return negative(at, at);
  }

  static Fact positive(Instant at, Instant sampledAt) {
    return new Fact.Test(at, at, sampledAt, TestResult.POSITIVE);
  }

  static Fact positive(Instant at) {
    return positive(at, at);
  }

  static Fact declared(Instant at, DeclaredStatus status, Symptom... symptoms) {
    return new Fact.Declaration(at, at, Set.of(symptoms), status);
  }

  static Fact assigned(Instant at, String province, Colour colour) {
    return new Fact.Assignment(at, at, new Province(province), colour);
  }

  static Fact lifted(Instant at, String province) {
    return new Fact.AssignmentLifted(at, at, new Province(province));
  }

  static Fact correction(Instant at, Category category) {
    return new Fact.Correction(at, at, category, "identity-or-phone-wrong");
  }

  /** A registered person. */
  static Person person(Fact... facts) {
    List<Fact> all = new ArrayList<>(List.of(facts));
    all.add(registered());
    return new Person(Facts.of(all));
  }

  /** A person to ask about. */
  record Person(Facts facts) {
    Person and(Fact... more) {
      List<Fact> all = new ArrayList<>(facts.all());
      all.addAll(Arrays.asList(more));
      return new Person(Facts.of(all));
    }

    Decision at(Instant at) {
      return Transition.decide(POLICIES, facts, at);
    }

    Decision at(Instant at, Policy policy) {
      return Transition.decide(Policies.of(policy), facts, at);
    }

    /** Colour and what carries it, as in {@code RED [CLOSE_CONTACT]}. */
    String codeAt(Instant at) {
      Decision decision = at(at);
      return decision.colour() + " " + decision.because();
    }
  }
}
