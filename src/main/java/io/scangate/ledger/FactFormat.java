package io.scangate.ledger;

import io.scangate.health.Colour;
import io.scangate.health.Division;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fact in the columns {@code kind}, {@code detail} and {@code instant} of the table {@code fact}:
 *
 * <pre>
 *   kind                     detail                                   instant
 *    1  registered
 *    2  diagnosis            confirmed | asymptomatic | suspected | ruled-out
 *    3  discharged
 *    4  contact              close | sub-close | spatiotemporal | spatiotemporal-confined
 *    5  entry                country
 *    6  area                 high | medium
 *    7  special area                                                  last exposure
 *    8  screening            who screened
 *    9  isolation started    centralized | home
 *   10  isolation released   centralized | home
 *   11  test                 negative | positive                      sampled at
 *   12  declaration          status:symptom,symptom
 *   13  assignment           province:COLOUR
 *   14  assignment lifted    province
 *   15  correction           category:ground
 *   16  residence            community, 12 digits; no fact of the rules
 * </pre>
 */
public final class FactFormat {
  /** The kind of a row that tells where a person lives. */
  public static final int RESIDENCE = 16;

  private static final List<String> NAMES =
      List.of(
          "registered",
          "diagnosis",
          "discharged",
          "contact",
          "entry",
          "area",
          "special area",
          "screening",
          "isolation started",
          "isolation released",
          "test",
          "declaration",
          "assignment",
          "assignment lifted",
          "correction",
          "residence");

  private FactFormat() {}

  /** What the kind of a row is called, as in the table above. */
  public static String name(int kind) {
    return kind < 1 || kind > NAMES.size() ? "unknown kind " + kind : NAMES.get(kind - 1);
  }

  /** That a person lives in a community. */
  public static Content residence(Division community) {
    return Content.of(RESIDENCE, community.code());
  }

  /** What a fact says, without its instants. */
  public static Content write(Fact fact) {
    return switch (fact) {
      case Fact.Registered _ -> Content.of(1);
      case Fact.Diagnosis it -> Content.of(2, word(it.status()));
      case Fact.Discharged _ -> Content.of(3);
      case Fact.Contact it -> Content.of(4, word(it.kind()));
      case Fact.Entry it -> Content.of(5, it.country());
      case Fact.Area it -> Content.of(6, word(it.level()));
      case Fact.SpecialArea it ->
          new Content(7, Optional.empty(), Optional.of(Micros.floor(it.lastExposure())));
      case Fact.Screening it -> Content.of(8, it.source());
      case Fact.IsolationStarted it -> Content.of(9, it.setting().text());
      case Fact.IsolationReleased it -> Content.of(10, it.setting().text());
      case Fact.Test it ->
          new Content(
              11, Optional.of(word(it.result())), Optional.of(Micros.floor(it.sampledAt())));
      case Fact.Declaration it ->
          Content.of(
              12,
              it.status().text()
                  + ":"
                  + it.symptoms().stream().map(FactFormat::word).collect(Collectors.joining(",")));
      case Fact.Assignment it -> Content.of(13, it.province().code() + ":" + it.colour().name());
      case Fact.AssignmentLifted it -> Content.of(14, it.province().code());
      case Fact.Correction it -> Content.of(15, it.category().text() + ":" + it.ground());
    };
  }

  /**
   * The fact in a row; null for a row that is no fact of the rules.
   *
   * @throws IllegalArgumentException for a row that was not written here
   */
  public static @Nullable Fact read(Content content, Instant at, Instant happened) {
    return switch (content.kind()) {
      case 1 -> new Fact.Registered(at, happened);
      case 2 -> new Fact.Diagnosis(at, happened, of(DiagnosisStatus.class, detail(content)));
      case 3 -> new Fact.Discharged(at, happened);
      case 4 -> new Fact.Contact(at, happened, of(ContactKind.class, detail(content)));
      case 5 -> new Fact.Entry(at, happened, detail(content));
      case 6 -> new Fact.Area(at, happened, of(RiskLevel.class, detail(content)));
      case 7 -> new Fact.SpecialArea(at, happened, instant(content));
      case 8 -> new Fact.Screening(at, happened, detail(content));
      case 9 -> new Fact.IsolationStarted(at, happened, of(Setting.class, detail(content)));
      case 10 -> new Fact.IsolationReleased(at, happened, of(Setting.class, detail(content)));
      case 11 ->
          new Fact.Test(at, happened, instant(content), of(TestResult.class, detail(content)));
      case 12 -> {
        List<String> parts = parts(content);
        yield new Fact.Declaration(
            at, happened, symptoms(parts.get(1)), of(DeclaredStatus.class, parts.get(0)));
      }
      case 13 -> {
        List<String> parts = parts(content);
        yield new Fact.Assignment(
            at, happened, new Province(parts.get(0)), Colour.valueOf(parts.get(1)));
      }
      case 14 -> new Fact.AssignmentLifted(at, happened, new Province(detail(content)));
      case 15 -> {
        List<String> parts = parts(content);
        yield new Fact.Correction(at, happened, of(Category.class, parts.get(0)), parts.get(1));
      }
      case RESIDENCE -> null;
      default -> throw new IllegalArgumentException("no kind of fact is " + content.kind());
    };
  }

  private static Set<Symptom> symptoms(String words) {
    Set<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
    if (!words.isEmpty()) {
      for (String word : words.split(",", -1)) {
        symptoms.add(of(Symptom.class, word));
      }
    }
    return symptoms;
  }

  private static String detail(Content content) {
    return content
        .detail()
        .orElseThrow(
            () -> new IllegalArgumentException("a fact of kind " + content.kind() + " has words"));
  }

  private static Instant instant(Content content) {
    return content
        .instant()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a fact of kind " + content.kind() + " has an instant"));
  }

  /** What stands before and after the first colon. */
  private static List<String> parts(Content content) {
    String detail = detail(content);
    int colon = detail.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "a fact of kind " + content.kind() + " has words on both sides of a colon");
    }
    return List.of(detail.substring(0, colon), detail.substring(colon + 1));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E of(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
