package io.scangate.policy;

import io.scangate.health.Colour;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Where the colour of a phase comes from. */
public sealed interface PhaseColour {
  /** Always the same. */
  record Fixed(Colour colour) implements PhaseColour {}

  /** It follows from the status that the person declared. Every status has a colour. Immutable. */
  record Declared(Map<DeclaredStatus, Colour> colours) implements PhaseColour {
    public Declared {
      colours = Collections.unmodifiableMap(new EnumMap<>(colours));
    }
  }

  /** The one that another province assigned. */
  record Assigned() implements PhaseColour {}
}
