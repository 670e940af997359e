package io.scangate.transition;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules answer for a person at an instant. Immutable.
 *
 * @param at the instant asked about
 * @param policy the version of the policy that judged
 * @param colour the most severe colour of the open episodes; GREEN without any; NONE for a person
 *     who never registered
 * @param open the open episodes, in the order of the categories and then of the provinces; none for
 *     a person who never registered
 * @param nextReview the next instant at which time alone can change the colour: an open phase ends,
 *     or the next edition of the policy comes into force. Up to the nanosecond before it the colour
 *     and the open phases stay as they are, unless a fact arrives; empty means for ever
 */
public record Decision(
    Instant at, String policy, Colour colour, List<Episode> open, Optional<Instant> nextReview) {
  public Decision {
    open = List.copyOf(open);
  }

  /** The open episodes that carry the colour; none where it is GREEN or NONE. */
  public List<Episode> carrying() {
    return open.stream().filter(episode -> episode.colour() == colour).toList();
  }

  /** The categories of the open episodes that carry the colour. */
  public Set<Category> because() {
    EnumSet<Category> because = EnumSet.noneOf(Category.class);
    for (Episode episode : carrying()) {
      because.add(episode.category());
    }
    return because;
  }
}
