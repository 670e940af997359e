package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.Path;
import io.scangate.policy.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An episode that is open at the instant of a decision. Immutable.
 *
 * @param path the rule that it follows
 * @param phaseIndex which phase of that path it is in, from 0
 * @param province who assigned the colour; empty in every other category
 * @param colour the colour that it carries now
 * @param since when the phase began
 * @param earliestEnd the earliest instant at which the phase can end; empty where that is not ours
 *     to know. It is the instant at which it will end if nothing but a duration is lacking
 * @param lacking everything that it waits for, never empty
 * @param facts what set it off, moved its start and ended the phases before, in that order
 */
public record Episode(
    Path path,
    int phaseIndex,
    Optional<Province> province,
    Colour colour,
    Instant since,
    Optional<Instant> earliestEnd,
    List<Lacking> lacking,
    List<Fact> facts) {
  public Episode {
    lacking = List.copyOf(lacking);
    facts = List.copyOf(facts);
  }

  /** Its category. */
  public Category category() {
    return path.category();
  }

  /** The rule of the phase that it is in. */
  public Phase phase() {
    return path.phases().get(phaseIndex);
  }

  /** What set it off. */
  public Fact trigger() {
    return facts.getFirst();
  }
}
