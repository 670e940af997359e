package io.scangate.verdict;

import io.scangate.health.Colour;
import io.scangate.health.Standing;

/**
 * What is known of a genuine code when it is judged. Immutable.
 *
 * @param claimed the colour that the code itself carries
 * @param standing what is known of the code of its holder
 * @param revoked whether its serial is withdrawn
 * @param reused whether it was used elsewhere, or here before the retry window
 */
public record Evidence(Colour claimed, Standing standing, boolean revoked, boolean reused) {
  /** The same, used elsewhere. */
  public Evidence asReused() {
    return new Evidence(claimed, standing, revoked, true);
  }
}
