package io.scangate.transition;

import io.scangate.policy.Category;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Up to when the triggers of each category are void. Every fact that voids does so to what was
 * learned up to its own instant, so for each category the latest such instant says it all; and
 * nothing that comes later takes it back. Confined to one decision.
 */
final class Voids {
  private static final Category[] CATEGORIES = Category.values();

  /** By category: what was learned up to then, that instant included, is void. */
  private final Map<Category, Instant> through = new EnumMap<>(Category.class);

  /** Likewise, by corrections alone. */
  private final Map<Category, Instant> corrected = new EnumMap<>(Category.class);

  /**
   * Confirmed triggers learned before then are void. Not at that instant: of a confirmed and an
   * asymptomatic diagnosis learned together the confirmed one stands.
   */
  private Instant confirmedBefore = Instant.MIN;

  /** Reads the first facts of a history, as many as are known. */
  Voids(Facts facts, int known) {
    for (int i = 0; i < known; i++) {
      switch (facts.get(i)) {
        case Fact.Diagnosis diagnosis -> learn(diagnosis);
        case Fact.Contact contact -> {
          if (contact.kind() == ContactKind.SPATIOTEMPORAL_CONFINED) {
            through.put(Category.SPATIOTEMPORAL, contact.at());
          }
        }
        case Fact.Correction correction -> {
          through.put(correction.category(), correction.at());
          corrected.put(correction.category(), correction.at());
        }
        case Fact.Registered _,
            Fact.Discharged _,
            Fact.Entry _,
            Fact.Area _,
            Fact.SpecialArea _,
            Fact.Screening _,
            Fact.IsolationStarted _,
            Fact.IsolationReleased _,
            Fact.Test _,
            Fact.Declaration _,
            Fact.Assignment _,
            Fact.AssignmentLifted _ -> {}
      }
    }
    // Nothing local ends what another province assigned.
    through.remove(Category.OUT_OF_PROVINCE);
  }

  private void learn(Fact.Diagnosis diagnosis) {
    switch (diagnosis.status()) {
      case CONFIRMED -> takeOver(Category.CONFIRMED, diagnosis.at());
      case ASYMPTOMATIC -> {
        Instant confirmed = through(Category.CONFIRMED);
        takeOver(Category.ASYMPTOMATIC, diagnosis.at());
        through.put(Category.CONFIRMED, confirmed);
        confirmedBefore = diagnosis.at();
      }
      case RULED_OUT -> through.put(Category.SUSPECTED, diagnosis.at());
      case SUSPECTED -> {}
    }
  }

  /** The path of a case takes over from every other one. */
  private void takeOver(Category path, Instant at) {
    for (Category category : CATEGORIES) {
      if (category != path) {
        through.put(category, at);
      }
    }
  }

  /** Whether a trigger of that category, learned at that instant, is void. */
  boolean cover(Category category, Instant at) {
    return !at.isAfter(through(category))
        || (category == Category.CONFIRMED && at.isBefore(confirmedBefore));
  }

  /** Whether a trigger of that category, learned at that instant, was corrected. */
  boolean correct(Category category, Instant at) {
    return !at.isAfter(corrected.getOrDefault(category, Instant.MIN));
  }

  /** Up to when what set off that category is void. */
  Instant through(Category category) {
    return through.getOrDefault(category, Instant.MIN);
  }
}
