package io.scangate.scenario;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.DiagnosisStatus;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import io.scangate.transition.Symptom;
import io.scangate.transition.TestResult;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads one fact: its kind under {@code fact}, {@code at}, {@code happenedAt} where it differs, and
 * the keys of its kind.
 */
public final class FactReader {
  private static final String KINDS =
      "registered, diagnosis, hospital, contact, entry, area, screening, isolation, test,"
          + " declaration, assignment, assignment-lifted, correction";

  /** Beyond these an instant is a slip of the pen, and time could not be added to it. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private FactReader() {}

  /**
   * Reads a fact.
   *
   * @throws io.scangate.config.ConfigException if it is not one
   */
  public static Fact fact(Mapping fact) {
    Scalar kind = fact.scalar("fact");
    return switch (kind.text()) {
      case "registered" -> {
        only(fact);
        yield new Fact.Registered(at(fact), happenedAt(fact));
      }
      case "diagnosis" -> {
        only(fact, "status");
        yield new Fact.Diagnosis(
            at(fact), happenedAt(fact), fact.scalar("status").oneOf(DiagnosisStatus.values()));
      }
      case "hospital" -> {
        only(fact, "event");
        word(fact.scalar("event"), "discharged");
        yield new Fact.Discharged(at(fact), happenedAt(fact));
      }
      case "contact" -> new Fact.Contact(at(fact), happenedAt(fact), contact(fact));
      case "entry" -> {
        only(fact, "country");
        yield new Fact.Entry(at(fact), happenedAt(fact), fact.scalar("country").word());
      }
      case "area" -> area(fact);
      case "screening" -> {
        only(fact, "source");
        yield new Fact.Screening(at(fact), happenedAt(fact), fact.scalar("source").word());
      }
      case "isolation" -> isolation(fact);
      case "test" -> {
        only(fact, "sampledAt", "result");
        yield new Fact.Test(
            at(fact),
            happenedAt(fact),
            instant(fact.scalar("sampledAt")),
            fact.scalar("result").oneOf(TestResult.values()));
      }
      case "declaration" -> declaration(fact);
      case "assignment" -> {
        only(fact, "province", "colour");
        yield new Fact.Assignment(
            at(fact),
            happenedAt(fact),
            fact.scalar("province").as(Province::new),
            fact.scalar("colour")
                .oneOf(new Colour[] {Colour.GREEN, Colour.YELLOW, Colour.RED}, Colour::name));
      }
      case "assignment-lifted" -> {
        only(fact, "province");
        yield new Fact.AssignmentLifted(
            at(fact), happenedAt(fact), fact.scalar("province").as(Province::new));
      }
      case "correction" -> {
        only(fact, "category", "ground");
        yield new Fact.Correction(
            at(fact),
            happenedAt(fact),
            fact.scalar("category").oneOf(Category.values(), Category::text),
            fact.scalar("ground").word());
      }
      default -> throw kind.refuse(KINDS);
    };
  }

  /** An instant that a fact can bear. */
  static Instant instant(Scalar scalar) {
    Instant instant = scalar.instant();
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw scalar.refuse("an instant from " + EARLIEST + " to " + LATEST);
    }
    return instant;
  }

  private static ContactKind contact(Mapping fact) {
    Scalar kind = fact.scalar("kind");
    return switch (kind.text()) {
      case "close" -> {
        only(fact, "kind");
        yield ContactKind.CLOSE;
      }
      case "sub-close" -> {
        only(fact, "kind");
        yield ContactKind.SUB_CLOSE;
      }
      case "spatiotemporal" -> {
        only(fact, "kind", "confined");
        yield fact.scalar("confined").bool()
            ? ContactKind.SPATIOTEMPORAL_CONFINED
            : ContactKind.SPATIOTEMPORAL;
      }
      default -> throw kind.refuse("close, sub-close, spatiotemporal");
    };
  }

  private static Fact area(Mapping fact) {
    Scalar level = fact.scalar("level");
    if (level.text().equals("special")) {
      only(fact, "level", "lastExposure");
      return new Fact.SpecialArea(at(fact), happenedAt(fact), instant(fact.scalar("lastExposure")));
    }
    only(fact, "level");
    RiskLevel risk =
        switch (level.text()) {
          case "high" -> RiskLevel.HIGH;
          case "medium" -> RiskLevel.MEDIUM;
          default -> throw level.refuse("high, medium, special");
        };
    return new Fact.Area(at(fact), happenedAt(fact), risk);
  }

  private static Fact isolation(Mapping fact) {
    only(fact, "event", "setting");
    Setting setting =
        fact.scalar("setting")
            .oneOf(new Setting[] {Setting.CENTRALIZED, Setting.HOME}, Setting::text);
    Scalar event = fact.scalar("event");
    return switch (event.text()) {
      case "started" -> new Fact.IsolationStarted(at(fact), happenedAt(fact), setting);
      case "released" -> new Fact.IsolationReleased(at(fact), happenedAt(fact), setting);
      default -> throw event.refuse("started, released");
    };
  }

  private static Fact declaration(Mapping fact) {
    only(fact, "symptoms", "status");
    Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
    for (Node item : fact.items("symptoms")) {
      symptoms.add(item.scalar().oneOf(Symptom.values()));
    }
    return new Fact.Declaration(
        at(fact),
        happenedAt(fact),
        symptoms,
        fact.scalar("status").oneOf(DeclaredStatus.values(), DeclaredStatus::text));
  }

  private static Instant at(Mapping fact) {
    return instant(fact.scalar("at"));
  }

  private static Instant happenedAt(Mapping fact) {
    return fact.has("happenedAt") ? instant(fact.scalar("happenedAt")) : at(fact);
  }

  private static void word(Scalar scalar, String allowed) {
    if (!scalar.text().equals(allowed)) {
      throw scalar.refuse(allowed);
    }
  }

  private static void only(Mapping fact, String... keys) {
    String[] allowed = new String[keys.length + 3];
    allowed[0] = "at";
    allowed[1] = "happenedAt";
    allowed[2] = "fact";
    System.arraycopy(keys, 0, allowed, 3, keys.length);
    fact.allowing(allowed);
  }
}
