package io.scangate.scenario;

import static java.util.Objects.requireNonNull;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.transition.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stretch of time in which two policies give a person different colours. Immutable.
 *
 * @param until the first instant at which the colours are the same again, or others; empty where
 *     nothing that is known ends it
 * @param because the categories that carry the more severe of the two colours
 */
public record Difference(
    Instant from, Optional<Instant> until, Colour before, Colour after, Set<Category> because) {
  public Difference {
    because = Set.copyOf(because);
  }

  /** Whether the second policy is the milder one. */
  public boolean isMilder() {
    return before.isMoreSevereThan(after);
  }

  /** The differences between two timelines of one person, in order of time. */
  public static List<Difference> between(Timeline before, Timeline after) {
    TreeMap<Instant, Decision> first = byInstant(before);
    TreeMap<Instant, Decision> second = byInstant(after);
    TreeMap<Instant, Decision> both = new TreeMap<>(first);
    both.putAll(second);
    List<Difference> differences = new ArrayList<>();
    Optional<Difference> open = Optional.empty();
    for (Instant at : both.keySet()) {
      Optional<Difference> here = at(at, standing(first, at), standing(second, at));
      if (open.isPresent() && here.isPresent() && open.get().isLike(here.get())) {
        continue;
      }
      open.ifPresent(ended -> differences.add(ended.endedAt(at)));
      open = here;
    }
    open.ifPresent(differences::add);
    return differences;
  }

  private static TreeMap<Instant, Decision> byInstant(Timeline timeline) {
    TreeMap<Instant, Decision> decisions = new TreeMap<>();
    for (Decision decision : timeline.decisions()) {
      decisions.put(decision.at(), decision);
    }
    return decisions;
  }

  /** The decision that stands at an instant. Both timelines begin with the first fact. */
  private static Decision standing(TreeMap<Instant, Decision> decisions, Instant at) {
    return requireNonNull(decisions.floorEntry(at)).getValue();
  }

  private static Optional<Difference> at(Instant at, Decision before, Decision after) {
    if (before.colour() == after.colour()) {
      return Optional.empty();
    }
    Decision severe = before.colour().isMoreSevereThan(after.colour()) ? before : after;
    return Optional.of(
        new Difference(at, Optional.empty(), before.colour(), after.colour(), severe.because()));
  }

  private boolean isLike(Difference other) {
    return before == other.before && after == other.after && because.equals(other.because);
  }

  private Difference endedAt(Instant end) {
    return new Difference(from, Optional.of(end), before, after, because);
  }
}
