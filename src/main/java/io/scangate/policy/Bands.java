package io.scangate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which category a special area sets off, by the time since the last exposure. Immutable.
 *
 * @param bands from the most recent exposure on; the last one has no end
 */
public record Bands(List<Band> bands) {
  public Bands {
    bands = List.copyOf(bands);
  }

  /**
   * The category for an exposure.
   *
   * @param lastExposure when the person last was there
   * @param at when the engine learned of it
   */
  public Category at(Instant lastExposure, Instant at) {
    Duration since = Duration.between(lastExposure, at);
    for (Band band : bands) {
      Duration upTo = band.upTo();
      if (upTo != null && since.compareTo(upTo) <= 0) {
        return band.category();
      }
    }
    return bands.getLast().category();
  }
}
