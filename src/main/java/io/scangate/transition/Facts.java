package io.scangate.transition;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Everything that the engine was told about one person, in the one order of facts. Immutable. */
public final class Facts {
  private static final Fact[] NO_FACTS = {};

  private final Fact[] ordered;

  private Facts(Fact[] ordered) {
    this.ordered = ordered;
  }

  /** The facts of a person, in any order of arrival. */
  public static Facts of(Collection<? extends Fact> facts) {
    Fact[] ordered = facts.toArray(NO_FACTS);
    Arrays.sort(ordered, FactOrder.INSTANCE);
    return new Facts(ordered);
  }

  /** The facts of a person, in any order of arrival. */
  public static Facts of(Fact... facts) {
    return of(List.of(facts));
  }

  /** These facts and one more. */
  public Facts with(Fact fact) {
    int place = Arrays.binarySearch(ordered, fact, FactOrder.INSTANCE);
    int at = place < 0 ? -place - 1 : place;
    Fact[] more = new Fact[ordered.length + 1];
    System.arraycopy(ordered, 0, more, 0, at);
    more[at] = fact;
    System.arraycopy(ordered, at, more, at + 1, ordered.length - at);
    return new Facts(more);
  }

  /** All of them. */
  public List<Fact> all() {
    return List.of(ordered);
  }

  /** How many of them, from the first, were learned by an instant, that instant included. */
  int knownAt(Instant at) {
    int low = 0;
    int high = ordered.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordered[middle].at().isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  Fact get(int index) {
    return ordered[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Facts facts && Arrays.equals(ordered, facts.ordered);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ordered);
  }

  @Override
  public String toString() {
    return "Facts" + Arrays.toString(ordered);
  }
}
