package io.scangate.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What keeps a person from being converted for now. Immutable.
 *
 * @param infected the categories of item 1: cases, asymptomatic infected persons and suspected
 *     cases
 * @param contacts the categories of item 2: contacts not yet released
 * @param symptomsWithin item 3: how far back declared symptoms count
 * @param areas the categories of item 4: in an area at risk now, or isolated there
 * @param areaWithin item 5: how far back a stay found in the national database counts
 */
public record Bars(
    Set<Category> infected,
    Set<Category> contacts,
    Duration symptomsWithin,
    Set<Category> areas,
    Duration areaWithin) {
  public Bars {
    infected = copy(infected);
    contacts = copy(contacts);
    areas = copy(areas);
  }

  private static Set<Category> copy(Set<Category> categories) {
    EnumSet<Category> copy = EnumSet.noneOf(Category.class);
    copy.addAll(categories);
    return Collections.unmodifiableSet(copy);
  }
}
