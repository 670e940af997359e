package io.scangate.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A stretch of an episode. Immutable.
 *
 * @param settings where the person stays; a release from any of them serves
 */
public record Phase(PhaseColour colour, Set<Setting> settings, Ending ending) {
  public Phase {
    settings = Collections.unmodifiableSet(EnumSet.copyOf(settings));
  }
}
