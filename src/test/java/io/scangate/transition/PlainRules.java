package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules written down a second time, word for word and without regard to cost, with the default
 * numbers: what the product's decisions are compared with. It asks at every instant that occurs,
 * tries every choice of samples, and asks itself anew what was open when a positive test came.
 */
final class PlainRules {
  private static final Duration DAY = Duration.ofHours(24);

  /** A phase: colour, settings, days, negatives (0 to 3), the days these must fit into, release. */
  private record Stretch(
      Colour colour, Set<Setting> settings, int days, int negatives, int within, boolean release) {}

  private final List<Fact> known;
  private final Instant at;

  PlainRules(List<Fact> facts, Instant at) {
    this.known = facts.stream().filter(fact -> !fact.at().isAfter(at)).toList();
    this.at = at;
  }

  /** Colour and what carries it, as in {@code RED [CLOSE_CONTACT]}. */
  String code() {
    if (known.stream().noneMatch(Fact.Registered.class::isInstance)) {
      return "NONE []";
    }
    Map<Category, Colour> open = open();
    Colour worst =
        open.values().stream().max(Comparator.comparingInt(Colour::wire)).orElse(Colour.GREEN);
    Set<Category> because = new TreeSet<>();
    open.forEach(
        (category, colour) -> {
          if (colour == worst) {
            because.add(category);
          }
        });
    return worst + " " + because;
  }

  private Map<Category, Colour> open() {
    Map<Category, Colour> open = new TreeMap<>();
    for (Category category : Category.values()) {
      Fact trigger = running(category);
      if (trigger != null && category != Category.OUT_OF_PROVINCE) {
        Colour colour = colour(category, trigger);
        if (colour != null) {
          open.put(category, colour);
        }
      }
    }
    Colour assigned = assigned();
    if (assigned != null) {
      open.put(Category.OUT_OF_PROVINCE, assigned);
    }
    return open;
  }

  private @Nullable Fact running(Category category) {
    Comparator<Fact> order =
        Comparator.comparing(PlainRules::begins)
            .thenComparing(Fact::at)
            .thenComparingInt(fact -> severity(fact).wire());
    return known.stream()
        .filter(fact -> sets(fact, category) && !isVoid(fact, category))
        .max(order)
        .orElse(null);
  }

  private static Instant begins(Fact fact) {
    return fact instanceof Fact.Test ? fact.at() : fact.happenedAt();
  }

  private static Colour severity(Fact fact) {
    return fact instanceof Fact.Declaration said && said.status() == DeclaredStatus.NONE
        ? Colour.YELLOW
        : Colour.RED;
  }

  private boolean sets(Fact fact, Category category) {
    return switch (fact) {
      case Fact.Diagnosis found ->
          found.status() != DiagnosisStatus.RULED_OUT
              && category.name().equals(found.status().name());
      case Fact.Contact contact ->
          category
              == switch (contact.kind()) {
                case CLOSE -> Category.CLOSE_CONTACT;
                case SUB_CLOSE -> Category.SUB_CLOSE_CONTACT;
                case SPATIOTEMPORAL -> Category.SPATIOTEMPORAL;
                case SPATIOTEMPORAL_CONFINED -> Category.SPATIOTEMPORAL_CONFINED;
              };
      case Fact.Entry _ -> category == Category.OVERSEAS;
      case Fact.Area area ->
          category
              == (area.level() == RiskLevel.HIGH
                  ? Category.HIGH_RISK_AREA
                  : Category.MEDIUM_RISK_AREA);
      case Fact.SpecialArea special -> {
        Duration since = Duration.between(special.lastExposure(), special.at());
        yield category
            == (since.compareTo(DAY.multipliedBy(14)) <= 0
                ? Category.SPECIAL_AREA_14
                : since.compareTo(DAY.multipliedBy(21)) <= 0
                    ? Category.SPECIAL_AREA_21
                    : Category.SPECIAL_AREA_PAST);
      }
      case Fact.Screening _ -> category == Category.SCREENING;
      case Fact.Declaration said ->
          category == Category.DECLARED
              && !(said.symptoms().isEmpty() && said.status() == DeclaredStatus.NONE);
      case Fact.Test test ->
          category == Category.SUSPECTED
              && test.result() == TestResult.POSITIVE
              && !caseOpenAt(test.at());
      default -> false;
    };
  }

  private boolean caseOpenAt(Instant instant) {
    PlainRules then = new PlainRules(known, instant);
    for (Category category : List.of(Category.CONFIRMED, Category.ASYMPTOMATIC)) {
      Fact trigger = then.running(category);
      if (trigger != null && then.colour(category, trigger) != null) {
        return true;
      }
    }
    return false;
  }

  private boolean isVoid(Fact trigger, Category category) {
    return known.stream()
        .filter(fact -> !trigger.at().isAfter(fact.at()))
        .anyMatch(fact -> voids(fact, trigger, category));
  }

  private static boolean voids(Fact fact, Fact trigger, Category category) {
    return switch (fact) {
      case Fact.Diagnosis found ->
          switch (found.status()) {
            case CONFIRMED -> category != Category.CONFIRMED;
            case ASYMPTOMATIC ->
                category != Category.ASYMPTOMATIC
                    && !(category == Category.CONFIRMED && trigger.at().equals(found.at()));
            case RULED_OUT -> category == Category.SUSPECTED;
            case SUSPECTED -> false;
          };
      case Fact.Contact contact ->
          contact.kind() == ContactKind.SPATIOTEMPORAL_CONFINED
              && category == Category.SPATIOTEMPORAL;
      case Fact.Correction correction -> correction.category() == category;
      default -> false;
    };
  }

  private @Nullable Colour assigned() {
    Colour worst = null;
    for (Province province :
        known.stream()
            .filter(Fact.Assignment.class::isInstance)
            .map(fact -> ((Fact.Assignment) fact).province())
            .toList()) {
      Fact.Assignment running =
          known.stream()
              .filter(Fact.Assignment.class::isInstance)
              .map(Fact.Assignment.class::cast)
              .filter(each -> each.province().equals(province) && each.colour() != Colour.GREEN)
              .max(
                  Comparator.comparing(Fact.Assignment::happenedAt)
                      .thenComparing(Fact.Assignment::at)
                      .thenComparingInt(each -> each.colour().wire()))
              .orElse(null);
      if (running != null
          && known.stream()
              .noneMatch(
                  fact ->
                      fact instanceof Fact.AssignmentLifted lift
                          && lift.province().equals(province)
                          && !lift.at().isBefore(running.at()))
          && (worst == null || running.colour().isMoreSevereThan(worst))) {
        worst = running.colour();
      }
    }
    return worst;
  }

  /** The colour of an episode now; null once it is closed. */
  private @Nullable Colour colour(Category category, Fact trigger) {
    if (category == Category.SUSPECTED) {
      return Colour.RED;
    }
    List<Stretch> path = path(category, trigger);
    Instant start = start(path.getFirst(), category, trigger);
    for (Stretch phase : path) {
      Instant end = end(phase, start);
      if (end == null || end.isAfter(at)) {
        return phase.colour();
      }
      start = end;
    }
    return null;
  }

  private Instant start(Stretch first, Category category, Fact trigger) {
    Instant begins = trigger.happenedAt();
    Instant end = end(first, begins);
    if (category == Category.OVERSEAS) {
      return begins;
    }
    return known.stream()
        .filter(Fact.IsolationStarted.class::isInstance)
        .map(Fact.IsolationStarted.class::cast)
        .filter(start -> first.settings().contains(start.setting()))
        .filter(start -> !start.happenedAt().isBefore(begins))
        .filter(start -> end == null || start.at().isBefore(end))
        .min(
            Comparator.comparing(Fact.IsolationStarted::at)
                .thenComparing(Fact.IsolationStarted::happenedAt))
        .map(Fact.IsolationStarted::happenedAt)
        .orElse(begins);
  }

  /** Asks at every instant at which something may have changed. */
  private @Nullable Instant end(Stretch phase, Instant start) {
    Set<Instant> instants = new TreeSet<>();
    instants.add(start.plus(DAY.multipliedBy(phase.days())));
    known.forEach(fact -> instants.add(fact.at()));
    for (Instant instant : instants) {
      if (hasEnded(phase, start, instant)) {
        return instant;
      }
    }
    return null;
  }

  private boolean hasEnded(Stretch phase, Instant start, Instant instant) {
    Predicate<Fact> counts = fact -> !fact.at().isBefore(start) && !fact.at().isAfter(instant);
    boolean released =
        !phase.release()
            || known.stream()
                .filter(counts)
                .anyMatch(
                    fact ->
                        (fact instanceof Fact.IsolationReleased release
                                && phase.settings().contains(release.setting()))
                            || (fact instanceof Fact.Discharged
                                && phase.settings().contains(Setting.HOSPITAL)));
    return released
        && !start.plus(DAY.multipliedBy(phase.days())).isAfter(instant)
        && areTested(phase, start, instant);
  }

  private boolean areTested(Stretch phase, Instant start, Instant instant) {
    if (phase.negatives() == 0) {
      return true;
    }
    List<Fact.Test> reported =
        known.stream()
            .filter(Fact.Test.class::isInstance)
            .map(Fact.Test.class::cast)
            .filter(test -> !test.at().isAfter(instant) && !test.sampledAt().isBefore(start))
            .toList();
    Instant positive =
        reported.stream()
            .filter(Fact.Test::isPositive)
            .map(Fact.Test::sampledAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    List<Instant> negatives = new ArrayList<>();
    reported.stream()
        .filter(test -> !test.isPositive() && test.sampledAt().isAfter(positive))
        .forEach(test -> negatives.add(test.sampledAt()));
    return negatives.stream()
        .anyMatch(
            first -> fit(negatives, first, first.plus(DAY.multipliedBy(phase.within())), phase, 1));
  }

  /** Tries every way of going on after a sample. */
  private static boolean fit(
      List<Instant> negatives, Instant last, Instant latest, Stretch phase, int counted) {
    return counted == phase.negatives()
        || negatives.stream()
            .anyMatch(
                next ->
                    !next.isBefore(last.plus(DAY))
                        && !next.isAfter(latest)
                        && fit(negatives, next, latest, phase, counted + 1));
  }

  private static List<Stretch> path(Category category, Fact trigger) {
    return switch (category) {
      case CONFIRMED ->
          List.of(
              new Stretch(Colour.RED, Set.of(Setting.HOSPITAL), 0, 0, 0, true),
              centralized(14),
              home(14));
      case ASYMPTOMATIC -> List.of(centralized(14), home(14));
      case CLOSE_CONTACT, OVERSEAS, SPATIOTEMPORAL_CONFINED, HIGH_RISK_AREA, SPECIAL_AREA_14 ->
          List.of(centralized(14), home(7));
      case SUB_CLOSE_CONTACT -> List.of(centralized(7));
      case SPATIOTEMPORAL, SPECIAL_AREA_21 -> List.of(home(7));
      case MEDIUM_RISK_AREA ->
          List.of(
              new Stretch(
                  Colour.YELLOW, Set.of(Setting.CENTRALIZED, Setting.HOME), 14, 1, 0, true));
      case SPECIAL_AREA_PAST -> List.of(new Stretch(Colour.YELLOW, Set.of(), 0, 2, 3, false));
      case SCREENING -> List.of(new Stretch(Colour.YELLOW, Set.of(), 0, 3, 5, false));
      case DECLARED -> List.of(new Stretch(severity(trigger), Set.of(), 14, 1, 0, false));
      case SUSPECTED, OUT_OF_PROVINCE -> throw new IllegalArgumentException(category.text());
    };
  }

  private static Stretch centralized(int days) {
    return new Stretch(Colour.RED, Set.of(Setting.CENTRALIZED), days, 1, 0, true);
  }

  private static Stretch home(int days) {
    return new Stretch(Colour.YELLOW, Set.of(Setting.HOME), days, 1, 0, true);
  }
}
