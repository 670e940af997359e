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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads one fact: its kind under {@code fact} and the keys of its kind. Its instants stand beside
 * them, as {@code at} and as {@code happenedAt} where that differs, or are known already.
 */
public final class FactReader {
  private static final String KINDS =
      "registered, diagnosis, hospital, contact, entry, area, screening, isolation, test,"
          + " declaration, assignment, assignment-lifted, correction";

  /** Beyond these an instant is a slip of the pen, and time could not be added to it. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** The keys that go with every kind here. */
  private final List<String> common;

  private final Instant at;
  private final Instant happenedAt;

  private FactReader(List<String> common, Instant at, Instant happenedAt) {
    this.common = common;
    this.at = at;
    this.happenedAt = happenedAt;
  }

  /**
   * Reads a fact with its instants.
   *
   * @throws io.scangate.config.ConfigException if it is not one
   */
  public static Fact fact(Mapping fact) {
    Instant at = instant(fact.scalar("at"));
    Instant happenedAt = fact.has("happenedAt") ? instant(fact.scalar("happenedAt")) : at;
    return new FactReader(List.of("at", "happenedAt", "fact"), at, happenedAt).read(fact);
  }

  /**
   * Reads a fact whose instants are known.
   *
   * @throws io.scangate.config.ConfigException if it is not one
   */
  public static Fact fact(Mapping fact, Instant at, Instant happenedAt) {
    return new FactReader(List.of("fact"), at, happenedAt).read(fact);
  }

  private Fact read(Mapping fact) {
    Scalar kind = fact.scalar("fact");
    return switch (kind.text()) {
      case "registered" -> {
        only(fact);
        yield new Fact.Registered(at, happenedAt);
      }
      case "diagnosis" -> {
        only(fact, "status");
        yield new Fact.Diagnosis(
            at, happenedAt, fact.scalar("status").oneOf(DiagnosisStatus.values()));
      }
      case "hospital" -> {
        only(fact, "event");
        word(fact.scalar("event"), "discharged");
        yield new Fact.Discharged(at, happenedAt);
      }
      case "contact" -> new Fact.Contact(at, happenedAt, contact(fact));
      case "entry" -> {
        only(fact, "country");
        yield new Fact.Entry(at, happenedAt, fact.scalar("country").word());
      }
      case "area" -> area(fact);
      case "screening" -> {
        only(fact, "source");
        yield new Fact.Screening(at, happenedAt, fact.scalar("source").word());
      }
      case "isolation" -> isolation(fact);
      case "test" -> {
        only(fact, "sampledAt", "result");
        yield new Fact.Test(
            at,
            happenedAt,
            instant(fact.scalar("sampledAt")),
            fact.scalar("result").oneOf(TestResult.values()));
      }
      case "declaration" -> declaration(fact);
      case "assignment" -> {
        only(fact, "province", "colour");
        yield new Fact.Assignment(
            at,
            happenedAt,
            fact.scalar("province").as(Province::new),
            fact.scalar("colour")
                .oneOf(new Colour[] {Colour.GREEN, Colour.YELLOW, Colour.RED}, Colour::name));
      }
      case "assignment-lifted" -> {
        only(fact, "province");
        yield new Fact.AssignmentLifted(at, happenedAt, fact.scalar("province").as(Province::new));
      }
      case "correction" -> {
        only(fact, "category", "ground");
        yield new Fact.Correction(
            at,
            happenedAt,
            fact.scalar("category").oneOf(Category.values(), Category::text),
            fact.scalar("ground").word());
      }
      default -> throw kind.refuse(KINDS);
    };
  }

  /** An instant that a fact can bear. */
  public static Instant instant(Scalar scalar) {
    Instant instant = scalar.instant();
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw scalar.refuse("an instant from " + EARLIEST + " to " + LATEST);
    }
    return instant;
  }

  private ContactKind contact(Mapping fact) {
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

  private Fact area(Mapping fact) {
    Scalar level = fact.scalar("level");
    if (level.text().equals("special")) {
      only(fact, "level", "lastExposure");
      return new Fact.SpecialArea(at, happenedAt, instant(fact.scalar("lastExposure")));
    }
    only(fact, "level");
    RiskLevel risk =
        switch (level.text()) {
          case "high" -> RiskLevel.HIGH;
          case "medium" -> RiskLevel.MEDIUM;
          default -> throw level.refuse("high, medium, special");
        };
    return new Fact.Area(at, happenedAt, risk);
  }

  private Fact isolation(Mapping fact) {
    only(fact, "event", "setting");
    Setting setting =
        fact.scalar("setting")
            .oneOf(new Setting[] {Setting.CENTRALIZED, Setting.HOME}, Setting::text);
    Scalar event = fact.scalar("event");
    return switch (event.text()) {
      case "started" -> new Fact.IsolationStarted(at, happenedAt, setting);
      case "released" -> new Fact.IsolationReleased(at, happenedAt, setting);
      default -> throw event.refuse("started, released");
    };
  }

  private Fact declaration(Mapping fact) {
    only(fact, "symptoms", "status");
    Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
    for (Node item : fact.items("symptoms")) {
      symptoms.add(item.scalar().oneOf(Symptom.values()));
    }
    return new Fact.Declaration(
        at,
        happenedAt,
        symptoms,
        fact.scalar("status").oneOf(DeclaredStatus.values(), DeclaredStatus::text));
  }

  private static void word(Scalar scalar, String allowed) {
    if (!scalar.text().equals(allowed)) {
      throw scalar.refuse(allowed);
    }
  }

  private void only(Mapping fact, String... keys) {
    fact.allowing(Stream.concat(common.stream(), Arrays.stream(keys)).toArray(String[]::new));
  }
}
