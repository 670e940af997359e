package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.PhaseColour;
import io.scangate.policy.Policy;
import io.scangate.policy.Trigger;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which trigger runs in each category: among those known and not void the one that happened last,
 * then the one learned last, then the most severe. Positive tests are not among them; see {@link
 * Suspicion}. Confined to one decision.
 */
final class Triggers {
  private final Policy policy;
  private final Map<Category, Fact> running = new EnumMap<>(Category.class);
  private final SortedMap<Province, Fact.Assignment> assignments =
      new TreeMap<>(Comparator.comparing(Province::code));

  Triggers(Policy policy, Facts facts, int known, Voids voids) {
    this.policy = policy;
    for (int i = 0; i < known; i++) {
      Fact fact = facts.get(i);
      if (fact instanceof Fact.Assignment assignment) {
        assign(assignment);
        continue;
      }
      Category category = category(policy, fact);
      if (category != null && !voids.cover(category, fact.at())) {
        offer(category, fact);
      }
    }
  }

  /** The trigger that runs in a category; null if none does. */
  @Nullable Fact running(Category category) {
    return running.get(category);
  }

  /** The assignment that runs for each province, by the province's code. */
  Collection<Fact.Assignment> assignments() {
    return assignments.values();
  }

  private void offer(Category category, Fact fact) {
    Fact incumbent = running.get(category);
    if (incumbent == null || outruns(fact, colour(fact), incumbent, colour(incumbent))) {
      running.put(category, fact);
    }
  }

  private void assign(Fact.Assignment assignment) {
    if (assignment.colour() == Colour.GREEN
        || assignment.province().equals(policy.province())
        || !policy.begins(Trigger.ASSIGNMENT, Category.OUT_OF_PROVINCE)) {
      return;
    }
    assignments.merge(
        assignment.province(),
        assignment,
        (incumbent, next) ->
            outruns(next, next.colour(), incumbent, incumbent.colour()) ? next : incumbent);
  }

  /** Where only some triggers of a category differ in colour, theirs; else GREEN for all alike. */
  private Colour colour(Fact fact) {
    return fact instanceof Fact.Declaration declaration
            && policy.path(Category.DECLARED).phases().getFirst().colour()
                instanceof PhaseColour.Declared(var colours)
        ? colours.getOrDefault(declaration.status(), Colour.GREEN)
        : Colour.GREEN;
  }

  private static boolean outruns(Fact next, Colour nextColour, Fact now, Colour nowColour) {
    int order = begins(next).compareTo(begins(now));
    if (order == 0) {
      order = next.at().compareTo(now.at());
    }
    return order > 0 || (order == 0 && nextColour.isMoreSevereThan(nowColour));
  }

  /** From when the episode counts that this trigger sets off. */
  static Instant begins(Fact trigger) {
    // A positive test is a suspicion once it is reported, not when it was sampled.
    return trigger instanceof Fact.Test ? trigger.at() : trigger.happenedAt();
  }

  /** The category that a fact sets off under a policy; null if none. */
  static @Nullable Category category(Policy policy, Fact fact) {
    return switch (fact) {
      case Fact.Diagnosis diagnosis ->
          switch (diagnosis.status()) {
            case CONFIRMED -> of(policy, Trigger.DIAGNOSIS_CONFIRMED, Category.CONFIRMED);
            case ASYMPTOMATIC -> of(policy, Trigger.DIAGNOSIS_ASYMPTOMATIC, Category.ASYMPTOMATIC);
            case SUSPECTED -> of(policy, Trigger.DIAGNOSIS_SUSPECTED, Category.SUSPECTED);
            case RULED_OUT -> null;
          };
      case Fact.Contact contact ->
          switch (contact.kind()) {
            case CLOSE -> of(policy, Trigger.CONTACT_CLOSE, Category.CLOSE_CONTACT);
            case SUB_CLOSE -> of(policy, Trigger.CONTACT_SUB_CLOSE, Category.SUB_CLOSE_CONTACT);
            case SPATIOTEMPORAL ->
                of(policy, Trigger.CONTACT_SPATIOTEMPORAL, Category.SPATIOTEMPORAL);
            case SPATIOTEMPORAL_CONFINED ->
                of(
                    policy,
                    Trigger.CONTACT_SPATIOTEMPORAL_CONFINED,
                    Category.SPATIOTEMPORAL_CONFINED);
          };
      case Fact.Entry _ -> of(policy, Trigger.ENTRY, Category.OVERSEAS);
      case Fact.Area area ->
          switch (area.level()) {
            case HIGH -> of(policy, Trigger.AREA_HIGH, Category.HIGH_RISK_AREA);
            case MEDIUM -> of(policy, Trigger.AREA_MEDIUM, Category.MEDIUM_RISK_AREA);
          };
      case Fact.SpecialArea special ->
          of(
              policy,
              Trigger.AREA_SPECIAL,
              policy.specialArea().at(special.lastExposure(), special.at()));
      case Fact.Screening _ -> of(policy, Trigger.SCREENING, Category.SCREENING);
      case Fact.Declaration declaration ->
          declaration.isTelling() ? of(policy, Trigger.DECLARATION, Category.DECLARED) : null;
      case Fact.Assignment _ -> of(policy, Trigger.ASSIGNMENT, Category.OUT_OF_PROVINCE);
      case Fact.Registered _,
          Fact.Discharged _,
          Fact.IsolationStarted _,
          Fact.IsolationReleased _,
          Fact.Test _,
          Fact.AssignmentLifted _,
          Fact.Correction _ ->
          null;
    };
  }

  private static @Nullable Category of(Policy policy, Trigger trigger, Category category) {
    return policy.begins(trigger, category) ? category : null;
  }
}
