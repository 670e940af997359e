package io.scangate.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an episode of one category walks through. Immutable.
 *
 * @param source where the rule comes from, in words, as in {@code notice I.2}
 * @param setOffBy what sets it off; empty in an edition that does not know the category
 * @param phases at least one, in order
 */
public record Path(
    Category category, String source, Set<Trigger> setOffBy, Clock clock, List<Phase> phases) {
  public Path {
    EnumSet<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    triggers.addAll(setOffBy);
    setOffBy = Collections.unmodifiableSet(triggers);
    phases = List.copyOf(phases);
  }
}
