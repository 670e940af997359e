package io.scangate.transition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an episode has come along its path at an instant. */
sealed interface Progress {
  /** It has ended. */
  record Closed(Instant at) implements Progress {}

  /**
   * It is open.
   *
   * @param phase the index of the phase
   * @param since when that phase began
   * @param end when it will end if no fact arrives; null if never
   * @param facts what set the episode off, moved its start and ended the phases before
   */
  record Open(int phase, Instant since, @Nullable Instant end, List<Fact> facts)
      implements Progress {}
}
