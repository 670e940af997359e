package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One thing that happened to a person and that the engine was told. Never edited; a later fact may
 * make it void. All facts are immutable.
 */
public sealed interface Fact {
  /** When the engine learned it. A decision looks only at what was learned by its instant. */
  Instant at();

  /** When it happened; the same as {@link #at} where nothing else is known. */
  Instant happenedAt();

  /** The person has a code from here on. */
  record Registered(Instant at, Instant happenedAt) implements Fact {}

  /** A clinical finding. */
  record Diagnosis(Instant at, Instant happenedAt, DiagnosisStatus status) implements Fact {}

  /** The person left hospital. */
  record Discharged(Instant at, Instant happenedAt) implements Fact {}

  /** Contact tracing named the person. */
  record Contact(Instant at, Instant happenedAt, ContactKind kind) implements Fact {}

  /** The person crossed the border into the country. */
  record Entry(Instant at, Instant happenedAt, String country) implements Fact {}

  /** The person lives in, or stayed in, an area at risk. */
  record Area(Instant at, Instant happenedAt, RiskLevel level) implements Fact {}

  /**
   * The person lives in, or stayed in, an area that is sealed or controlled without a level.
   *
   * @param lastExposure when they last were there
   */
  record SpecialArea(Instant at, Instant happenedAt, Instant lastExposure) implements Fact {}

  /**
   * Telecom or travel screening found the person.
   *
   * @param source who screened
   */
  record Screening(Instant at, Instant happenedAt, String source) implements Fact {}

  /** Isolation began, by the approved list of the isolation point or the community. */
  record IsolationStarted(Instant at, Instant happenedAt, Setting setting) implements Fact {
    public IsolationStarted {
      requireIsolation(setting);
    }
  }

  /** Isolation was released, by the approved list. Only {@link #at} counts. */
  record IsolationReleased(Instant at, Instant happenedAt, Setting setting) implements Fact {
    public IsolationReleased {
      requireIsolation(setting);
    }
  }

  /**
   * The laboratory's report of a nucleic acid test arrived.
   *
   * @param sampledAt when the sample was taken
   */
  record Test(Instant at, Instant happenedAt, Instant sampledAt, TestResult result)
      implements Fact {
    boolean isPositive() {
      return result == TestResult.POSITIVE;
    }
  }

  /** What the person said of their own health. */
  record Declaration(Instant at, Instant happenedAt, Set<Symptom> symptoms, DeclaredStatus status)
      implements Fact {
    public Declaration {
      EnumSet<Symptom> copy = EnumSet.noneOf(Symptom.class);
      copy.addAll(symptoms);
      symptoms = Collections.unmodifiableSet(copy);
    }

    /** Whether it says anything that changes a colour. */
    boolean isTelling() {
      return !symptoms.isEmpty() || status != DeclaredStatus.NONE;
    }
  }

  /** Another province set a colour. */
  record Assignment(Instant at, Instant happenedAt, Province province, Colour colour)
      implements Fact {
    public Assignment {
      if (colour == Colour.NONE) {
        throw new IllegalArgumentException("a province assigns GREEN, YELLOW or RED");
      }
    }
  }

  /** A province lifted the colour that it had set. Only {@link #at} counts. */
  record AssignmentLifted(Instant at, Instant happenedAt, Province province) implements Fact {}

  /**
   * An approved correction: what set off that category up to here is void.
   *
   * @param ground the name of the ground in the policy
   */
  record Correction(Instant at, Instant happenedAt, Category category, String ground)
      implements Fact {}

  private static void requireIsolation(Setting setting) {
    if (!setting.isIsolation()) {
      throw new IllegalArgumentException("isolation is centralized or home, not " + setting.text());
    }
  }
}
